/** Promises the lanes of the board: where each claim stands, in which order, and what becomes of them after an event. */
import type { BoardClaimFragment, BoardFeedSubscription } from './board.documents';

export type BoardClaim = BoardClaimFragment;
export type BoardEvent = BoardFeedSubscription['organisationFeed'];

export const laneNames = ['accepted', 'serving', 'delivered', 'ended'] as const;
export type LaneName = (typeof laneNames)[number];

const laneOfStatus: Record<BoardClaim['status'], LaneName> = {
  ACCEPTED: 'accepted',
  CONFIRMED: 'serving',
  IN_PROGRESS: 'serving',
  ON_HOLD: 'serving',
  DELIVERED: 'delivered',
  DISPUTED: 'delivered',
  COMPLETED: 'ended',
  RELEASED: 'ended',
  LEASE_EXPIRED: 'ended',
  REVOKED: 'ended',
};

/** How far a claim has come, of five steps: claimed, confirmed, served, delivered, confirmed by the household. */
export const stepsOfClaim = 5;
const stepOfStatus: Partial<Record<BoardClaim['status'], number>> = {
  ACCEPTED: 1,
  CONFIRMED: 2,
  IN_PROGRESS: 3,
  ON_HOLD: 3,
  DELIVERED: 4,
  DISPUTED: 4,
  COMPLETED: 5,
};

export function stepOf({ status }: BoardClaim): number | undefined {
  return stepOfStatus[status];
}

export function laneOf(claim: BoardClaim): LaneName {
  return laneOfStatus[claim.status];
}

/** What somebody must do comes first: the lease that ends soonest, a dispute before what merely waits, the longest waiting. */
function before(a: BoardClaim, b: BoardClaim): number {
  const lane = laneOf(a);
  if (lane === 'accepted') return (a.leaseUntil ?? '').localeCompare(b.leaseUntil ?? '');
  if (lane === 'ended') return b.statusSince.localeCompare(a.statusSince);
  const rank = ({ status }: BoardClaim) =>
    ({ DISPUTED: 0, IN_PROGRESS: 1, CONFIRMED: 2, ON_HOLD: 3 })[status as string] ?? 1;
  return rank(a) - rank(b) || a.statusSince.localeCompare(b.statusSince);
}

/** The claims by lane. Of a claim that stands in both lists the first is shown: it is the newer reading. */
export function lanesOf(claims: readonly BoardClaim[]): Record<LaneName, readonly BoardClaim[]> {
  const known = new Map<string, BoardClaim>();
  for (const claim of claims) if (!known.has(claim.id)) known.set(claim.id, claim);
  const all = [...known.values()];
  const lane = (name: LaneName) => all.filter((claim) => laneOf(claim) === name).sort(before);
  return { accepted: lane('accepted'), serving: lane('serving'), delivered: lane('delivered'), ended: lane('ended') };
}

/** The claims with one of them as it is now; one that is new stands first. */
export function withClaim(claims: readonly BoardClaim[], claim: BoardClaim): readonly BoardClaim[] {
  if (!claims.some((one) => one.id === claim.id)) return [claim, ...claims];
  return claims.map((one) => (one.id === claim.id ? claim : one));
}

/** What is followed never tells of a restricted need: while its claim lives, what was read of it stays. */
function keptNeed(claims: readonly BoardClaim[], claim: BoardClaim): BoardClaim['need'] {
  const known = claims.find((one) => one.id === claim.id)?.need;
  return known?.restricted && laneOf(claim) !== 'ended' ? known : null;
}

/** Whether an event tells of a living claim whose need was never read here: by a colleague, and restricted. */
export function isUnread(claims: readonly BoardClaim[], { claim }: BoardEvent, organisationId: string): boolean {
  const isOwn = claim?.organisation.id === organisationId && laneOf(claim) !== 'ended';
  return isOwn && claim.need === null && keptNeed(claims, claim) === null;
}

/** What the organisation's own events changed, in their order. */
export function afterEvents(
  claims: readonly BoardClaim[],
  events: readonly BoardEvent[],
  organisationId: string,
): readonly BoardClaim[] {
  return events.reduce((now, { claim }) => {
    if (claim?.organisation.id !== organisationId) return now;
    return withClaim(now, { ...claim, need: claim.need ?? keptNeed(now, claim) });
  }, claims);
}
