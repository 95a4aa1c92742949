/** Promises that an event is written in the transaction of what it tells, and read later in one order that loses nothing. */
import type { Statements, Transaction } from '../database/database';
import { compose, placed, type Bind, type Part } from '../database/part';
import { organisationScopesIn } from './audience';
import { comparePositions, cursorExpired, encodeCursor, type Position } from './cursor';
import type { EventType } from './event-type';

export interface NewEvent {
  readonly type: EventType;
  /** The row that changed. */
  readonly subjectId: string;
  /** Who may hear of it: scope keys (see audience.ts). A subscriber receives an event when it holds one of them. */
  readonly audience: readonly string[];
  /** Ids and states only; personal data never enters an event. */
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface RecordedEvent {
  readonly type: EventType;
  readonly subjectId: string;
  readonly audience: readonly string[];
  readonly payload: Readonly<Record<string, unknown>>;
  readonly at: Date;
  readonly position: Position;
  readonly cursor: string;
}

interface EventRow {
  type: EventType;
  subject_id: string;
  audience: string[];
  payload: Record<string, unknown>;
  at: Date;
  transaction: string;
  position: string;
}

/** Which events are asked for: those that one of the scope keys may hear, of certain types, not beyond a position. */
export interface EventFilter {
  readonly audience?: readonly string[];
  readonly types?: readonly EventType[];
  readonly upTo?: Position;
}

/** Appends events by one statement, in their order; they are announced after the commit and never if it fails. */
export async function append(tx: Transaction, ...events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  await tx.query(...compose((bind) => `/* event.append */ ${appending(tx, events)(bind)}`));
}

/** Appends events as a part of a statement; `told` names a column of ids of organisations that may hear of them too. */
export function appending(tx: Transaction, events: readonly NewEvent[], told?: string): Part {
  tx.wakeAfterCommit();
  const rows = events.map(({ type, subjectId, audience, payload }) => ({
    ...{ type, subject_id: subjectId, audience: [...new Set(audience)], payload },
  }));
  return (bind, from) => {
    const also =
      told === undefined
        ? ''
        : ` || (SELECT ${organisationScopesIn(`f.${told}`)} FROM ${from} AS f WHERE f.place = e.place)`;
    return `
       INSERT INTO event (type, subject_id, audience, payload)
       SELECT e.type, e.subject_id, e.audience${also}, e.payload
         FROM ROWS FROM (jsonb_to_recordset(${bind(JSON.stringify(rows))}::jsonb)
              AS (type text, subject_id uuid, audience text[], payload jsonb)) WITH ORDINALITY
              AS e (type, subject_id, audience, payload, place) ${placed(from)} ORDER BY e.place`;
  };
}

export interface Reading {
  readonly events: RecordedEvent[];
  /**
   * Rows exist that are not readable yet, because a transaction below them is still open: look again soon. For how long the oldest of
   * them has waited, by the clock of the database; undefined when there are none.
   */
  readonly heldBackMilliseconds?: number;
}

const columns = 'type, subject_id, audience, payload, at, transaction::text AS transaction, position::text AS position';

/**
 * Reads events after a position, in the one order of all readers: (transaction, position) below the snapshot's xmin.
 * Every transaction below xmin is finished, so nothing can appear at or below what was read.
 * With `audience`, only events that one of these scope keys may hear; the predicate runs in SQL.
 */
export async function readAfter(
  statements: Statements,
  epoch: string,
  after: Position,
  limit: number,
  filter: EventFilter = {},
): Promise<Reading> {
  const rows = await statements.query<EventRow & { waited: number | null }>(
    `/* event.readAfter */
     SELECT ${columns}, CASE WHEN transaction >= pg_snapshot_xmin(pg_current_snapshot())
                             THEN extract(epoch FROM clock_timestamp() - at)::float8 * 1000 END AS waited
       FROM event
      WHERE (event.transaction, event.position) > ($1::xid8, $2::bigint)
        AND ($4::text[] IS NULL OR audience && $4::text[])
        AND ($5::text[] IS NULL OR type = ANY ($5::text[]))
        AND ($6::xid8 IS NULL OR (event.transaction, event.position) <= ($6::xid8, $7::bigint))
      ORDER BY event.transaction, event.position
      LIMIT $3`,
    [
      after.transaction,
      after.position,
      limit,
      filter.audience ?? null,
      filter.types ?? null,
      filter.upTo?.transaction ?? null,
      filter.upTo?.position ?? null,
    ],
  );
  const waits = rows.flatMap(({ waited }) => (waited === null ? [] : [waited]));
  return {
    events: rows.filter(({ waited }) => waited === null).map((row) => recorded(row, epoch)),
    // A moment at least: the clock may have been set back since.
    ...(waits.length > 0 && { heldBackMilliseconds: waits.reduce((most, wait) => Math.max(most, wait), 1) }),
  };
}

/**
 * Reads a page of the past for one who was away. Throws CURSOR_EXPIRED when events after the position were removed
 * or the database is another one: looked up after the page, so that a removal beside it cannot leave a gap.
 */
export async function readMissed(
  statements: Statements,
  epoch: string,
  after: Position,
  limit: number,
  filter: EventFilter,
): Promise<RecordedEvent[]> {
  const { events } = await readAfter(statements, epoch, after, limit, filter);
  const state = await readState(statements);
  if (state.epoch !== epoch || comparePositions(after, state.removed) < 0) throw cursorExpired();
  return events;
}

/** What was committed after a position, whether readers may have it yet or not, as one snapshot has it. */
export interface Tail {
  readonly epoch: string;
  /** The clock of the database. */
  readonly now: Date;
  /** Retention removed events after the position: what they told is not among these. */
  readonly cut: boolean;
  readonly events: Pick<RecordedEvent, 'type' | 'subjectId' | 'payload'>[];
}

/** What other rooms read in the same statement, so in the same snapshot: the SQL of one value for each name. */
export type Besides<Values> = { readonly [Name in keyof Values]: (bind: Bind) => string };

/**
 * Reads what is committed after a position, beyond the xmin too: who has applied everything up to there and takes these into
 * account knows the state of this statement's snapshot. At most `limit` events: one that gets so many knows that there may be more.
 */
export async function readTail<Values extends object>(
  statements: Statements,
  after: Position,
  limit: number,
  besides: Besides<Values>,
): Promise<Tail & Values> {
  const values = (bind: Bind) =>
    Object.entries<(bind: Bind) => string>(besides).map(([name, sql]) => `, (${sql(bind)}) AS "${name}"`);
  const [row] = await statements.query<Tail & Values>(
    ...compose(
      (bind) => `/* event.readTail */
     SELECT epoch::text AS epoch, now() AS now,
            (removed_transaction, removed_position) > ($1::xid8, $2::bigint) AS cut,
            coalesce((SELECT json_agg(json_build_object('type', type, 'subjectId', subject_id, 'payload', payload))
                        FROM (SELECT type, subject_id, payload FROM event
                               WHERE (event.transaction, event.position) > ($1::xid8, $2::bigint)
                               ORDER BY event.transaction, event.position LIMIT $3) unread), '[]') AS events
            ${values(bind).join('')}
       FROM event_epoch`,
      [after.transaction, after.position, limit],
    ),
  );
  return row!;
}

/** Reads the newest events that every reader may have seen, in their order. */
export async function readNewest(statements: Statements, epoch: string, limit: number): Promise<RecordedEvent[]> {
  const rows = await statements.query<EventRow>(
    `/* event.readNewest */
     SELECT ${columns} FROM event
      WHERE event.transaction < pg_snapshot_xmin(pg_current_snapshot())
      ORDER BY event.transaction DESC, event.position DESC LIMIT $1`,
    [limit],
  );
  return rows.reverse().map((row) => recorded(row, epoch));
}

export interface OutboxState {
  /** The identity of this cluster's order. */
  readonly epoch: string;
  /** The newest position that every reader may have seen. */
  readonly head: Position;
  /** The newest position that retention removed; whoever stands before it has missed something for good. */
  readonly removed: Position;
}

export async function readState(statements: Statements): Promise<OutboxState> {
  const [row] = await statements.query<Record<string, string | null>>(
    `/* event.readState */
     SELECT epoch::text AS epoch,
            removed_transaction::text AS "removedTransaction", removed_position::text AS "removedPosition",
            last.transaction::text AS transaction, last.position::text AS position
       FROM event_epoch
       LEFT JOIN LATERAL (SELECT transaction, position FROM event
                           WHERE transaction < pg_snapshot_xmin(pg_current_snapshot())
                           ORDER BY transaction DESC, position DESC LIMIT 1) last ON true`,
  );
  const removed = { transaction: row!.removedTransaction!, position: row!.removedPosition! };
  const last = row!.transaction ? { transaction: row!.transaction, position: row!.position! } : removed;
  return { epoch: row!.epoch!, head: last, removed };
}

function recorded(row: EventRow, epoch: string): RecordedEvent {
  const position = { transaction: row.transaction, position: row.position };
  return {
    type: row.type,
    subjectId: row.subject_id,
    audience: row.audience,
    payload: row.payload,
    at: row.at,
    position,
    cursor: encodeCursor(epoch, position),
  };
}
