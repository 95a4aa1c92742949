/** Promises the score of a pair in whole numbers, the same as the criteria give, from counts instead of lists. */
import { communityFairness, organisationFairness, partOf, pastDelivery } from '../criteria';
import type { CommunityStanding, OfferingFacts, Urgency } from '../facts';
import { servedCode } from '../gates';
import { weightOf, whole, type Ruleset } from '../ruleset';
import { hoursBetween } from './standing';

/** Products of weights and values sum to at most 10,000 x 10,000: below 2^31. */
export function scoreOf(sum: number): number {
  return Math.floor(sum / whole);
}

/** The parts 0 of `all` to `all` of `all`, times a weight. */
export function weightedParts(all: number, weight: number): readonly number[] {
  return Array.from({ length: all + 1 }, (_, some) => partOf(some, all) * weight);
}

const partsCached = 16;
const agesCached = 10_000;

/** Parts times weights as a ruleset has them: the tables are made once. */
export class Weighing {
  private readonly situationTables: (readonly number[])[];
  private readonly fitTables: (readonly number[])[];
  private readonly ages: Int32Array;
  readonly generalSituation: number;

  constructor(readonly ruleset: Ruleset) {
    const { weights } = ruleset;
    const tables = (weight: number) => Array.from({ length: partsCached }, (_, all) => weightedParts(all, weight));
    this.situationTables = tables(weights.SITUATION_FIT);
    this.fitTables = tables(weights.LANGUAGE_AND_SKILL_FIT);
    const agesKept = Math.min(ruleset.staleCapacityHours, agesCached) + 1;
    this.ages = Int32Array.from({ length: agesKept }, (_, hours) => this.ageWorth(hours));
    this.generalSituation = ruleset.generalSituationFit * weights.SITUATION_FIT;
  }

  /** By the number of situations in common. */
  situation(wanted: number): readonly number[] {
    return this.situationTables[wanted] ?? weightedParts(wanted, this.ruleset.weights.SITUATION_FIT);
  }

  /** By the number of languages and skills in common. */
  fit(wanted: number): readonly number[] {
    return this.fitTables[wanted] ?? weightedParts(wanted, this.ruleset.weights.LANGUAGE_AND_SKILL_FIT);
  }

  closeness(digits: number): number {
    return (this.ruleset.closenessByDigits[digits] ?? 0) * this.ruleset.weights.AREA_CLOSENESS;
  }

  urgency(urgency: Urgency): number {
    return this.ruleset.urgency[urgency] * this.ruleset.weights.URGENCY;
  }

  waiting(hours: number): number {
    return partOf(hours, this.ruleset.fullWaitingHours) * this.ruleset.weights.WAITING_TIME;
  }

  /** What an offering adds to any score but for the age of its capacity. */
  offering({ capacityMaximum, capacityUsed, standing }: OfferingWorth): number {
    const { ruleset } = this;
    return (
      remainingPart(capacityMaximum, capacityUsed) * ruleset.weights.REMAINING_CAPACITY +
      pastDelivery(standing, ruleset) * weightOf(ruleset, 'PAST_DELIVERY') +
      organisationFairness(standing) * weightOf(ruleset, 'ORGANISATION_FAIRNESS')
    );
  }

  community(community: CommunityStanding | undefined): number {
    const weight = weightOf(this.ruleset, 'COMMUNITY_FAIRNESS');
    return weight === 0 ? 0 : communityFairness(community, this.ruleset) * weight;
  }

  age(statedAt: number, moment: number): number {
    return this.ageOf(hoursBetween(statedAt, moment));
  }

  /** By whole hours; what was stated in the future is fresh. */
  ageOf(hours: number): number {
    const { ages } = this;
    return hours < ages.length ? ages[hours < 0 ? 0 : hours]! : this.ageWorth(hours);
  }

  private ageWorth(hours: number): number {
    const { staleCapacityHours, weights } = this.ruleset;
    return partOf(staleCapacityHours - hours, staleCapacityHours) * weights.CAPACITY_AGE;
  }
}

type OfferingWorth = Pick<OfferingFacts, 'capacityMaximum' | 'capacityUsed' | 'standing'>;

function remainingPart(maximum: number, used: number): number {
  return maximum === 0 ? 0 : partOf(maximum - used, maximum);
}

/** The codes as the area gate reads them, each once. */
export function servedCodes(areaCodes: readonly string[]): readonly string[] {
  if (areaCodes.length === 1) return [servedCode(areaCodes[0]!)];
  return [...new Set(areaCodes.map(servedCode))];
}
