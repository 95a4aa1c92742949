/** Promises the only SQL for revisits; days are those of Asia/Shanghai by the clock of the database. */
import { v7 } from 'uuid';
import {
  RevisitState,
  type RevisitOccasion,
  type RevisitOutcome,
  type Satisfaction,
} from '../../schema/revisit/revisit';
import type { Statements, Transaction } from '../database/database';
import { today } from '../database/today';
import type { RevisitEntity } from './revisit.entity';

export type RevisitRow = Omit<RevisitEntity, 'remark'>;

export interface RevisitListing {
  /** A subtree. */
  readonly areaCode: string;
  readonly state: RevisitState;
  readonly occasion?: RevisitOccasion;
  /** Today in Asia/Shanghai when undefined. */
  readonly onDate?: string;
  readonly after?: { readonly dueOn: string; readonly id: string };
  readonly limit: number;
}

/** A stay in the register that a revisit follows. */
export interface EntryToRevisit {
  readonly entryId: string;
  readonly householdId: string | null;
  readonly areaCode: string;
  /** The day from which its time runs. */
  readonly from: string;
}

export interface VisitToWrite {
  readonly id: string;
  readonly outcome: RevisitOutcome;
  readonly satisfaction?: Satisfaction;
  readonly visitedOn: string;
}

const columns = `id, occasion, need_id AS "needId", entry_id AS "entryId", household_id AS "householdId", area_code AS "areaCode",
  due_on AS "dueOn", announced_at AS "announcedAt", done_at AS "doneAt", done_by AS "doneBy", visited_on AS "visitedOn",
  satisfaction, outcome`;

/** How a state is told by the day `$2`. */
const conditions: Record<RevisitState, string> = {
  [RevisitState.DUE]: `done_at IS NULL AND due_on = coalesce($2::date, ${today})`,
  [RevisitState.OVERDUE]: `done_at IS NULL AND due_on < coalesce($2::date, ${today})`,
  [RevisitState.UPCOMING]: `done_at IS NULL AND due_on > coalesce($2::date, ${today})`,
  [RevisitState.DONE]: `done_at IS NOT NULL AND visited_on <= coalesce($2::date, ${today})`,
};

