/** Promises rows as the indexes keep them: the engine's facts with the moments from which waiting and age are counted. */
import type { RecordedEvent } from '../event/outbox';
import type { NeedRow } from '../need/need.repository';
import type { OfferingRow } from '../organisation/organisation.repository';
import type { ClaimableNeed, StandingOffering } from './engine/percolate/standing';
import { needFacts, offeringFacts } from './facts';

export function claimableNeed(row: NeedRow): ClaimableNeed {
  const { waitingHours: _, ...facts } = needFacts(row);
  return { ...facts, waitingSince: (row.referredAt ?? row.createdAt).getTime() };
}

export function standingOffering(row: OfferingRow): StandingOffering {
  const {
    offeringId: _id,
    capacityAgeHours: _age,
    consented: _,
    ...facts
  } = offeringFacts(row, row.capacityUpdatedAt, false);
  return { ...facts, id: row.id, capacityStatedAt: row.capacityUpdatedAt.getTime() };
}

/** Whether a need may be claimed from the open pool: the same rule as need.listOpen has in SQL. */
export function isOpen(need: NeedRow): boolean {
  return !need.restricted && ['PUBLISHED', 'PARTIALLY_CLAIMED'].includes(need.status) && somethingIsLeft(need);
}

/** Whether a need may be claimed by those to whom it was referred by name, or is offered now. */
export function isClaimableByName(need: NeedRow): boolean {
  return ['RESTRICTED', 'OFFERED', 'PUBLISHED', 'PARTIALLY_CLAIMED'].includes(need.status) && somethingIsLeft(need);
}

function somethingIsLeft(need: NeedRow): boolean {
  return need.quantityClaimed < need.quantity && need.heldFen === 0n;
}

/** What events may have changed; the rows themselves tell what it is now. */
export interface Touched {
  readonly needIds: Set<string>;
  readonly organisationIds: Set<string>;
}

/** Every event of a need names it, and every event that changes a capacity, an offering or an approval names its organisation. */
export function touchedBy(events: readonly Pick<RecordedEvent, 'type' | 'subjectId' | 'payload'>[]): Touched {
  const touched: Touched = { needIds: new Set(), organisationIds: new Set() };
  for (const { type, subjectId, payload } of events) {
    if (typeof payload.needId === 'string') touched.needIds.add(payload.needId);
    else if (type.startsWith('Need')) touched.needIds.add(subjectId);
    for (const organisationId of [payload.organisationId, payload.formerOrganisationId])
      if (typeof organisationId === 'string') touched.organisationIds.add(organisationId);
  }
  return touched;
}
