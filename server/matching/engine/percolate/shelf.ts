/** Promises the lists of one service kind, each dimension by itself: what is unrestricted has a list of its own. */
import { servedCodes } from './scoring';
import type { Home, Postings } from './postings';
import type { Id, StandingOffering } from './standing';

/** A served code has at most 12 digits. */
export const longestCode = 12;

const chainsKept = 4_096;

export class Shelf {
  readonly areas: Home = new Map();
  /** Under `everything`: those for all situations. */
  readonly situations: Home = new Map();
  readonly languages: Home = new Map();
  readonly skills: Home = new Map();
  /** How many area entries have a code of so many digits: other lengths are not looked for. */
  readonly codesByLength = new Int32Array(longestCode + 1);
  members = 0;
  /** By the area of a need: the lists of the areas around it, as they were found after so many changes of lists. */
  private readonly chains = new Map<string, readonly number[]>();
  private chainsAt = -1;

  /** The chains that hold after so many changes. */
  chainsFor(listChanges: number): ReadonlyMap<string, readonly number[]> {
    if (this.chainsAt !== listChanges) {
      if (this.chains.size > 0) this.chains.clear();
      this.chainsAt = listChanges;
    }
    return this.chains;
  }

  keepChain(areaCode: string, lists: readonly number[]): void {
    if (this.chains.size >= chainsKept) this.chains.clear();
    this.chains.set(areaCode, lists);
  }

  /** One entry for each attribute, never one for a combination. Areas come last, so that chains begin with them. */
  add(postings: Postings, slot: number, offering: StandingOffering<Id>): void {
    this.members++;
    const add = (home: Home, name: string) => postings.add(slot, home, name);
    for (const value of new Set(offering.skills)) add(this.skills, value);
    for (const value of new Set(offering.languages)) add(this.languages, value);
    if (offering.situations.length === 0) add(this.situations, everything);
    else for (const value of new Set(offering.situations)) add(this.situations, named(value));
    for (const code of servedCodes(offering.areaCodes)) {
      this.codesByLength[code.length]!++;
      add(this.areas, code);
    }
  }

  /** What the entries do not tell; the entries themselves go with the slot. */
  remove(offering: StandingOffering<Id>): void {
    this.members--;
    for (const code of servedCodes(offering.areaCodes)) this.codesByLength[code.length]!--;
  }
}

/** No name of a situation: names are kept apart from it by a mark. */
export const everything = '*';

export function named(situation: string): string {
  return situation.startsWith(everything) ? everything + situation : situation;
}
