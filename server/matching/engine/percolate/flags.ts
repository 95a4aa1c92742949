/** Promises what an offering is open to as bits of one word, and what a need demands of them. */
import { urgencies, type NeedFacts } from '../facts';
import { isUrgentEnough } from '../gates';
import { servedCodes } from './scoring';
import type { Id, StandingOffering } from './standing';

export const allSituations = 1;
const takesNeeds = 2;
const takesRestricted = 4;
const firstUrgency = 8;
/** It serves an area and another within it: it may stand in two lists around one need. */
export const nestedPlane = 6;
const nestedAreas = 1 << nestedPlane;

/** Situations follow the flags in their word. */
const situationShift = 7;

export function wordOf(flags: number, situations: number): number {
  return flags | (situations << situationShift);
}

export function situationsIn(word: number): number {
  return word >>> situationShift;
}

/** Of these bits one must be in the word of an offering: it serves all situations, or one of the need's. */
export function situationsAsked(situations: number): number {
  return wordOf(allSituations, situations);
}

/** Never 0 for an offering that is open. */
export function flagsOf(offering: StandingOffering<Id>, admitsNeeds: boolean): number {
  let flags = offering.situations.length === 0 ? allSituations : 0;
  if (admitsNeeds) flags |= takesNeeds;
  if (offering.takesRestricted) flags |= takesRestricted;
  if (isNested(offering.areaCodes)) flags |= nestedAreas;
  urgencies.forEach((urgency, place) => {
    if (isUrgentEnough(urgency, offering.minimumUrgency)) flags |= firstUrgency << place;
  });
  return flags;
}

/** The flags that an offering must have for the need. */
export function demandsOf(need: NeedFacts): number {
  return (
    (firstUrgency << urgencies.indexOf(need.urgency)) |
    (need.kind === 'NEED' ? takesNeeds : 0) |
    (need.restricted ? takesRestricted : 0)
  );
}

/** In the order of the codes what lies within an area follows it directly. */
function isNested(areaCodes: readonly string[]): boolean {
  if (areaCodes.length < 2) return false;
  const codes = [...servedCodes(areaCodes)].sort();
  return codes.some((code, place) => place > 0 && code.startsWith(codes[place - 1]!));
}
