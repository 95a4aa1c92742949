/** Promises the only SQL for long-term watches and their reviews. */
import type { Statements, Transaction } from '../database/database';
import { today } from '../database/today';
import type { HouseholdWatchEntity, HouseholdWatchReviewEntity } from './casework.entity';

export type WatchRow = HouseholdWatchEntity & { readonly overdue: boolean };

const columns = `id, household_id AS "householdId", area_code AS "areaCode", reason, interval_days AS "intervalDays",
  next_review_on AS "nextReviewOn", started_by AS "startedBy", started_at AS "startedAt", ended_at AS "endedAt",
  coalesce(next_review_on < ${today}, false) AS overdue`;

export class WatchRepository {
  async findWatch(statements: Statements, id: string): Promise<WatchRow | undefined> {
    const [row] = await statements.query<WatchRow>(
      `/* casework.findWatch */ SELECT ${columns} FROM household_watch WHERE id = $1`,
      [id],
    );
    return row;
  }

  async insertWatch(
    tx: Transaction,
    one: Pick<WatchRow, 'id' | 'householdId' | 'areaCode' | 'reason' | 'intervalDays' | 'startedBy'>,
  ): Promise<WatchRow> {
    const [row] = await tx.query<WatchRow>(
      `/* casework.insertWatch */
       INSERT INTO household_watch (id, household_id, area_code, reason, interval_days, next_review_on, started_by)
       VALUES ($1, $2, $3, $4, $5, ${today} + $5::int, $6) RETURNING ${columns}`,
      [one.id, one.householdId, one.areaCode, one.reason, one.intervalDays, one.startedBy],
    );
    return row!;
  }

  async insertReview(tx: Transaction, one: Omit<HouseholdWatchReviewEntity, 'reviewedAt'>): Promise<void> {
    await tx.query(
      `/* casework.insertWatchReview */
       INSERT INTO household_watch_review (id, watch_id, outcome, note, reviewed_by) VALUES ($1, $2, $3, $4, $5)`,
      [one.id, one.watchId, one.outcome, one.note, one.reviewedBy],
    );
  }

  /** The newest first. */
  reviewsOf(statements: Statements, watchId: string): Promise<HouseholdWatchReviewEntity[]> {
    return statements.query<HouseholdWatchReviewEntity>(
      `/* casework.watchReviewsOf */
       SELECT id, watch_id AS "watchId", outcome, note, reviewed_by AS "reviewedBy", reviewed_at AS "reviewedAt"
         FROM household_watch_review WHERE watch_id = $1 ORDER BY reviewed_at DESC, id DESC`,
      [watchId],
    );
  }

  /** The newest first. */
  watchesOf(statements: Statements, householdIds: readonly string[]): Promise<WatchRow[]> {
    return statements.query<WatchRow>(
      `/* casework.watchesOf */
       SELECT ${columns} FROM household_watch WHERE household_id = ANY ($1::uuid[]) ORDER BY started_at DESC, id DESC`,
      [householdIds],
    );
  }

  /** Ends a watch, or sets its next review the interval from today. No row when it has ended. */
  async reviewed(tx: Transaction, id: string, ends: boolean): Promise<WatchRow | undefined> {
    const [row] = await tx.query<WatchRow>(
      `/* casework.watchReviewed */
       UPDATE household_watch SET ended_at = CASE WHEN $2 THEN now() END,
              next_review_on = CASE WHEN $2 THEN NULL ELSE ${today} + interval_days END
        WHERE id = $1 AND ended_at IS NULL RETURNING ${columns}`,
      [id, ends],
    );
    return row;
  }

  /** Watches that stand in these area subtrees, whose review is due first first. */
  listWatches(
    statements: Statements,
    areaCodes: readonly string[],
    after: { readonly day: string; readonly id: string } | undefined,
    limit: number,
  ): Promise<WatchRow[]> {
    return statements.query<WatchRow>(
      `/* casework.listWatches */
       SELECT ${columns} FROM household_watch
        WHERE ended_at IS NULL AND EXISTS (SELECT FROM unnest($1::text[]) served WHERE starts_with(area_code, served))
          AND ($2::date IS NULL OR (next_review_on, id) > ($2::date, $3::uuid))
        ORDER BY next_review_on, id LIMIT $4`,
      [areaCodes, after?.day ?? null, after?.id ?? null, limit],
    );
  }
}
