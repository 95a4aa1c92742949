/** Promises what a pair and what leaving a need are worth to the plan, so that of two needs for one place the more urgent wins. */
import { whole } from '../matching/engine/ruleset';

type Urgency = 'ROUTINE' | 'URGENT' | 'EMERGENCY';

/** Three bands of gains that do not touch: 1 to 3,333 for routine, 3,334 to 6,666 for urgent, 6,668 to 10,000 for emergencies. */
const band = 3_332;
const least = whole - band;

/**
 * What it is worth to leave a need unassigned. The gain of a place is the worth of the pair less this: any gain of an urgent
 * need is greater than any gain of a routine one, and every pair gains something, so that no place stays free for a score.
 */
export const unassignedWorth: Readonly<Record<Urgency, number>> = { ROUTINE: 6_667, URGENT: 3_334, EMERGENCY: 0 };

/** The score of a pair, 0 to 10,000, in the upper band; scores that differ by less than 4 may have one worth. */
export function worthOf(score: number): number {
  return least + Math.floor((score * band) / whole);
}
