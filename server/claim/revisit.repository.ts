/** Promises the only SQL for revisits; days are those of Asia/Shanghai by the clock of the database. */
import { v7 } from 'uuid';
import { RevisitState, type RevisitOutcome, type Satisfaction } from '../../schema/claim/revisit';
import type { Statements, Transaction } from '../database/database';
import { today } from '../database/today';
import type { RevisitEntity } from './revisit.entity';

export type RevisitRow = RevisitEntity;

export interface RevisitListing {
  /** A subtree. */
  readonly areaCode: string;
  readonly state: RevisitState;
  /** Today in Asia/Shanghai when undefined. */
  readonly onDate?: string;
  readonly after?: { readonly dueOn: string; readonly id: string };
  readonly limit: number;
}

const columns = `id, need_id AS "needId", household_id AS "householdId", area_code AS "areaCode", due_on AS "dueOn",
  announced_at AS "announcedAt", done_at AS "doneAt", done_by AS "doneBy", satisfaction, outcome, note`;

const comparisons: Record<RevisitState, string> = {
  [RevisitState.DUE]: '=',
  [RevisitState.OVERDUE]: '<',
  [RevisitState.UPCOMING]: '>',
};

export class RevisitRepository {
  async findRevisit(statements: Statements, id: string): Promise<RevisitRow | undefined> {
    const [row] = await this.findRevisits(statements, [id]);
    return row;
  }

  findRevisits(statements: Statements, ids: readonly string[]): Promise<RevisitRow[]> {
    return statements.query<RevisitRow>(
      `/* revisit.findRevisits */ SELECT ${columns} FROM revisit WHERE id = ANY ($1::uuid[])`,
      [ids],
    );
  }

  /** Open revisits of an area by where they stand on a day, the earliest due first. */
  listRevisits(statements: Statements, listing: RevisitListing): Promise<RevisitRow[]> {
    return statements.query<RevisitRow>(
      `/* revisit.listRevisits */
       SELECT ${columns} FROM revisit
        WHERE area_code >= $1 AND area_code < $1 || '~' AND done_at IS NULL
          AND due_on ${comparisons[listing.state]} coalesce($2::date, ${today})
          AND ($3::date IS NULL OR (due_on, id) > ($3::date, $4::uuid))
        ORDER BY due_on, id LIMIT $5`,
      [
        listing.areaCode,
        listing.onDate ?? null,
        listing.after?.dueOn ?? null,
        listing.after?.id ?? null,
        listing.limit,
      ],
    );
  }

  /** Owes a revisit so many days from today; one for all parts of a need that fall due on one day. Returns the day. */
  async insertRevisit(
    tx: Transaction,
    need: { readonly id: string; readonly householdId: string; readonly areaCode: string },
    afterDays: number,
  ): Promise<string> {
    const [row] = await tx.query<{ dueOn: string }>(
      `/* revisit.insertRevisit */
       WITH due AS (SELECT ${today} + $5::int AS due_on), owed AS (
         INSERT INTO revisit (id, need_id, household_id, area_code, due_on)
         SELECT $1, $2, $3, $4, due_on FROM due
         ON CONFLICT (need_id, due_on) DO NOTHING RETURNING id)
       SELECT due_on AS "dueOn" FROM due`,
      [v7(), need.id, need.householdId, need.areaCode, afterDays],
    );
    return row!.dueOn;
  }

  /** Completes a revisit that is still owed. Undefined, and nothing changed, when it was done before. */
  async completeRevisit(
    tx: Transaction,
    id: string,
    found: {
      readonly doneBy: string;
      readonly outcome: RevisitOutcome;
      readonly satisfaction?: Satisfaction;
      readonly note?: string;
    },
  ): Promise<RevisitRow | undefined> {
    const [row] = await tx.query<RevisitRow>(
      `/* revisit.completeRevisit */
       UPDATE revisit SET done_at = now(), done_by = $2, outcome = $3, satisfaction = $4, note = $5
        WHERE id = $1 AND done_at IS NULL RETURNING ${columns}`,
      [id, found.doneBy, found.outcome, found.satisfaction ?? null, found.note ?? null],
    );
    return row;
  }

  async countOwed(statements: Statements, needId: string): Promise<number> {
    const [row] = await statements.query<{ count: number }>(
      '/* revisit.countOwed */ SELECT count(*)::int AS count FROM revisit WHERE need_id = $1 AND done_at IS NULL',
      [needId],
    );
    return row!.count;
  }

  /** Marks revisits that are due and were not announced; each is returned to exactly one of any number of callers. */
  announceDue(tx: Transaction, limit: number): Promise<RevisitRow[]> {
    return tx.query<RevisitRow>(
      `/* revisit.announceDue */
       UPDATE revisit SET announced_at = now()
        WHERE id IN (SELECT id FROM revisit WHERE done_at IS NULL AND announced_at IS NULL AND due_on <= ${today}
                      ORDER BY due_on, id LIMIT $1 FOR UPDATE SKIP LOCKED)
       RETURNING ${columns}`,
      [limit],
    );
  }
}
