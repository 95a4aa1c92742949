/** Promises wishes and shares as the contract has them. */
import { globalId } from '../../schema/global-id';
import type { ClaimStatus } from '../../schema/claim/claim';
import { Wish, WishShare } from '../../schema/wish/wish';
import type { DonationRow } from '../donation/donation.repository';
import type { NeedRow } from '../need/need.repository';
import type { ShareRow } from './share.repository';
import { openFenOf, stateOf } from './wish.policy';

export function presentWish(need: NeedRow, claims: readonly ClaimStatus[], thanked: boolean): Wish {
  return Object.assign(new Wish(), {
    id: globalId('Need', need.id),
    item: need.wishedItem ?? undefined,
    priceFen: need.priceCeilingFen!,
    heldFen: need.heldFen,
    receivedFen: need.receivedFen,
    openFen: openFenOf(need),
    state: stateOf(need, claims, thanked),
    needId: need.id,
    areaCode: need.areaCode,
  });
}

export function presentShare(share: ShareRow, donation: DonationRow): WishShare {
  return Object.assign(new WishShare(), {
    id: globalId('WishShare', share.id),
    donationId: globalId('Donation', share.id),
    wishId: globalId('Need', share.needId),
    donorOrganisationId: donation.donorOrganisationId
      ? globalId('Organisation', donation.donorOrganisationId)
      : undefined,
    amountFen: share.amountFen,
    status: share.status,
    leaseUntil: share.leaseUntil ?? undefined,
    sharedAt: share.sharedAt,
    needId: share.needId,
  });
}
