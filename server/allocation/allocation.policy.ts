/** Promises who sets donations aside for which needs, and who sees what of an allocation; a donor sees nothing here. */
import { Role } from '../../schema/identity/role';
import { NeedKind, NeedStatus } from '../../schema/need/enums';
import { worksFor } from '../claim/claim.policy';
import { actsFor, holds, type Actor } from '../identity/actor';
import type { NeedRow } from '../need/need.repository';

export { receivesFor as allocatesFor } from '../donation/donation.policy';

/** WHOLE: of which donation as well. DELIVERED: what comes to the claims of one's organisation, not from whom. */
export type AllocationSight = 'WHOLE' | 'DELIVERED';

const notYetPublished: readonly NeedStatus[] = [NeedStatus.DRAFT, NeedStatus.OFFERED];

/**
 * Whether every charity may give to a need: it is or was there for every approved organisation. A restricted need, and one that
 * was not published yet, exists only for a charity that is told of it; wishes are the business of all once they are verified.
 */
export function mayGiveToAny(need: Pick<NeedRow, 'restricted' | 'status' | 'kind'>): boolean {
  if (need.restricted || notYetPublished.includes(need.status)) return false;
  return need.status !== NeedStatus.VERIFIED || need.kind === NeedKind.MICRO_WISH;
}

export function sightOfAllocation(
  actor: Actor,
  of: { readonly charityId: string; readonly claimantId: string | undefined },
): AllocationSight | undefined {
  const { apiKey } = actor;
  if (apiKey === undefined && (holds(actor, Role.AUDITOR) || actsFor(actor, of.charityId, Role.FEDERATION_STAFF)))
    return 'WHOLE';
  return of.claimantId !== undefined && worksFor(actor, of.claimantId) ? 'DELIVERED' : undefined;
}
