/** Promises who sees a referral and who answers it. */
import { organisationsOf, type Actor } from '../identity/actor';
import { managesNeed } from '../need/need.policy';
import type { NeedRow } from '../need/need.repository';
import type { ReferralRow } from './referral.repository';

/** The approved organisation it was addressed to. */
export function mayAnswer(actor: Actor, referral: Pick<ReferralRow, 'organisationId'>): boolean {
  return organisationsOf(actor, { approvedOnly: true }).includes(referral.organisationId);
}

/** That organisation, and those who manage the need. */
export function maySeeReferral(
  actor: Actor,
  referral: Pick<ReferralRow, 'organisationId'>,
  need: Pick<NeedRow, 'areaCode'>,
): boolean {
  return mayAnswer(actor, referral) || managesNeed(actor, need);
}
