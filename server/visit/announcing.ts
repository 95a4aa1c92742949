/** Promises what is announced of obligations to visit: to those who serve the place, from its grid to the district; ids and states only. */
import type { Transaction } from '../database/database';
import { areaChainScopes } from '../event/audience';
import { append } from '../event/outbox';
import type { VisitObligationRow } from './visit-obligation.repository';

export type VisitEvent = 'VisitAssigned' | 'VisitDueSoon' | 'VisitOverdue' | 'VisitDone' | 'VisitClosed';

export async function announceObligation(
  tx: Transaction,
  type: VisitEvent,
  row: Pick<VisitObligationRow, 'id' | 'areaCode' | 'adviserId' | 'householdId' | 'dueOn'>,
): Promise<void> {
  const { adviserId, householdId, dueOn } = row;
  await append(tx, {
    ...{ type, subjectId: row.id, audience: areaChainScopes(row.areaCode) },
    payload: { obligationId: row.id, adviserId, householdId, dueOn },
  });
}
