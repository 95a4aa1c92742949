/** Promises who may see and change a claim, and what an organisation is told of a need that it may not claim. */
import { AlreadyClaimed, HeldByShares, OverCapacity } from '../../schema/claim/refusals';
import { globalId } from '../../schema/global-id';
import { areaRoles } from '../../schema/identity/role';
import { GateFailed } from '../../schema/matching/refusals';
import { NeedStatus } from '../../schema/need/enums';
import type { Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import { servesArea, type Actor } from '../identity/actor';
import type { Explanation } from '../matching/engine/explanation';
import { presentFailedGates } from '../matching/present';
import type { ClaimSituation } from './claiming.repository';

/**
 * Whether the actor may work on what the organisation holds. One that must hand in its papers again takes on nothing new
 * (the gate of approval), but finishes what it holds: a household is waiting.
 */
export function worksFor(actor: Actor, organisationId: string): boolean {
  return actor.roles.some(
    (held) =>
      held.organisationId === organisationId &&
      (held.organisationStatus === 'APPROVED' || held.organisationStatus === 'RECERTIFICATION_REQUIRED'),
  );
}

/** Advisers, street officers and the bureau, each for the areas it serves. */
export function oversees(actor: Actor | undefined, areaCode: string): boolean {
  return actor !== undefined && servesArea(actor, areaCode, ...areaRoles);
}

export function maySeeClaim(actor: Actor | undefined, claim: { organisationId: string }, areaCode: string): boolean {
  return actor !== undefined && (worksFor(actor, claim.organisationId) || oversees(actor, areaCode));
}

const claimable = [NeedStatus.PUBLISHED, NeedStatus.RESTRICTED, NeedStatus.PARTIALLY_CLAIMED];
const sharable = [NeedStatus.PARTIALLY_CLAIMED, NeedStatus.CLAIMED];
const taken = [
  NeedStatus.CLAIMED,
  NeedStatus.IN_SERVICE,
  NeedStatus.FULFILLED,
  NeedStatus.PARTIALLY_MET,
  NeedStatus.NOT_MET,
];

/**
 * Why a need cannot be claimed as it stands; undefined when the attempt may be made.
 * A restricted need, or one that was last referred by name, exists only for those who were named or who hold it; one that is
 * offered, only for the organisation asked, while its time lasts. A wish that donors share is for whoever brings it, once it is paid.
 */
export function refusalOfSituation(
  actor: Actor,
  situation: ClaimSituation | undefined,
  quantity: number | undefined,
): Refusal | undefined {
  if (!situation) return new NotFound('Need');
  const { needStatus, restricted, directedOnly, remaining } = situation;
  const serves = oversees(actor, situation.areaCode);
  const open = !restricted && (needStatus === NeedStatus.PUBLISHED || needStatus === NeedStatus.PARTIALLY_CLAIMED);
  const held = needStatus === NeedStatus.RESTRICTED || needStatus === NeedStatus.OFFERED;
  const named = needStatus === NeedStatus.OFFERED ? situation.offered : held && situation.standingDirected;
  const holders = serves ? situation.holders.map((id) => globalId('Organisation', id)) : [];
  const { priceCeilingFen, heldFen, receivedFen } = situation.need;
  const shared = heldFen > 0n && remaining > 0 && sharable.includes(needStatus);
  if (shared && receivedFen < priceCeilingFen!) return new HeldByShares(priceCeilingFen! - heldFen);
  if (!open && !named && !shared) {
    const involved = serves || situation.claimant || (situation.standing && !held);
    if (taken.includes(needStatus) && (involved || (!restricted && !directedOnly)))
      return new AlreadyClaimed(remaining, holders);
    return involved ? new WrongState(needStatus, claimable) : new NotFound('Need');
  }
  if (quantity !== undefined && quantity > situation.quantity)
    return new InvalidInput('quantity', {
      zh: `数量不能超过需求总量 ${situation.quantity}。请改正后重试。`,
      en: `The quantity is beyond the need's ${situation.quantity}. Correct it and try again.`,
    });
  return remaining === 0 || (quantity ?? 1) > remaining ? new AlreadyClaimed(remaining, holders) : undefined;
}

/** A quantity that is none. */
export function refusalOfQuantity(
  field: string,
  quantity: number | null | undefined,
  minimum: number,
  maximum: number,
): InvalidInput | undefined {
  if (quantity === undefined || quantity === null) return undefined;
  if (Number.isInteger(quantity) && quantity >= minimum && quantity <= maximum) return undefined;
  return new InvalidInput(field, {
    zh: `数量须为 ${minimum} 到 ${maximum} 的整数。请改正后重试。`,
    en: `It must be a whole number from ${minimum} to ${maximum}. Correct it and try again.`,
  });
}

/** The gates that an organisation fails; undefined when used-up capacity is the only one, which has a refusal of its own. */
export function refusalOfGates(organisationId: string, explanation: Explanation): GateFailed | undefined {
  const failed = explanation.gates.filter((gate) => !gate.passed);
  if (failed.length === 1 && failed[0]!.reason === 'CAPACITY_USED_UP') return undefined;
  return new GateFailed([presentFailedGates(organisationId, explanation)]);
}

/** The organisation's offerings of one kind together. */
export function overCapacity(offerings: readonly { capacityMaximum: number; capacityUsed: number }[]): OverCapacity {
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  return new OverCapacity(
    sum(offerings.map((offering) => offering.capacityMaximum)),
    sum(offerings.map((offering) => offering.capacityUsed)),
  );
}
