/** Promises of the entries of a condition those whose offerings pass every gate, read from front to back without a branch on one. */
import type { NeedFacts } from '../facts';
import { tryGates } from '../gates';
import { grownInt32 } from './arrays';
import type { Condition, Conditions } from './conditions';
import { anyLanguage, type Bits } from './dictionary';
import { demandsOf, nestedAreas, situationsAsked } from './flags';
import type { Postings } from './postings';
import type { Slots } from './slots';
import { isConsented, offeringAt, type Consents, type Id, type StandingOffering } from './standing';

export class Sieve<Key extends Id> {
  /** The places that passed the last question, and what the closeness of each adds to a score. */
  places = new Int32Array(1024);
  closenessOf = new Int32Array(1024);
  /** By slot: the last question that might have come across it twice. */
  private seen = new Int32Array(1024);
  /** All bits of the words that the question came across. */
  private wordsSeen = 0;

  constructor(
    private readonly postings: Postings,
    private readonly conditions: Conditions,
    private readonly slots: Slots<Key, StandingOffering<Key>>,
  ) {}

  get bytes(): number {
    return this.places.byteLength + this.closenessOf.byteLength + this.seen.byteLength;
  }

  grow(): void {
    this.seen = grownInt32(this.seen, this.slots.capacity);
  }

  forget(): void {
    this.seen.fill(0);
  }

  /** Each entry is written before it is known whether it stays. */
  private makeRoom({ entries }: Condition): void {
    this.places = grownInt32(this.places, entries + 1);
    this.closenessOf = grownInt32(this.closenessOf, entries + 1);
  }

  /**
   * The entries that pass, without a branch that depends on one: what the sign of a word tells is added to the count. A mispredicted
   * branch would cost more than all checks of an entry.
   */
  pass(start: Condition, need: NeedFacts, bits: Bits, consents: Consents<string> | undefined): number {
    this.makeRoom(start);
    const { closenessOf, conditions } = this;
    const plain = need.languages.length === 0 && need.skills.length === 0;
    const [asked, demanded] = [situationsAsked(bits.situations), demandsOf(need)];
    const languages = need.languages.length === 0 ? anyLanguage : bits.languages;
    this.wordsSeen = 0;
    let count = 0;
    for (const list of start.lists) {
      const before = count;
      count = plain
        ? this.passList(list, asked, demanded, count)
        : this.passAble(list, asked, demanded, languages, bits, count);
      if (start.isArea) closenessOf.fill(conditions.closeness[list]!, before, count);
    }
    // Who serves one area only, or areas apart from each other, stands in one list around the need.
    const mayRepeat = !start.isArea || (this.wordsSeen & nestedAreas) !== 0;
    return mayRepeat || need.restricted ? this.passAgain(start, need, mayRepeat, consents, count) : count;
  }

  /** Appends the places of one list that pass, and returns how many there are then. */
  private passList(list: number, asked: number, demanded: number, first: number): number {
    const { places } = this;
    const { words, start, size } = this.postings;
    const until = start[list]! + size[list]!;
    let count = first;
    let seen = 0;
    for (let place = start[list]!; place < until; place++) {
      const word = words[place]!;
      places[count] = place;
      seen |= word;
      // Both are negative, so that the sign is set: something asked is there, and nothing demanded is missing.
      count += ((0 - (word & asked)) & ((demanded & ~word) - 1)) >>> 31;
    }
    this.wordsSeen |= seen;
    return count;
  }

  /** The same for a need that asks for languages or skills. */
  private passAble(
    list: number,
    asked: number,
    demanded: number,
    languages: number,
    { skillsLow, skillsHigh }: Bits,
    first: number,
  ): number {
    const { places } = this;
    const { words, languages: languagesAt, skillsLow: lowAt, skillsHigh: highAt, start, size } = this.postings;
    const until = start[list]! + size[list]!;
    let count = first;
    let seen = 0;
    for (let place = start[list]!; place < until; place++) {
      const word = words[place]!;
      const missing = (demanded & ~word) | (skillsLow & ~lowAt[place]!) | (skillsHigh & ~highAt[place]!);
      const spoken = languagesAt[place]! & languages;
      places[count] = place;
      seen |= word;
      count += ((0 - (word & asked)) & (spoken | (0 - spoken)) & ~(missing | (0 - missing))) >>> 31;
    }
    this.wordsSeen |= seen;
    return count;
  }

  /** Of the places those that are no repetition, cover the area and have the consent. */
  private passAgain(
    start: Condition,
    { restricted }: NeedFacts,
    mayRepeat: boolean,
    consents: Consents<string> | undefined,
    candidates: number,
  ): number {
    const { places, closenessOf, conditions } = this;
    let count = 0;
    for (let index = 0; index < candidates; index++) {
      const place = places[index]!;
      const slot = this.postings.slots[place]!;
      if (mayRepeat && !this.isNew(slot)) continue;
      const closeness = start.isArea ? closenessOf[index]! : conditions.closenessTo(slot);
      if (closeness < 0) continue;
      if (restricted && !isConsented(consents, this.slots.keptAt(slot).organisationId)) continue;
      places[count] = place;
      closenessOf[count++] = closeness;
    }
    return count;
  }

  /** Whether this question comes across the slot for the first time. */
  private isNew(slot: number): boolean {
    if (this.seen[slot] === this.conditions.asked) return false;
    this.seen[slot] = this.conditions.asked;
    return true;
  }

  /** For a need with values that have no bit: the gates themselves, on the candidates only. */
  passPlainly(start: Condition, need: NeedFacts, consents: Consents<string> | undefined): number {
    this.makeRoom(start);
    let count = 0;
    for (const list of start.lists) {
      const from = this.postings.start[list]!;
      for (let place = from; place < from + this.postings.size[list]!; place++) {
        const slot = this.postings.slots[place]!;
        if (!this.isNew(slot)) continue;
        const offering = this.slots.keptAt(slot);
        const consented = need.restricted && isConsented(consents, offering.organisationId);
        const facts = offeringAt(offering, offering.capacityStatedAt, consented);
        if (tryGates(need, facts).every((gate) => gate.passed)) this.places[count++] = place;
      }
    }
    return count;
  }
}
