/** Promises how many visits each adviser owes, for its workload. */
import type { WorkloadPart } from '../adviser/workload';
import type { VisitObligationRepository } from './visit-obligation.repository';

export function visitWorkload(obligations: VisitObligationRepository): WorkloadPart {
  return {
    code: 'VISITS_OWED',
    title: { zh: '必访任务', en: 'Visits owed' },
    count: (statements, accountIds) => obligations.openWork(statements, accountIds),
  };
}
