/** Promises the objects of discovery in the contract made from rows. */
import { globalId } from '../../schema/global-id';
import { FoundPerson, FoundPersonIdentity, Visit, VisitObligation } from '../../schema/visit/visit';
import type { FoundPersonRow } from './found-person.repository';
import type { OpenPerson } from './person';
import type { VisitObligationRow } from './visit-obligation.repository';
import type { VisitRow } from './visit.repository';

export function presentVisitObligation(row: VisitObligationRow): VisitObligation {
  return Object.assign(new VisitObligation(), {
    ...{ id: globalId('VisitObligation', row.id), obligationId: row.id, trigger: row.trigger, channel: row.channel },
    ...{ occurredOn: row.occurredOn, reference: row.reference ?? undefined, areaCode: row.areaCode, state: row.state },
    ...{ reportedOn: row.reportedOn, dueOn: row.dueOn, escalatedAt: row.escalatedAt ?? undefined },
    ...{
      doneAt: row.doneAt ?? undefined,
      householdId: row.householdId ?? undefined,
      visitId: row.visitId ?? undefined,
    },
    ...{ closedAt: row.closedAt ?? undefined, closingReason: row.closingReason ?? undefined },
    foundPersonId: row.foundPersonId ?? undefined,
    adviserId: row.adviserId ? globalId('Account', row.adviserId) : undefined,
  });
}

export function presentFoundPerson(row: FoundPersonRow): FoundPerson {
  return Object.assign(new FoundPerson(), {
    ...{ id: globalId('FoundPerson', row.id), foundPersonId: row.id, areaCode: row.areaCode, foundAt: row.foundAt },
    outcome: row.outcome ?? undefined,
  });
}

export function presentFoundIdentity(person: OpenPerson): FoundPersonIdentity {
  return Object.assign(new FoundPersonIdentity(), person);
}

export function presentVisit(row: VisitRow): Visit {
  return Object.assign(new Visit(), {
    ...{ id: globalId('Visit', row.id), visitId: row.id, areaCode: row.areaCode, visitedAt: row.visitedAt },
    ...{ recordedAt: row.recordedAt, visitedById: globalId('Account', row.visitedBy), result: row.result },
    ...{ rootCauses: row.rootCauses, barriers: row.barriers, nextStep: row.nextStep, hasFindings: row.hasFindings },
    ...{ householdId: row.householdId ?? undefined, foundPersonId: row.foundPersonId ?? undefined },
  });
}
