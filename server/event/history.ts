/**
 * Promises that no cursor is taken for a place in another history. Restored, copied, set back to a moment or failed over: the outbox
 * gets a new epoch, once, whichever server notices first, and cursors of the old one expire.
 *
 * Numbers of transactions belong to a cluster. After a restore into one that has counted less far, the restored events would stand
 * above everything that is written from then on: not readable for a long time, and before what was written later. They are numbered
 * anew below it, in their old order, and what the rooms keep of them with them: each reader goes on with the event that is its next.
 */
import { advisoryLocks } from '../database/advisory-lock';
import type { Database, Statements, Transaction } from '../database/database';
import { liftTransactionLimit } from '../database/transaction-limit';
import type { KeptPosition } from './kept-position';

/** No transaction of any cluster has it (PostgreSQL keeps it for what is older than all), so it stands before whatever comes. */
const beforeAll = "'2'::xid8";

export class EventHistory {
  constructor(
    private readonly database: Database,
    private readonly kept: readonly KeptPosition[],
  ) {}

  /** Returns whether it was another history than the one noted, and the outbox has a new epoch now. */
  async recognise(): Promise<boolean> {
    const { database } = this;
    if (await isTheOneNoted(database)) return false;
    return database.exclusively(advisoryLocks.recogniseHistory, () => database.transaction((tx) => this.begin(tx)));
  }

  private async begin(tx: Transaction): Promise<boolean> {
    if (await isTheOneNoted(tx)) return false;
    if (await this.isBeyond(tx)) await this.renumber(tx);
    await tx.query(
      '/* event.newEpoch */ UPDATE event_epoch SET epoch = gen_random_uuid(), history = event_history() RETURNING epoch',
    );
    return true;
  }

  /** Whether anything has a number that this cluster has not given yet: it was given by another one. */
  private async isBeyond(statements: Statements): Promise<boolean> {
    const places = this.kept.filter(({ names }) => names === 'place');
    const numbered = [{ table: 'event', transaction: 'transaction' }, ...places].map(
      ({ table, transaction }) =>
        `EXISTS (SELECT 1 FROM ${table} WHERE ${transaction} >= pg_snapshot_xmax(pg_current_snapshot()))`,
    );
    const [row] = await statements.query<{ beyond: boolean }>(
      `/* event.isBeyond */ SELECT ${numbered.join(' OR ')} AS beyond`,
    );
    return row!.beyond;
  }

  /** As long as it takes, with nobody writing: positions go on after the last one given, so that each is given once. */
  private async renumber(tx: Transaction): Promise<void> {
    await liftTransactionLimit(tx, 'transaction');
    await tx.query('SET LOCAL statement_timeout = 0');
    await tx.query('LOCK TABLE event IN SHARE ROW EXCLUSIVE MODE');
    await tx.query(
      `/* event.renumber */
       WITH given AS (
         SELECT greatest((SELECT last_value FROM event_order_seq), (SELECT max(position) FROM event)) AS last),
       moved AS MATERIALIZED (
         SELECT transaction, position, last + row_number() OVER (ORDER BY transaction, position) AS place FROM event, given),
       gone AS (DELETE FROM event RETURNING *),
       told AS (
         INSERT INTO event (transaction, position, at, type, subject_id, audience, payload) OVERRIDING SYSTEM VALUE
         SELECT ${beforeAll}, place, at, type, subject_id, audience, payload
           FROM gone JOIN moved USING (transaction, position) ORDER BY place),
       ${this.kept.map(following).join(',\n       ')}
       SELECT setval('event_order_seq', last + (SELECT count(*) FROM moved)) FROM given`,
    );
  }
}

/** The part that takes a kept position along. A place is that of the last event that stood at or before it. */
function following({ table, transaction, position, names }: KeptPosition, index: number): string {
  const name = `kept_${index}`;
  if (names === 'event')
    return `${name} AS (
         UPDATE ${table} AS kept SET ${transaction} = ${beforeAll}, ${position} = moved.place FROM moved
          WHERE kept.${transaction} = moved.transaction AND kept.${position} = moved.position)`;
  return `${name} AS (
         UPDATE ${table} AS kept SET ${transaction} = ${beforeAll}, ${position} = coalesce(
           (SELECT max(place) FROM moved
             WHERE (moved.transaction, moved.position) <= (kept.${transaction}, kept.${position})), given.last)
           FROM given)`;
}

async function isTheOneNoted(statements: Statements): Promise<boolean> {
  const [row] = await statements.query<{ noted: boolean }>(
    '/* event.isHistoryNoted */ SELECT history IS NOT DISTINCT FROM event_history() AS noted FROM event_epoch',
  );
  return row!.noted;
}
