/** Promises who may give a share of which wish, and where a wish stands by what its need, its claims and its thanks say. Pure. */
import { AlreadyClaimed } from '../../schema/claim/refusals';
import { ClaimStatus } from '../../schema/claim/claim';
import { NeedKind, NeedStatus, openPoolStatuses } from '../../schema/need/enums';
import type { Refusal } from '../../schema/refusal';
import { NotFound, WrongState } from '../../schema/refusals';
import { WishState } from '../../schema/wish/enums';
import { ShareAboveOpen } from '../../schema/wish/results';
import type { ClaimSituation } from '../claim/claiming.repository';
import { inOpenPool, type NeedSight } from '../need/need.policy';
import type { NeedRow } from '../need/need.repository';

type Priced = Pick<NeedRow, 'kind' | 'priceCeilingFen' | 'heldFen' | 'quantityClaimed' | 'restricted' | 'status'>;

/** How much of the price can still be given: nothing of a wish that is claimed, or not in the open pool. */
export function openFenOf(need: Priced): bigint {
  const sharable = need.kind === NeedKind.MICRO_WISH && inOpenPool(need) && need.quantityClaimed === 0;
  return sharable ? need.priceCeilingFen! - need.heldFen : 0n;
}

const taken: readonly NeedStatus[] = [
  NeedStatus.CLAIMED,
  NeedStatus.IN_SERVICE,
  NeedStatus.FULFILLED,
  NeedStatus.PARTIALLY_MET,
  NeedStatus.NOT_MET,
];

/**
 * Why a share of so much can not be given; undefined when it can, as the wish stands. A wish that was in the open pool and is
 * taken may be known to be taken; what was never there does not exist for who can not see it.
 */
export function refusalOfShare(
  situation: Pick<ClaimSituation, 'need' | 'directedOnly'> | undefined,
  sight: NeedSight | undefined,
  fen: bigint,
): Refusal | undefined {
  if (situation?.need.kind !== NeedKind.MICRO_WISH) return new NotFound('Need');
  const { need, directedOnly } = situation;
  const open = openFenOf(need);
  if (open > 0n && sight !== undefined) return fen > open ? new ShareAboveOpen(open) : undefined;
  const wasOpen = !need.restricted && !directedOnly && taken.includes(need.status);
  if (sight === undefined && !wasOpen) return new NotFound('Need');
  if (need.heldFen > 0n) return new ShareAboveOpen(0n);
  return taken.includes(need.status) ? new AlreadyClaimed(0, []) : new WrongState(need.status, openPoolStatuses);
}

const underWay: readonly ClaimStatus[] = [
  ClaimStatus.CONFIRMED,
  ClaimStatus.IN_PROGRESS,
  ClaimStatus.ON_HOLD,
  ClaimStatus.DELIVERED,
  ClaimStatus.DISPUTED,
];

/** Where a wish stands. A claim that is not confirmed holds the wish; from its confirmation on somebody brings it. */
export function stateOf(
  need: Pick<NeedRow, 'status' | 'heldFen' | 'quantityClaimed' | 'quantityDelivered'>,
  claims: readonly ClaimStatus[],
  thanked: boolean,
): WishState {
  if (need.status === NeedStatus.DRAFT) return WishState.SUBMITTED;
  if (need.status === NeedStatus.VERIFIED) return WishState.VERIFIED;
  if (need.quantityDelivered > 0) return thanked ? WishState.THANKED : WishState.DELIVERED;
  if (ended.includes(need.status)) return WishState.ENDED;
  if (claims.some((status) => underWay.includes(status))) return WishState.DELIVERING;
  return need.heldFen > 0n || need.quantityClaimed > 0 ? WishState.HELD : WishState.OPEN;
}

const ended: readonly NeedStatus[] = [
  NeedStatus.WITHDRAWN,
  NeedStatus.EXPIRED,
  NeedStatus.CLOSED,
  NeedStatus.NOT_MET,
  NeedStatus.PARTIALLY_MET,
  NeedStatus.FULFILLED,
];
