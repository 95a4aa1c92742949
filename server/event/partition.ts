/** Promises that every event finds the partition of its day, and that whole days leave at once with the position they reached. */
import type { Database, Transaction } from '../database/database';

/** Days that have a partition before they begin: so long may no server be up, and `rest` takes what comes later. */
const daysAhead = 7;
/** How long a day that is to be dropped waits for those who use it. */
const lockMilliseconds = 100;

/** Makes the partitions from today on where they are missing. What `rest` holds of such a day moves into it. Returns their names. */
export async function makePartitions(database: Database): Promise<string[]> {
  const missing = await missingDays(database);
  const made: string[] = [];
  for (const day of missing)
    // Each day a short transaction of its own: its lock lets writers go on, and no other server makes the same day.
    await database.transaction(async (tx) => {
      await tx.query('/* event.lockPartitions */ LOCK TABLE event IN SHARE UPDATE EXCLUSIVE MODE');
      if (!(await missingDays(tx)).includes(day)) return;
      await makePartition(tx, day);
      made.push(partitionName(day));
    });
  return made;
}

/** Days (2026-11-24, UTC) without a partition. */
async function missingDays(statements: Pick<Database, 'query'>): Promise<string[]> {
  const rows = await statements.query<{ day: string }>(
    `/* event.missingDays */
     SELECT to_char(day, 'YYYY-MM-DD') AS day
       FROM generate_series(date_trunc('day', now() AT TIME ZONE 'UTC'),
                            date_trunc('day', now() AT TIME ZONE 'UTC') + make_interval(days => $1), interval '1 day') day
      WHERE to_regclass('event_partition.day_' || to_char(day, 'YYYYMMDD')) IS NULL
      ORDER BY day`,
    [daysAhead],
  );
  return rows.map((row) => row.day);
}

/** Attached, not created in place: that would stop everybody who writes or reads. */
async function makePartition(tx: Transaction, day: string): Promise<void> {
  const name = partitionName(day);
  const [from, to] = [`${day} 00:00:00+00`, `${dayAfter(day)} 00:00:00+00`];
  await tx.query(`CREATE TABLE ${name} (LIKE event INCLUDING DEFAULTS INCLUDING CONSTRAINTS)`);
  await tx.query(
    `/* event.moveIntoPartition */
     WITH moved AS (DELETE FROM event_partition.rest WHERE at >= $1::timestamptz AND at < $2::timestamptz RETURNING *)
     INSERT INTO ${name} SELECT * FROM moved`,
    [from, to],
  );
  await tx.query(`ALTER TABLE event ATTACH PARTITION ${name} FOR VALUES FROM ('${from}') TO ('${to}')`);
}

/**
 * Drops the days that ended so many days ago, the oldest first, each in a transaction of its own with the newest position that went
 * with it: no reader sees one without the other. Throws RETRYABLE when one is in use; those before it are gone, the rest goes another
 * time. Returns how many events left.
 */
export async function dropOldPartitions(database: Database, days: number): Promise<number> {
  const old = await database.query<{ name: string }>(
    `/* event.oldPartitions */
     SELECT 'event_partition.' || c.relname AS name
       FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = 'event'::regclass AND c.relname ~ '^day_[0-9]{8}$'
        AND to_date(substr(c.relname, 5), 'YYYYMMDD') + 1 <= (now() AT TIME ZONE 'UTC') - make_interval(days => $1)
      ORDER BY c.relname`,
    [days],
  );
  let count = 0;
  for (const { name } of old) {
    // Before anything is locked: whoever writes would have to wait for it.
    const [day] = await database.query<{ count: number }>(
      `/* event.countPartition */ SELECT count(*)::int AS count FROM ${name}`,
    );
    await database.transaction((tx) => dropPartition(tx, name));
    count += day!.count;
  }
  return count;
}

/** Nobody can add to it while its last position is read: it is locked first. */
async function dropPartition(tx: Transaction, name: string): Promise<void> {
  // All who write queue behind this wait: rather another time than with all of them behind a reader of yesterday.
  await tx.query(`SET LOCAL lock_timeout = ${lockMilliseconds}`);
  await tx.query(`/* event.lockPartition */ LOCK TABLE ONLY event, ${name} IN ACCESS EXCLUSIVE MODE`);
  await tx.query(
    `/* event.keepRemoved */
     WITH newest AS (SELECT transaction, position FROM ${name} ORDER BY transaction DESC, position DESC LIMIT 1)
     UPDATE event_epoch SET removed_transaction = newest.transaction, removed_position = newest.position
       FROM newest WHERE (newest.transaction, newest.position) > (removed_transaction, removed_position)`,
  );
  await tx.query(`DROP TABLE ${name}`);
}

/** Names are made of digits only; they cannot be parameters. */
function partitionName(day: string): string {
  return `event_partition.day_${day.replaceAll('-', '')}`;
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 24 * 3_600_000).toISOString().slice(0, 10);
}
