/** Promises the stated weights and scales of a score as one versioned value; changing any of them needs a new version. */
import type { CriterionName } from './explanation';

/** The whole of all weights, and the most that a criterion's value or a score can be. */
export const whole = 10_000;

export interface Ruleset {
  readonly version: string;
  /** Sum to 10,000. A ruleset weighs the criteria of its day: those that came later are not in it, nor in what it explains. */
  readonly weights: Readonly<Record<FirstCriterion, number> & Partial<Record<LaterCriterion, number>>>;
  /** Value of an offering open to every situation, for a need that has some; one made for them has the whole. */
  readonly generalSituationFit: number;
  /** Value by the digits that an offering's area and the need's community share. */
  readonly closenessByDigits: Readonly<Record<number, number>>;
  readonly urgency: Readonly<Record<'ROUTINE' | 'URGENT' | 'EMERGENCY', number>>;
  /** A need that waits so long has the whole value. */
  readonly fullWaitingHours: number;
  /** A capacity stated so long ago is worth nothing, and nobody is offered a need by it without being asked. */
  readonly staleCapacityHours: number;
  /** How many cases a share of few cases is smoothed by; weighed later criteria need it. */
  readonly smoothing?: number;
}

const laterCriteria = ['PAST_DELIVERY', 'ORGANISATION_FAIRNESS', 'COMMUNITY_FAIRNESS'] as const;
type LaterCriterion = (typeof laterCriteria)[number];
type FirstCriterion = Exclude<CriterionName, LaterCriterion>;

const firstCriteria = [
  'SITUATION_FIT',
  'LANGUAGE_AND_SKILL_FIT',
  'AREA_CLOSENESS',
  'URGENCY',
  'WAITING_TIME',
  'REMAINING_CAPACITY',
  'CAPACITY_AGE',
] as const satisfies readonly FirstCriterion[];

/** In the order in which explanations have them; a later one never comes before an earlier one. */
export const criteria: readonly CriterionName[] = [...firstCriteria, ...laterCriteria];

const weighed = new WeakMap<Ruleset, readonly CriterionName[]>();

/** Those that the ruleset weighs; found once for a ruleset, which never changes. */
export function criteriaOf(ruleset: Ruleset): readonly CriterionName[] {
  const known = weighed.get(ruleset);
  if (known) return known;
  const found = criteria.filter((criterion) => ruleset.weights[criterion] !== undefined);
  weighed.set(ruleset, found);
  return found;
}

/** 0 for a criterion that the ruleset does not know. */
export function weightOf(ruleset: Ruleset, criterion: CriterionName): number {
  return ruleset.weights[criterion] ?? 0;
}

/** What the scales of a ruleset from before the later criteria are missing. */
export const laterScales = { smoothing: 10 };

export const firstRuleset: Ruleset = {
  version: '2026-1',
  weights: {
    SITUATION_FIT: 2_500,
    LANGUAGE_AND_SKILL_FIT: 1_000,
    AREA_CLOSENESS: 2_500,
    URGENCY: 1_500,
    WAITING_TIME: 1_000,
    REMAINING_CAPACITY: 1_000,
    CAPACITY_AGE: 500,
  },
  generalSituationFit: 7_000,
  closenessByDigits: { 2: 500, 4: 1_000, 6: 4_000, 9: 7_500, 12: 10_000 },
  urgency: { ROUTINE: 2_000, URGENT: 6_000, EMERGENCY: 10_000 },
  fullWaitingHours: 30 * 24,
  staleCapacityHours: 90 * 24,
};

/**
 * Waiting outweighs everything else that can differ between two needs of one urgency at one organisation: situation, language and
 * skill, area, community, and the offering's capacity weigh 2,900 together, waiting 3,600. So nobody starves: a need that has
 * waited the 90 days stands before every need of its urgency that has waited less than 419 hours (17 days), see overtakenBelow.
 * A day of waiting is 40 points; urgency is worth 25 days of waiting a step.
 */
