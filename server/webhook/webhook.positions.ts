/** Promises which positions of the outbox are kept for webhooks. */
import type { KeptPosition } from '../event/kept-position';

export const webhookPositions: readonly KeptPosition[] = [
  { table: 'webhook_cursor', transaction: 'transaction', position: 'position', names: 'place' },
  { table: 'webhook_delivery', transaction: 'event_transaction', position: 'event_position', names: 'event' },
];
