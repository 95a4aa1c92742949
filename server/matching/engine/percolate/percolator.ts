/** Promises the standing offerings that a need matches, equal to trying every gate on each, without looking at most of them. */
import { evaluate } from '../evaluate';
import type { NeedFacts } from '../facts';
import { firstRuleset, type Ruleset } from '../ruleset';
import { bitsIn } from './arrays';
import { Conditions } from './conditions';
import { Vocabulary, type Bits } from './dictionary';
import { allSituations, flagsOf, situationsIn, wordOf } from './flags';
import { Postings, rowWords, type Home } from './postings';
import type { RankedOffering } from './scan';
import { scoreOf, Weighing } from './scoring';
import { Shelf } from './shelf';
import { Sieve } from './sieve';
import { Slots } from './slots';
import { hourMilliseconds, offeringAt, opennessOf, type Consents, type Id, type StandingOffering } from './standing';
import { Top } from './top';

/** In the row of a slot after its marks: what it adds to any score, and when its capacity was stated (hour and rest). */
const [atWord, atLanguages, atSkillsLow, atSkillsHigh, atWorth, atHour, atRest] = [0, 1, 2, 3, 4, 5, 6] as const;
const notOpen = { word: 0, languages: 0, skillsLow: 0, skillsHigh: 0 };

export interface Question<Key extends Id> {
  /** Milliseconds since 1970 by the database clock. */
  readonly moment: number;
  /** The organisations to which the need's household may be referred; needed for restricted needs only. */
  readonly consents?: Consents<Key>;
}

/**
 * Inverted index after Whang et al., Indexing Boolean Expressions (VLDB 2009): starts from the condition that the fewest meet
 * and checks the others on 32 offerings at once. Offerings that no need could match now (withdrawn, full, not approved) have no entries.
 * Memory at 100,000 offerings of 2 areas, 2 skills and 1 or 2 languages: about 80 MB, linear in the attributes; arrays keep their
 * greatest length and use freed room again.
 */
export class Percolator<Key extends Id = string> {
  private readonly slots = new Slots<Key, StandingOffering<Key>>();
  private readonly postings = new Postings();
  private readonly vocabulary = new Vocabulary();
  private readonly shelves = new Map<string, Shelf>();
  private readonly organisations: Home = new Map();
  private readonly weighing: Weighing;
  private readonly conditions: Conditions;
  private readonly sieve: Sieve<Key>;

  constructor(readonly ruleset: Ruleset = firstRuleset) {
    this.weighing = new Weighing(ruleset);
    this.conditions = new Conditions(this.postings, this.organisations, this.weighing);
    this.sieve = new Sieve(this.postings, this.conditions, this.slots);
  }

  get size(): number {
    return this.slots.size;
  }

  /** What is left when everything was removed: zero of each. */
  get holdings(): { offerings: number; lists: number; values: number; serviceKinds: number } {
    return {
      offerings: this.slots.size,
      lists: this.postings.liveLists,
      values: this.vocabulary.size,
      serviceKinds: this.shelves.size,
    };
  }

  /** Bytes of the typed arrays; the names of lists and the offerings themselves come on top. */
  get bytes(): number {
    return this.postings.bytes + this.conditions.bytes + this.sieve.bytes;
  }

  has(id: Key): boolean {
    return this.slots.find(id) !== undefined;
  }

  /** Adds the offering, or puts it in the place of the one with its id. */
  put(offering: StandingOffering<Key>): void {
    this.remove(offering.id);
    const slot = this.slots.take(offering.id, offering);
    this.sieve.grow();
    const { open, admitsNeeds } = opennessOf(offering);
    if (!open) return this.postings.mark(slot, notOpen);
    this.vocabulary.use(offering);
    const bits = this.vocabulary.bitsOf(offering);
    this.postings.mark(slot, { ...bits, word: wordOf(flagsOf(offering, admitsNeeds), bits.situations) });
    this.keep(slot, offering);
    this.postings.add(slot, this.organisations, offering.organisationId);
    let shelf = this.shelves.get(offering.serviceKind!);
    if (!shelf) this.shelves.set(offering.serviceKind!, (shelf = new Shelf()));
    shelf.add(this.postings, slot, offering);
    this.conditions.grow();
  }

  /** Takes the offering away, and every entry and value that only it had. */
  remove(id: Key): boolean {
    const slot = this.slots.find(id);
    if (slot === undefined) return false;
    const offering = this.slots.keptAt(slot);
    if (this.postings.rows[slot * rowWords + atWord] !== 0) {
      this.postings.removeSlot(slot);
      this.vocabulary.release(offering);
      const shelf = this.shelves.get(offering.serviceKind!)!;
      shelf.remove(offering);
      if (shelf.members === 0) this.shelves.delete(offering.serviceKind!);
    }
    this.slots.release(slot);
    return true;
  }