export const secondRuleset: Ruleset = {
  version: '2026-2',
  weights: {
    SITUATION_FIT: 900,
    LANGUAGE_AND_SKILL_FIT: 400,
    AREA_CLOSENESS: 900,
    URGENCY: 2_500,
    WAITING_TIME: 3_600,
    REMAINING_CAPACITY: 250,
    CAPACITY_AGE: 150,
    PAST_DELIVERY: 500,
    ORGANISATION_FAIRNESS: 500,
    COMMUNITY_FAIRNESS: 300,
  },
  generalSituationFit: 7_000,
  closenessByDigits: { 2: 500, 4: 1_000, 6: 4_000, 9: 7_500, 12: 10_000 },
  urgency: { ROUTINE: 2_000, URGENT: 6_000, EMERGENCY: 10_000 },
  fullWaitingHours: 90 * 24,
  staleCapacityHours: 30 * 24,
  ...laterScales,
};

/** What may differ, besides waiting, between two needs of one urgency that one organisation meets, perhaps by two offerings. */
const differing: readonly CriterionName[] = [
  'SITUATION_FIT',
  'LANGUAGE_AND_SKILL_FIT',
  'AREA_CLOSENESS',
  'REMAINING_CAPACITY',
  'CAPACITY_AGE',
  'COMMUNITY_FAIRNESS',
];

/**
 * A need that has waited `fullWaitingHours` stands before every need of its urgency that has waited less than so many hours, at
 * every organisation that meets both. 0 when the ruleset gives no such promise, because waiting is outweighed.
 */
export function overtakenBelow(ruleset: Ruleset): number {
  const others = differing.reduce((sum, criterion) => sum + weightOf(ruleset, criterion), 0);
  const waiting = weightOf(ruleset, 'WAITING_TIME');
  // One point more than the others can make up, and one for the rounding of the score.
  const part = waiting === 0 ? 0 : (waiting - others - 1) / waiting;
  return Math.max(0, Math.floor(part * ruleset.fullWaitingHours));
}

/** What is wrong with a ruleset; empty when it may be used. */
export function mistakesIn(ruleset: Ruleset): string[] {
  const mistakes: string[] = [];
  const isPart = (value: number) => Number.isInteger(value) && value >= 0 && value <= whole;
  if (ruleset.version.length === 0 || ruleset.version.length > 40) mistakes.push('version: 1 to 40 characters');
  for (const criterion of new Set([...firstCriteria, ...criteriaOf(ruleset)]))
    if (!isPart(weightOf(ruleset, criterion)) || ruleset.weights[criterion] === undefined)
      mistakes.push(`weights.${criterion}: a whole number from 0 to ${whole}`);
  for (const name of Object.keys(ruleset.weights))
    if (!criteria.some((criterion) => criterion === name)) mistakes.push(`weights.${name}: no criterion`);
  if (criteria.reduce((sum, criterion) => sum + weightOf(ruleset, criterion), 0) !== whole)
    mistakes.push(`weights: must sum to ${whole}`);
  const scales = { ...ruleset.closenessByDigits, ...ruleset.urgency, generalSituationFit: ruleset.generalSituationFit };
  for (const [name, value] of Object.entries(scales))
    if (!isPart(value)) mistakes.push(`${name}: a whole number from 0 to ${whole}`);
  for (const hours of [ruleset.fullWaitingHours, ruleset.staleCapacityHours])
    if (!Number.isInteger(hours) || hours < 1) mistakes.push('hours: a whole number of at least 1');
  const { smoothing } = ruleset;
  const needed = laterCriteria.some((criterion) => ruleset.weights[criterion] !== undefined);
  if (smoothing === undefined ? needed : !Number.isInteger(smoothing) || smoothing < 1 || smoothing > 1_000)
    mistakes.push('smoothing: a whole number from 1 to 1000');
  return mistakes;
}
