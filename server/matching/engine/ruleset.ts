/** Promises the stated weights and scales of a score as one versioned value; changing any of them needs a new version. */
import type { CriterionName } from './explanation';

/** The whole of all weights, and the most that a criterion's value or a score can be. */
export const whole = 10_000;

export interface Ruleset {
  readonly version: string;
  /** Sum to 10,000. */
  readonly weights: Readonly<Record<CriterionName, number>>;
  /** Value of an offering open to every situation, for a need that has some; one made for them has the whole. */
  readonly generalSituationFit: number;
  /** Value by the digits that an offering's area and the need's community share. */
  readonly closenessByDigits: Readonly<Record<number, number>>;
  readonly urgency: Readonly<Record<'ROUTINE' | 'URGENT' | 'EMERGENCY', number>>;
  /** A need that waits so long has the whole value. */
  readonly fullWaitingHours: number;
  /** A capacity stated so long ago is worth nothing. */
  readonly staleCapacityHours: number;
}

export const criteria: readonly CriterionName[] = [
  'SITUATION_FIT',
  'LANGUAGE_AND_SKILL_FIT',
  'AREA_CLOSENESS',
  'URGENCY',
  'WAITING_TIME',
  'REMAINING_CAPACITY',
  'CAPACITY_AGE',
];

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

/** What is wrong with a ruleset; empty when it may be used. */
export function mistakesIn(ruleset: Ruleset): string[] {
  const mistakes: string[] = [];
  const isPart = (value: number) => Number.isInteger(value) && value >= 0 && value <= whole;
  if (ruleset.version.length === 0 || ruleset.version.length > 40) mistakes.push('version: 1 to 40 characters');
  for (const criterion of criteria)
    if (!isPart(ruleset.weights[criterion])) mistakes.push(`weights.${criterion}: a whole number from 0 to ${whole}`);
  if (criteria.reduce((sum, criterion) => sum + ruleset.weights[criterion], 0) !== whole)
    mistakes.push(`weights: must sum to ${whole}`);
  const scales = { ...ruleset.closenessByDigits, ...ruleset.urgency, generalSituationFit: ruleset.generalSituationFit };
  for (const [name, value] of Object.entries(scales))
    if (!isPart(value)) mistakes.push(`${name}: a whole number from 0 to ${whole}`);
  for (const hours of [ruleset.fullWaitingHours, ruleset.staleCapacityHours])
    if (!Number.isInteger(hours) || hours < 1) mistakes.push('hours: a whole number of at least 1');
  return mistakes;
}
