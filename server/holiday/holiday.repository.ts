/** Promises the only SQL for notices of holidays: of each year the newest version counts. */
import type { Statements, Transaction } from '../database/database';
import type { HolidayNoticeEntity } from './holiday.entity';
import { WorkingDays } from './working-days';

export type NoticeRow = Omit<HolidayNoticeEntity, 'commandId' | 'recordedBy'>;

const columns = `year, version, source, holidays::text[], workdays::text[], recorded_at AS "recordedAt"`;

export class HolidayRepository {
  /** The newest version of each year, the latest year first. */
  listNotices(statements: Statements): Promise<NoticeRow[]> {
    return statements.query<NoticeRow>(
      `/* holiday.listNotices */ SELECT DISTINCT ON (year) ${columns} FROM holiday_notice ORDER BY year DESC, version DESC`,
    );
  }

  async workingDays(statements: Statements): Promise<WorkingDays> {
    return new WorkingDays(await this.listNotices(statements));
  }

  async findOfCommand(statements: Statements, commandId: string): Promise<NoticeRow | undefined> {
    const [row] = await statements.query<NoticeRow>(
      `/* holiday.findOfCommand */ SELECT ${columns} FROM holiday_notice WHERE command_id = $1`,
      [commandId],
    );
    return row;
  }

  /** The next version of its year. Who writes at the same time waits. */
  async insertNotice(tx: Transaction, notice: Omit<HolidayNoticeEntity, 'version' | 'recordedAt'>): Promise<NoticeRow> {
    await tx.query('/* holiday.inTurn */ LOCK TABLE holiday_notice IN SHARE ROW EXCLUSIVE MODE');
    const [row] = await tx.query<NoticeRow>(
      `/* holiday.insertNotice */
       INSERT INTO holiday_notice (year, version, source, holidays, workdays, command_id, recorded_by)
       SELECT $1, coalesce(max(version), 0) + 1, $2, $3::date[], $4::date[], $5, $6 FROM holiday_notice WHERE year = $1
       RETURNING ${columns}`,
      [notice.year, notice.source, notice.holidays, notice.workdays, notice.commandId, notice.recordedBy],
    );
    return row!;
  }
}
