/** Promises which position of the outbox is kept for the ledger of warnings. */
import type { KeptPosition } from '../event/kept-position';

export const warningPositions: readonly KeptPosition[] = [
  { table: 'warning_cursor', transaction: 'transaction', position: 'position', names: 'place' },
];
