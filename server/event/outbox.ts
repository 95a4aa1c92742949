/** Promises that an event is written in the transaction of what it tells, and read later in one order that loses nothing. */
import type { Statements, Transaction } from '../database/database';
import { encodeCursor, type Position } from './cursor';
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
  position: bigint;
}

/** Appends events; they are announced after the commit and never if it fails. */
export async function append(tx: Transaction, ...events: readonly NewEvent[]): Promise<void> {
  for (const event of events)
    await tx.query(
      'INSERT INTO event (type, subject_id, audience, payload) VALUES ($1, $2, $3, $4::jsonb)',
      [event.type, event.subjectId, [...new Set(event.audience)], JSON.stringify(event.payload)],
    );
  if (events.length > 0) tx.wakeAfterCommit();
}

export interface Reading {
  readonly events: RecordedEvent[];
  /** Rows exist that are not readable yet, because a transaction below them is still open: look again soon. */
  readonly heldBack: boolean;
}

/**
 * Reads events after a position, in the one order of all readers: (transaction, position) below the snapshot's xmin.
 * With `audience`, only events that one of these scope keys may hear; the predicate runs in SQL.
 */
export async function readAfter(
  statements: Statements,
  epoch: string,
  after: Position,
  limit: number,
  filter: { audience?: readonly string[]; types?: readonly EventType[]; upTo?: Position } = {},
): Promise<Reading> {
  const rows = await statements.query<EventRow & { readable: boolean }>(
    `/* event.readAfter */
     SELECT type, subject_id, audience, payload, at, transaction::text AS transaction, position,
            transaction < pg_snapshot_xmin(pg_current_snapshot()) AS readable
       FROM event
      WHERE (transaction, position) > ($1::xid8, $2::bigint)
        AND ($4::text[] IS NULL OR audience && $4::text[])
        AND ($5::text[] IS NULL OR type = ANY ($5::text[]))
        AND ($6::xid8 IS NULL OR (transaction, position) <= ($6::xid8, $7::bigint))
      ORDER BY transaction, position
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
  const readable = rows.filter((row) => row.readable);
  return {
    events: readable.map((row) => recorded(row, epoch)),
    heldBack: readable.length < rows.length,
  };
}

/** The epoch of this cluster and the newest position that every reader may have seen. */
export async function readHead(statements: Statements): Promise<{ epoch: string; head: Position }> {
  const [row] = await statements.query<{ epoch: string; transaction: string | null; position: bigint | null }>(
    `/* event.readHead */
     SELECT epoch, last.transaction::text AS transaction, last.position
       FROM event_epoch
       LEFT JOIN LATERAL (SELECT transaction, position FROM event
                           WHERE transaction < pg_snapshot_xmin(pg_current_snapshot())
                           ORDER BY transaction DESC, position DESC LIMIT 1) last ON true`,
  );
  return {
    epoch: row!.epoch,
    head: { transaction: row!.transaction ?? '0', position: String(row!.position ?? 0) },
  };
}

function recorded(row: EventRow, epoch: string): RecordedEvent {
  const position = { transaction: row.transaction, position: String(row.position) };
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
