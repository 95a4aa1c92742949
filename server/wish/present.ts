/** Promises wishes and shares as the contract has them. */
import { globalId } from '../../schema/global-id';
import type { ClaimStatus } from '../../schema/claim/claim';
import type { GoodsCondition } from '../../schema/donation/enums';
import { WishLabel } from '../../schema/wish/label';
import { WishThanks } from '../../schema/wish/thanks';
import { Wish, WishShare } from '../../schema/wish/wish';
import type { DonationRow } from '../donation/donation.repository';
import type { NeedRow } from '../need/need.repository';
import type { LabelRow } from './label.repository';
import type { ShareRow } from './share.repository';
import type { ThanksRow } from './thanks.repository';
import type { OpenThanks } from './thanks.service';
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

const conditions: Record<GoodsCondition, string> = { NEW: '全新 New', GOOD: '良好 Good', USED: '使用过 Used' };

/** A label as it is printed: what it is and its code, nothing of anybody. */
export function presentLabel(row: LabelRow): WishLabel {
  const code = row.code.match(/.{4}/g)!.join('-');
  const { item, quantity, condition, checkedAt } = row;
  return Object.assign(new WishLabel(), {
    ...{ id: globalId('WishLabel', row.id), wishId: globalId('Need', row.needId) },
    ...{ code, item, quantity, condition, checkedAt, note: row.note ?? undefined },
    printed: ['微心愿 Micro-wish', `${item} × ${quantity}`, conditions[condition], code],
    checkedBy: globalId('Account', row.checkedBy),
  });
}

/** `open`: the words that wait, to a moderator. */
export function presentThanks(row: ThanksRow, open: OpenThanks | undefined): WishThanks {
  return Object.assign(new WishThanks(), {
    id: globalId('WishThanks', row.id),
    wishId: globalId('Need', row.needId),
    status: row.status,
    text: row.approvedText ?? open?.text,
    reveals: [...(open?.reveals ?? [])],
    saidAt: row.saidAt,
    rejectionReason: row.rejectionReason ?? undefined,
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
