/** Promises the only SQL for appointments of advisers: one standing at a time, ended once. */
import type { AdviserKind, AppointmentEnd } from '../../schema/adviser/adviser';
import type { Statements, Transaction } from '../database/database';
import { today } from '../database/today';
import type { AdviserEntity } from './adviser.entity';

export type AdviserRow = AdviserEntity;

export type AdviserToInsert = Pick<
  AdviserRow,
  'id' | 'accountId' | 'areaCode' | 'kind' | 'competences' | 'teamId' | 'appointedOn' | 'appointmentReason'
> & { readonly registeredBy: string };

export interface AdviserFilter {
  /** Subtrees of areas in which it is registered. */
  readonly areaCodes: readonly string[];
  readonly kind?: AdviserKind;
  readonly teamId?: string;
  readonly standing?: boolean;
}

const columns = `id, account_id AS "accountId", area_code AS "areaCode", kind, competences, team_id AS "teamId",
  appointed_on AS "appointedOn", appointment_reason AS "appointmentReason", ended_on AS "endedOn", end_reason AS "endReason",
  registered_by AS "registeredBy", registered_at AS "registeredAt"`;

export class AdviserRepository {
  /** Today in Asia/Shanghai, by the clock of the database. */
  async today(statements: Statements): Promise<string> {
    const [row] = await statements.query<{ today: string }>(`/* adviser.today */ SELECT ${today} AS today`);
    return row!.today;
  }

  findAdvisers(statements: Statements, ids: readonly string[]): Promise<AdviserRow[]> {
    return statements.query<AdviserRow>(
      `/* adviser.findAdvisers */ SELECT ${columns} FROM adviser WHERE id = ANY ($1::uuid[])`,
      [ids],
    );
  }

  async findAdviser(statements: Statements, id: string): Promise<AdviserRow | undefined> {
    return (await this.findAdvisers(statements, [id]))[0];
  }

  /** The standing appointment of an account, held. */
  async lockStanding(tx: Transaction, accountId: string): Promise<AdviserRow | undefined> {
    const [row] = await tx.query<AdviserRow>(
      `/* adviser.lockStanding */
       SELECT ${columns} FROM adviser WHERE account_id = $1 AND ended_on IS NULL FOR NO KEY UPDATE`,
      [accountId],
    );
    return row;
  }

  async lockAdviser(tx: Transaction, id: string): Promise<AdviserRow | undefined> {
    const [row] = await tx.query<AdviserRow>(
      `/* adviser.lockAdviser */ SELECT ${columns} FROM adviser WHERE id = $1 FOR NO KEY UPDATE`,
      [id],
    );
    return row;
  }

  /** The standing appointments of accounts. */
  standingOf(statements: Statements, accountIds: readonly string[]): Promise<AdviserRow[]> {
    return statements.query<AdviserRow>(
      `/* adviser.standingOf */ SELECT ${columns} FROM adviser WHERE account_id = ANY ($1::uuid[]) AND ended_on IS NULL`,
      [accountIds],
    );
  }

  /** Whose appointments in an area subtree stood on a day. */
  async expectedOn(statements: Statements, areaCode: string, day: string): Promise<string[]> {
    const rows = await statements.query<{ id: string }>(
      `/* adviser.expectedOn */
       SELECT id FROM adviser
        WHERE starts_with(area_code, $1) AND appointed_on <= $2::date AND (ended_on IS NULL OR ended_on > $2::date) ORDER BY id`,
      [areaCode, day],
    );
    return rows.map((row) => row.id);
  }

  /** Every appointment of an account, the newest first. */
  ofAccount(statements: Statements, accountId: string): Promise<AdviserRow[]> {
    return statements.query<AdviserRow>(
      `/* adviser.ofAccount */ SELECT ${columns} FROM adviser WHERE account_id = $1 ORDER BY appointed_on DESC, id DESC`,
      [accountId],
    );
  }

  /** The appointments registered in areas, by id. */
  listAdvisers(
    statements: Statements,
    filter: AdviserFilter,
    after: string | undefined,
    limit: number,
  ): Promise<AdviserRow[]> {
    return statements.query<AdviserRow>(
      `/* adviser.listAdvisers */
       SELECT ${columns} FROM adviser
        WHERE EXISTS (SELECT FROM unnest($1::text[]) code WHERE starts_with(area_code, code))
          AND ($2::text IS NULL OR kind = $2) AND ($3::uuid IS NULL OR team_id = $3)
          AND ($4::boolean IS NULL OR (ended_on IS NULL) = $4) AND ($5::uuid IS NULL OR id > $5)
        ORDER BY id LIMIT $6`,
      [
        ...[filter.areaCodes, filter.kind ?? null, filter.teamId ?? null, filter.standing ?? null],
        ...[after ?? null, limit],
      ],
    );
  }

  /** No row when the account has a standing appointment. */
  async insertAdviser(tx: Transaction, row: AdviserToInsert): Promise<AdviserRow | undefined> {
    const [inserted] = await tx.query<AdviserRow>(
      `/* adviser.insertAdviser */
       INSERT INTO adviser (id, account_id, area_code, kind, competences, team_id, appointed_on, appointment_reason, registered_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT (account_id) WHERE ended_on IS NULL DO NOTHING RETURNING ${columns}`,
      [
        ...[row.id, row.accountId, row.areaCode, row.kind, row.competences, row.teamId],
        ...[row.appointedOn, row.appointmentReason, row.registeredBy],
      ],
    );
    return inserted;
  }

  /** Writes what is given and leaves the rest. No row when the appointment has ended. */
  async reviseAdviser(
    tx: Transaction,
    id: string,
    change: { readonly kind?: AdviserKind; readonly competences?: readonly string[]; readonly teamId?: string },
  ): Promise<AdviserRow | undefined> {
    const [row] = await tx.query<AdviserRow>(
      `/* adviser.reviseAdviser */
       UPDATE adviser SET kind = coalesce($2, kind), competences = coalesce($3::text[], competences),
              team_id = coalesce($4::uuid, team_id)
        WHERE id = $1 AND ended_on IS NULL RETURNING ${columns}`,
      [id, change.kind ?? null, change.competences ?? null, change.teamId ?? null],
    );
    return row;
  }

  /** Ends it from today on. No row when it has ended. */
  async endAppointment(tx: Transaction, id: string, reason: AppointmentEnd): Promise<AdviserRow | undefined> {
    const [row] = await tx.query<AdviserRow>(
      `/* adviser.endAppointment */
       UPDATE adviser SET ended_on = ${today}, end_reason = $2 WHERE id = $1 AND ended_on IS NULL RETURNING ${columns}`,
      [id, reason],
    );
    return row;
  }
}
