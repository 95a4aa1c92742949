/** Promises one shape for the positions of the outbox that a room keeps in its tables; test/event finds columns that nobody declares. */

/** Which columns of a table of the room name a position. */
export interface KeptPosition {
  readonly table: string;
  readonly transaction: string;
  readonly position: string;
  /** `place`: up to where its reader has read, so that it goes on with the same event. `event`: which event it is about. */
  readonly names: 'place' | 'event';
}

/** What the outbox itself keeps: up to where retention has removed. */
export const outboxPositions: readonly KeptPosition[] = [
  { table: 'event_epoch', transaction: 'removed_transaction', position: 'removed_position', names: 'place' },
];
