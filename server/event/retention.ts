/** Promises that events older than the retention are removed oldest first, and that the newest removed position is kept. */
import type { Database } from '../database/database';
import { dropOldPartitions } from './partition';

const batchSize = 5_000;

/**
 * Removes events older than so many days: whole days at once, and in batches what found no partition of its day. Returns how many.
 * The newest position that left is kept, so a cursor is either wholly served or refused as expired.
 */
export async function removeOldEvents(database: Database, days: number): Promise<number> {
  if (!Number.isInteger(days) || days < 1) throw new RangeError('The retention is a whole number of days, at least 1.');
  for (let removed = await dropOldPartitions(database, days); ;) {
    const batch = await removeBatch(database, days);
    removed += batch;
    if (batch < batchSize) return removed;
  }
}

/** Rows and the removed position change in one statement: no reader sees one without the other. */
async function removeBatch(database: Database, days: number): Promise<number> {
  const rows = await database.query<{ count: number }>(
    `/* event.removeBatch */
     WITH first_kept AS (
       SELECT transaction, position FROM event WHERE at >= now() - make_interval(days => $1)
        ORDER BY transaction, position LIMIT 1),
     oldest AS (
       SELECT rest.transaction, rest.position FROM event_partition.rest
        WHERE rest.transaction < pg_snapshot_xmin(pg_current_snapshot())
          AND at < now() - make_interval(days => $1)
          AND NOT EXISTS (SELECT 1 FROM first_kept
                           WHERE (first_kept.transaction, first_kept.position) < (rest.transaction, rest.position))
        ORDER BY rest.transaction, rest.position LIMIT $2),
     gone AS (
       DELETE FROM event_partition.rest USING oldest
        WHERE rest.transaction = oldest.transaction AND rest.position = oldest.position RETURNING 1),
     newest AS (SELECT transaction, position FROM oldest ORDER BY transaction DESC, position DESC LIMIT 1),
     kept AS (
       UPDATE event_epoch SET removed_transaction = newest.transaction, removed_position = newest.position
         FROM newest WHERE (newest.transaction, newest.position) > (removed_transaction, removed_position) RETURNING 1)
     SELECT count(*)::int AS count FROM gone`,
    [days, batchSize],
  );
  return rows[0]!.count;
}
