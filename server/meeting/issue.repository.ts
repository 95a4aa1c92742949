/** Promises the only SQL for issues of meetings: followed up until they are settled, once. */
import type { IssueState } from '../../schema/meeting/meeting';
import type { Statements, Transaction } from '../database/database';
import { today } from '../database/today';
import type { IssueFollowUpEntity, MeetingIssueEntity } from './meeting.entity';
import type { Seats } from './meeting.policy';
import { seated } from './meeting.repository';

export type IssueRow = MeetingIssueEntity & { readonly daysOverdue: number };
export type FollowUpRow = IssueFollowUpEntity;

export interface IssueFilter {
  readonly meetingId?: string;
  readonly states?: readonly IssueState[];
  readonly overdueOnly?: boolean;
}

const columns = `i.id, i.meeting_id AS "meetingId", i.title, i.detail, i.owner_area_code AS "ownerAreaCode",
  i.owner_organisation_id AS "ownerOrganisationId", i.due_on AS "dueOn", i.state, i.settled_at AS "settledAt",
  i.raised_by AS "raisedBy", i.raised_at AS "raisedAt", i.reminded_on AS "remindedOn",
  CASE WHEN i.settled_at IS NULL THEN greatest(0, ${today} - i.due_on) ELSE 0 END AS "daysOverdue"`;

export class IssueRepository {
  async findIssue(statements: Statements, id: string): Promise<IssueRow | undefined> {
    const [row] = await statements.query<IssueRow>(
      `/* issue.findIssue */ SELECT ${columns} FROM meeting_issue i WHERE i.id = $1`,
      [id],
    );
    return row;
  }

  /** The issues of meetings that the seats are invited to, what is due first first. */
  listIssues(
    statements: Statements,
    seats: Seats,
    filter: IssueFilter,
    after: { readonly day: string; readonly id: string } | undefined,
    limit: number,
  ): Promise<IssueRow[]> {
    return statements.query<IssueRow>(
      `/* issue.listIssues */
       SELECT ${columns} FROM meeting_issue i
        WHERE ${seated('i.meeting_id')} AND ($3::uuid IS NULL OR i.meeting_id = $3)
          AND ($4::text[] IS NULL OR i.state = ANY ($4::text[]))
          AND (NOT $5 OR i.settled_at IS NULL AND i.due_on < ${today})
          AND ($6::date IS NULL OR (i.due_on, i.id) > ($6::date, $7::uuid))
        ORDER BY i.due_on, i.id LIMIT $8`,
      [
        ...[seats.areaCodes, seats.organisationIds, filter.meetingId ?? null, filter.states ?? null],
        ...[filter.overdueOnly ?? false, after?.day ?? null, after?.id ?? null, limit],
      ],
    );
  }

  async insertIssue(
    tx: Transaction,
    row: Omit<IssueRow, 'state' | 'settledAt' | 'raisedAt' | 'remindedOn' | 'daysOverdue'>,
  ): Promise<IssueRow> {
    const [inserted] = await tx.query<IssueRow>(
      `/* issue.insertIssue */
       INSERT INTO meeting_issue AS i (id, meeting_id, title, detail, owner_area_code, owner_organisation_id, due_on, raised_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING ${columns}`,
      [
        ...[row.id, row.meetingId, row.title, row.detail, row.ownerAreaCode, row.ownerOrganisationId],
        ...[row.dueOn, row.raisedBy],
      ],
    );
    return inserted!;
  }

  /** Takes it further. No row when it is settled. */
  async moveOn(tx: Transaction, id: string, state: IssueState): Promise<IssueRow | undefined> {
    const [row] = await tx.query<IssueRow>(
      `/* issue.moveOn */
       UPDATE meeting_issue i SET state = $2, settled_at = CASE WHEN $2 IN ('RESOLVED', 'DROPPED') THEN now() END
        WHERE i.id = $1 AND i.settled_at IS NULL RETURNING ${columns}`,
      [id, state],
    );
    return row;
  }

  /**
   * Takes so many that are overdue and of which the owner was not reminded for so many days: whoever asks again gets others. The first
   * time is the day after the last one.
   */
  takeToRemind(tx: Transaction, everyDays: number, limit: number): Promise<IssueRow[]> {
    return tx.query<IssueRow>(
      `/* issue.takeToRemind */
       WITH ripe AS (
         SELECT id AS ripe_id FROM meeting_issue
          WHERE settled_at IS NULL AND due_on < ${today} AND (reminded_on IS NULL OR reminded_on <= ${today} - $1::int)
          ORDER BY due_on, id LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED)
       UPDATE meeting_issue i SET reminded_on = ${today} FROM ripe WHERE i.id = ripe_id RETURNING ${columns}`,
      [everyDays, limit],
    );
  }

  async insertFollowUp(tx: Transaction, row: Omit<FollowUpRow, 'writtenAt'>): Promise<void> {
    await tx.query(
      `/* issue.insertFollowUp */
       INSERT INTO issue_follow_up (id, issue_id, state, note, written_by) VALUES ($1, $2, $3, $4, $5)`,
      [row.id, row.issueId, row.state, row.note, row.writtenBy],
    );
  }

  followUpsOf(statements: Statements, issueIds: readonly string[]): Promise<FollowUpRow[]> {
    return statements.query<FollowUpRow>(
      `/* issue.followUpsOf */
       SELECT id, issue_id AS "issueId", state, note, written_by AS "writtenBy", written_at AS "writtenAt"
         FROM issue_follow_up WHERE issue_id = ANY ($1::uuid[]) ORDER BY written_at, id`,
      [issueIds],
    );
  }
}