/** One revisit for a stay, an occasion and a day: its id follows from them. */
const idOf = (entry: string, occasion: string, day: string) =>
  `md5(${entry}::text || ${occasion} || ${day}::text)::uuid`;

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

  /** The sealed remark of each that has one, for the vault only. */
  sealedRemarks(
    statements: Statements,
    ids: readonly string[],
  ): Promise<{ readonly id: string; readonly householdId: string; readonly remark: Buffer }[]> {
    return statements.query(
      `/* revisit.sealedRemarks */
       SELECT id, household_id AS "householdId", remark FROM revisit WHERE id = ANY ($1::uuid[]) AND remark IS NOT NULL`,
      [ids],
    );
  }

  /** Revisits of an area by where they stand on a day, the earliest due first. */
  listRevisits(statements: Statements, listing: RevisitListing): Promise<RevisitRow[]> {
    return statements.query<RevisitRow>(
      `/* revisit.listRevisits */
       SELECT ${columns} FROM revisit
        WHERE area_code >= $1 AND area_code < $1 || '~' AND ${conditions[listing.state]}
          AND ($6::text IS NULL OR occasion = $6)
          AND ($3::date IS NULL OR (due_on, id) > ($3::date, $4::uuid))
        ORDER BY due_on, id LIMIT $5`,
      [
        ...[listing.areaCode, listing.onDate ?? null, listing.after?.dueOn ?? null, listing.after?.id ?? null],
        ...[listing.limit, listing.occasion ?? null],
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

  /** Owes a revisit for each stay, so many days from its day; what is owed already stays as it is. */
  async oweForEntries(
    tx: Transaction,
    entries: readonly EntryToRevisit[],
    occasion: RevisitOccasion,
    afterDays: number,
  ): Promise<void> {
    await tx.query(
      `/* revisit.oweForEntries */
       INSERT INTO revisit (id, occasion, entry_id, household_id, area_code, due_on)
       SELECT ${idOf('entry_id', '$5', 'due_on')}, $5, entry_id, household_id, area_code, due_on
         FROM (SELECT entry_id, household_id, area_code, from_day + $6::int AS due_on
                 FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::date[]) AS e (entry_id, household_id, area_code, from_day)) owed
       ON CONFLICT (entry_id, occasion, due_on) DO NOTHING`,
      [
        entries.map((entry) => entry.entryId),
        entries.map((entry) => entry.householdId),
        entries.map((entry) => entry.areaCode),
        entries.map((entry) => entry.from),
        ...[occasion, afterDays],
      ],
    );
  }

  /** Completes a revisit that is still owed. Undefined, and nothing changed, when it was done before. */
  async completeRevisit(
    tx: Transaction,
    id: string,
    found: {
      readonly doneBy: string;
      readonly outcome: RevisitOutcome;
      readonly satisfaction?: Satisfaction;
      readonly visitedOn?: string;
      readonly remark?: Buffer;
    },
  ): Promise<RevisitRow | undefined> {
    const [row] = await tx.query<RevisitRow>(
      `/* revisit.completeRevisit */
       UPDATE revisit SET done_at = now(), done_by = $2, outcome = $3, satisfaction = $4, remark = $5,
              visited_on = coalesce($6::date, ${today})
        WHERE id = $1 AND done_at IS NULL RETURNING ${columns}`,
      [...[id, found.doneBy, found.outcome, found.satisfaction ?? null, found.remark ?? null], found.visitedOn ?? null],
    );
    return row;
  }

  /** Completes those of a round that are owed for an entry or exit in one of these areas. */
  completeRound(
    tx: Transaction,
    visits: readonly VisitToWrite[],
    by: { readonly accountId: string; readonly areaCodes: readonly string[] },
  ): Promise<RevisitRow[]> {
    return tx.query<RevisitRow>(
      `/* revisit.completeRound */
       UPDATE revisit SET done_at = now(), done_by = $5, outcome = visit.found, satisfaction = visit.satisfied, visited_on = visit.day
         FROM unnest($1::uuid[], $2::text[], $3::text[], $4::date[]) AS visit (revisit_id, found, satisfied, day)
        WHERE id = visit.revisit_id AND done_at IS NULL AND entry_id IS NOT NULL
          AND EXISTS (SELECT FROM unnest($6::text[]) served WHERE starts_with(area_code, served))
       RETURNING ${columns}`,
      [
        visits.map((visit) => visit.id),
        visits.map((visit) => visit.outcome),
        visits.map((visit) => visit.satisfaction ?? null),
        visits.map((visit) => visit.visitedOn),
        ...[by.accountId, by.areaCodes],
      ],
    );
  }

  async countOwed(statements: Statements, needId: string): Promise<number> {
    const [row] = await statements.query<{ count: number }>(
      '/* revisit.countOwed */ SELECT count(*)::int AS count FROM revisit WHERE need_id = $1 AND done_at IS NULL',
      [needId],
    );
    return row!.count;
  }

  /** The needs whose last revisit found them met, and that owe no other. */
  async agreed(statements: Statements, needIds: readonly string[]): Promise<Set<string>> {
    const rows = await statements.query<{ needId: string }>(
      `/* revisit.agreed */
       SELECT need_id AS "needId" FROM revisit WHERE need_id = ANY ($1::uuid[])
        GROUP BY need_id
       HAVING bool_and(done_at IS NOT NULL) AND (array_agg(outcome ORDER BY done_at DESC, id DESC))[1] = 'NEED_MET'`,
      [needIds],
    );
    return new Set(rows.map((row) => row.needId));
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
