/** Promises who sees a logged decision: the area of its need, the organisation concerned while it sees the need, the federation what it may ask why, and the audit. */
import { Role } from '../../schema/identity/role';
import { DecisionKind } from '../../schema/matching/decision';
import { holds, organisationsOf, type Actor } from '../identity/actor';
import { managesNeed } from '../need/need.policy';
import type { NeedRow } from '../need/need.repository';
import type { DecisionRow } from './decision.repository';

/** Those who accept the plan and propose swaps are shown all of both, whether they see the needs or not. */
const shownToFederation: readonly DecisionKind[] = [DecisionKind.PLAN, DecisionKind.SWAP];

/**
 * `seesNeed`: whether the actor sees the need of the decision now. What one organisation was told of a need ends with its sight
 * of that need; a ranking of several needs tells ids and scores only, and stays with the organisation it was shown to. What is
 * planned for an organisation is not told to it before it is asked.
 */
export function maySeeDecision(
  actor: Actor,
  decision: Pick<DecisionRow, 'kind' | 'needId' | 'organisationId'>,
  need: NeedRow | undefined,
  seesNeed: boolean,
): boolean {
  if (audits(actor)) return true;
  if (need && managesNeed(actor, need)) return true;
  const { kind, organisationId } = decision;
  if (acceptsPlans(actor) && (shownToFederation.includes(kind) || (kind === DecisionKind.EXPLANATION && seesNeed)))
    return true;
  if (kind === DecisionKind.PLAN) return false;
  if (organisationId === null || !organisationsOf(actor, { approvedOnly: true }).includes(organisationId)) return false;
  return decision.needId === null || seesNeed;
}

/** Decisions hold codes and ids, never personal data: the audit reads all of them, in person. */
export function audits(actor: Actor): boolean {
  return actor.apiKey === undefined && holds(actor, Role.AUDITOR);
}

/** Staff of an approved federation, in person: they accept the plan, which pairs needs with all organisations, and may ask why. */
export function acceptsPlans(actor: Actor): boolean {
  return (
    actor.apiKey === undefined &&
    actor.roles.some((held) => held.role === Role.FEDERATION_STAFF && held.organisationStatus === 'APPROVED')
  );
}