  /**
   * The slots of all offerings that pass every gate for the need, in no stated order: a view that holds until the next question or
   * change. Nothing is made for it; `keyAt` and `offeringAt` tell what a slot is.
   */
  matchSlots(need: NeedFacts, consents?: Consents<string>): Int32Array {
    const count = this.search(need, this.vocabulary.bitsOf(need), consents);
    const { places } = this.sieve;
    const { slots } = this.postings;
    for (let index = 0; index < count; index++) places[index] = slots[places[index]!]!;
    return places.subarray(0, count);
  }

  /** The same as ids. */
  match(need: NeedFacts, consents?: Consents<string>): Key[] {
    const slots = this.matchSlots(need, consents);
    const ids = new Array<Key>(slots.length);
    for (let index = 0; index < slots.length; index++) ids[index] = this.slots.keyAt(slots[index]!);
    return ids;
  }

  keyAt(slot: number): Key {
    return this.slots.keyAt(slot);
  }

  offeringAt(slot: number): StandingOffering<Key> {
    return this.slots.keptAt(slot);
  }

  /** The best `count` of them, in the order of rank. */
  best(need: NeedFacts, count: number, { moment, consents }: Question<string>): RankedOffering<Key>[] {
    const bits = this.vocabulary.bitsOf(need);
    const matches = this.search(need, bits, consents);
    const top = new Top<Key>(count, (slot) => this.slots.keyAt(slot), false);
    if (bits.partial) this.scorePlainly(need, matches, moment, top);
    else this.score(need, bits, matches, moment, top);
    return top.slots.map((slot, place) => ({ id: this.slots.keyAt(slot), score: top.scores[place]! }));
  }

  private keep(slot: number, offering: StandingOffering<Key>): void {
    const { rows } = this.postings;
    const row = slot * rowWords;
    const hour = Math.floor(offering.capacityStatedAt / hourMilliseconds);
    rows[row + atWorth] = this.weighing.offering(offering);
    rows[row + atHour] = hour;
    rows[row + atRest] = Math.ceil(offering.capacityStatedAt - hour * hourMilliseconds);
  }

  private score(need: NeedFacts, bits: Bits, matches: number, moment: number, top: Top<Key>): void {
    const { weighing } = this;
    const { places, closenessOf } = this.sieve;
    const { slots, rows } = this.postings;
    const forNeed =
      weighing.urgency(need.urgency) + weighing.waiting(need.waitingHours) + weighing.community(need.community);
    const situations = weighing.situation(need.situations.length);
    const fits = weighing.fit(need.languages.length + need.skills.length);
    const plain = need.languages.length === 0 && need.skills.length === 0;
    const general = need.situations.length === 0 ? situations[0]! : weighing.generalSituation;
    const hour = Math.floor(moment / hourMilliseconds);
    const rest = moment - hour * hourMilliseconds;
    for (let index = 0; index < matches; index++) {
      const slot = slots[places[index]!]!;
      const row = slot * rowWords;
      const inCommon = plain
        ? 0
        : bitsIn(rows[row + atLanguages]! & bits.languages) +
          bitsIn(rows[row + atSkillsLow]! & bits.skillsLow) +
          bitsIn(rows[row + atSkillsHigh]! & bits.skillsHigh);
      const word = rows[row + atWord]!;
      const situation =
        (word & allSituations) !== 0 ? general : situations[bitsIn(situationsIn(word) & bits.situations)]!;
      // Whole hours between two moments, each as whole hours and a rest.
      const hours = hour - rows[row + atHour]! - Number(rows[row + atRest]! > rest);
      const sum =
        forNeed + situation + fits[inCommon]! + closenessOf[index]! + rows[row + atWorth]! + weighing.ageOf(hours);
      const score = scoreOf(sum);
      if (score >= top.leastScore) top.offer(slot, score, 0);
    }
  }

  /** For a need with values that have no bit: the criteria themselves, on the matches only. */
  private scorePlainly(need: NeedFacts, matches: number, moment: number, top: Top<Key>): void {
    for (let index = 0; index < matches; index++) {
      const slot = this.postings.slots[this.sieve.places[index]!]!;
      // A match needs no further consent: whether it is there changes no score.
      const facts = offeringAt(this.slots.keptAt(slot), moment, true);
      top.offer(slot, evaluate(need, facts, this.ruleset).score, 0);
    }
  }

  /** Leaves the places of the matches in the sieve and returns how many there are. */
  private search(need: NeedFacts, bits: Bits, consents: Consents<string> | undefined): number {
    const shelf = this.shelves.get(need.serviceKind);
    if (!shelf || bits.unknown) return 0;
    if (this.conditions.asked === 0x7fffffff) this.forget();
    this.conditions.asked++;
    const start = this.conditions.rarest(shelf, need, consents);
    if (start.cost === 0) return 0;
    return bits.partial ? this.sieve.passPlainly(start, need, consents) : this.sieve.pass(start, need, bits, consents);
  }

  private forget(): void {
    this.sieve.forget();
    this.conditions.forget();
  }
}
