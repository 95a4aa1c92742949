/** Promises a world as it is published: one line per open need, prices by kind and street, and the sums; pure. */
import type { Certificate } from '../matching/engine/plan/certificate';
import { whole } from '../matching/engine/ruleset';
import { firstCome } from './first-come';
import { communityOf } from './pairing';
import type { PlanEntity, PlanLineEntity, PlanPriceEntity } from './plan.entity';
import { unassignedWorth } from './worth';
import type { World, WorldNeed } from './world';

/** When a line was planned first and when it was shown is not the planner's business. */
export type PlanLine = Omit<PlanLineEntity, 'version' | 'plannedSince' | 'decisionId' | 'firstComeDecisionId'>;
export type PlanPrice = PlanPriceEntity;
export type PlanSums = Omit<PlanEntity, 'version' | 'term' | 'computedAt' | 'checkedAt' | 'measuredAt'>;

export interface Picture {
  readonly sums: PlanSums;
  readonly lines: ReadonlyMap<string, PlanLine>;
  readonly prices: readonly PlanPrice[];
}

const streetDigits = 9;

/** Pinned needs stand with the organisation that has been asked only in its offer: the plan is about the others. */
export function pictureOf(world: World, { primal, dual, optimal }: Certificate): Picture {
  const lines = new Map<string, PlanLine>();
  const prices = new Map<string, PlanPrice>();
  const first = firstCome(world);
  const worthOfPlace = world.placePrices();
  let [score, planned] = [0, 0];
  for (const need of world.needs.values()) {
    world.goOn();
    if (need.window?.offeringId !== undefined) continue;
    const pairing = world.plannedPairing(need);
    const firstPairing = first.pairings.get(need.row.id);
    if (pairing) {
      score += pairing.score;
      planned += 1;
    }
    lines.set(need.row.id, {
      needId: need.row.id,
      serviceKind: need.row.serviceKind,
      areaCode: communityOf(need.row),
      urgency: need.row.urgency,
      organisationId: pairing ? organisationOf(world, pairing.offeringId) : null,
      offeringId: pairing?.offeringId ?? null,
      score: pairing?.score ?? null,
      firstComeOrganisationId: firstPairing ? organisationOf(world, firstPairing.offeringId) : null,
      firstComeOfferingId: firstPairing?.offeringId ?? null,
      firstComeScore: firstPairing?.score ?? null,
    });
    countPrice(prices, worthOfPlace, need, pairing !== undefined);
  }
  const sums: PlanSums = {
    rulesetVersion: world.ruleset.version,
    objective: BigInt(primal),
    bound: BigInt(dual),
    optimal,
    needsOpen: lines.size,
    needsPlanned: planned,
    score: BigInt(score),
    firstComeObjective: BigInt(first.objective),
    firstComePlanned: first.pairings.size,
    firstComeScore: BigInt(first.score),
  };
  return { sums, lines, prices: [...prices.values()] };
}

/**
 * What the most valuable single place for the group adds to the worth of the plan: where its needs match an offering, exactly
 * that; for a need that nobody matches, all that it could gain.
 */
function countPrice(
  prices: Map<string, PlanPrice>,
  worthOfPlace: ReadonlyMap<string, number>,
  need: WorldNeed,
  planned: boolean,
): void {
  const areaCode = need.row.areaCode.slice(0, streetDigits);
  const key = `${need.row.serviceKind} ${areaCode}`;
  const price = prices.get(key) ?? emptyPrice(need.row.serviceKind, areaCode);
  prices.set(key, price);
  const matched = need.pairings.length > 0;
  const worth = matched
    ? need.pairings.reduce((most, { offeringId }) => Math.max(most, worthOfPlace.get(offeringId)!), 0)
    : whole - unassignedWorth[need.row.urgency];
  price.openNeeds += 1;
  price.planned += Number(planned);
  price.withoutPlace += Number(!planned);
  price.withoutMatch += Number(!matched);
  price.price = Math.max(price.price, worth);
}

function emptyPrice(serviceKind: string, areaCode: string): PlanPrice {
  return { serviceKind, areaCode, openNeeds: 0, planned: 0, withoutPlace: 0, withoutMatch: 0, price: 0 };
}

function organisationOf(world: World, offeringId: string): string {
  return world.offerings.get(offeringId)!.row.organisationId;
}
