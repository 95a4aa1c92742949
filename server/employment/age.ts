/**
 * Promises the age of who seeks work: exact where the day of birth is known, else the fewest years that the year leaves open, so that
 * nobody is taken for sixteen who may be younger (Labour Law, article 15; State Council order 364 of 2002). Pure.
 */
import { ageOn } from '../household/resident-number';
import type { Place } from '../household/vault';

/** `born` is a day (YYYY-MM-DD) or a year (YYYY). */
export function ageOf(born: string, today: string): number {
  return ageOn(born.length === 4 ? `${born}-12-31` : born, today);
}

/** Where it is sealed. */
export function bornPlace(seekerId: string): Place {
  return { table: 'job_seeker', column: 'birth_year', rowId: seekerId };
}
