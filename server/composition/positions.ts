/** Promises every position of the outbox that any room keeps in one list: a room that follows the outbox by a table adds its line here. */
import { outboxPositions, type KeptPosition } from '../event/kept-position';
import { warningPositions } from '../warning/warning.positions';
import { webhookPositions } from '../webhook/webhook.positions';

export const keptPositions: readonly KeptPosition[] = [...outboxPositions, ...webhookPositions, ...warningPositions];
