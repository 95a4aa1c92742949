/** Promises the audit lines of the corps, and that its street, all areas above it and the adviser hear of a change. */
import type { AuditLine } from '../audit/audit';
import type { Transaction } from '../database/database';
import { accountScope, areaChainScopes } from '../event/audience';
import type { EventType } from '../event/event-type';
import { append } from '../event/outbox';
import type { Actor } from '../identity/actor';
import type { AdviserRow } from './adviser.repository';

export function corpsLine(
  actor: Actor,
  subjectType: 'Adviser' | 'AdviserTeam' | 'Backbone' | 'ServicePoint',
  operation: string,
  subjectId: string,
  details: Record<string, unknown> = {},
): AuditLine {
  return { accountId: actor.accountId, operation, subjectType, subjectId, details };
}

export async function announceAdviser(
  tx: Transaction,
  type: EventType,
  adviser: AdviserRow,
  details: Record<string, unknown> = {},
): Promise<void> {
  await append(tx, {
    type,
    subjectId: adviser.id,
    audience: [...areaChainScopes(adviser.areaCode), accountScope(adviser.accountId)],
    payload: { adviserId: adviser.id, accountId: adviser.accountId, ...details },
  });
}
