/** Promises for a need the condition that the fewest offerings meet, and how close the areas of an offering are to it. */
import type { NeedFacts } from '../facts';
import { grownInt32 } from './arrays';
import type { Home, Postings } from './postings';
import type { Weighing } from './scoring';
import { everything, longestCode, named, type Shelf } from './shelf';
import type { Consents } from './standing';

/** More consenting organisations than these are asked one by one instead. */
const organisationLimit = 64;

/** To ask for the areas of one slot takes as long as to check so many slots of area lists. */
const chainCost = 8;

/** The lists of one condition: who meets it stands in one of them. */
export interface Condition {
  readonly lists: readonly number[];
  /** How many entries they have together. */
  readonly entries: number;
  /** What it takes to go through them. */
  readonly cost: number;
  readonly isArea: boolean;
}

const nobody: Condition = { lists: [], entries: 0, cost: 0, isArea: true };

export class Conditions {
  /** The number of the question. */
  asked = 0;
  /** By list: the last question whose area it covers, and for the area of a list what its closeness adds to a score. */
  private covers = new Int32Array(256);
  closeness = new Int32Array(256);

  constructor(
    private readonly postings: Postings,
    private readonly organisations: Home,
    private readonly weighing: Weighing,
  ) {}

  get bytes(): number {
    return this.covers.byteLength + this.closeness.byteLength;
  }

  grow(): void {
    this.covers = grownInt32(this.covers, this.postings.listCapacity);
    this.closeness = grownInt32(this.closeness, this.postings.listCapacity);
  }

  forget(): void {
    this.covers.fill(0);
    this.asked = 0;
  }

  /** Of the conditions that need an entry, the one that is gone through the fastest. */
  rarest(shelf: Shelf, need: NeedFacts, consents: Consents<string> | undefined): Condition {
    const chain = this.areasAround(shelf, need.areaCode);
    const areas = this.startAt(chain);
    let first = areas;
    if (first.cost > chainCost) {
      if (this.isCheaper(shelf.situations.get(everything), first))
        first = this.cheaper(first, shelf.situations, [everything, ...need.situations.map(named)]);
      if (need.languages.length > 0) first = this.cheaper(first, shelf.languages, need.languages);
      for (const skill of need.skills) first = this.cheaper(first, shelf.skills, [skill]);
    }
    if (need.restricted) {
      if (consents === undefined) return nobody;
      if (typeof consents !== 'function' && consents.size <= organisationLimit)
        first = this.cheaper(first, this.organisations, consents);
    }
    if (first !== areas) for (const list of chain) this.covers[list] = this.asked;
    return first;
  }

  private isCheaper(list: number | undefined, than: Condition): boolean {
    return list === undefined || this.postings.size[list]! * chainCost < than.cost;
  }

  /** The lists of the names, unless they take longer than what is there. */
  private cheaper(than: Condition, home: Home, names: Iterable<string>): Condition {
    const lists: number[] = [];
    let entries = 0;
    for (const name of names) {
      const list = home.get(name);
      if (list === undefined) continue;
      lists.push(list);
      entries += this.postings.size[list]!;
      if (entries * chainCost >= than.cost) return than;
    }
    return { lists, entries, cost: entries * chainCost, isArea: false };
  }

  private startAt(lists: readonly number[]): Condition {
    let entries = 0;
    for (const list of lists) entries += this.postings.size[list]!;
    return { lists, entries, cost: entries, isArea: true };
  }

  /** Goes through the entries of the slot: the best closeness of its areas, or -1 when none of them covers the need. */
  closenessTo(slot: number): number {
    const { next, listOf, first } = this.postings;
    let best = -1;
    for (let entry = first[slot]!; entry >= 0; entry = next[entry]!) {
      const list = listOf[entry]!;
      if (this.covers[list] === this.asked && this.closeness[list]! > best) best = this.closeness[list]!;
    }
    return best;
  }

  /** The lists of the areas around the need, the closest first, so that a slot is met there first. Kept until lists change. */
  private areasAround(shelf: Shelf, areaCode: string): readonly number[] {
    const known = shelf.chainsFor(this.postings.listChanges).get(areaCode);
    if (known) return known;
    const lists: number[] = [];
    for (let digits = Math.min(longestCode, areaCode.length); digits >= 0; digits--) {
      if (shelf.codesByLength[digits] === 0) continue;
      const list = shelf.areas.get(areaCode.slice(0, digits));
      if (list === undefined) continue;
      this.closeness[list] = this.weighing.closeness(digits);
      let place = lists.length;
      while (place > 0 && this.closeness[lists[place - 1]!]! < this.closeness[list]) place--;
      lists.splice(place, 0, list);
    }
    shelf.keepChain(areaCode, lists);
    return lists;
  }
}
