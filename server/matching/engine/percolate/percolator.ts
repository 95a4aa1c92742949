/** Promises the standing offerings that a need matches, equal to trying every gate on each, without looking at most of them. */
import { evaluate } from '../evaluate';
import type { NeedFacts } from '../facts';
import { tryGates } from '../gates';
import { firstRuleset, type Ruleset } from '../ruleset';
import { bitsIn, grownFloat64, grownInt32 } from './arrays';
import { Conditions, type Condition } from './conditions';
import { Vocabulary, type Bits } from './dictionary';
import { allSituations, demandsOf, flagsOf, nestedAreas } from './flags';
import { Postings, type Home } from './postings';
import type { RankedOffering } from './scan';
import { scoreOf, Weighing } from './scoring';
import { Shelf } from './shelf';
import { Slots } from './slots';
import { isConsented, offeringAt, opennessOf, type Consents, type Id, type StandingOffering } from './standing';
import { Top } from './top';

/** One line of the record of a slot: 32 bytes, so that a check reads one line of the processor's cache. */
const stride = 8;
/** The last but one is what the offering adds to any score, the last the number of the last question that came across the slot. */
const [atSituations, atLanguages, atSkillsLow, atSkillsHigh, atFlags, atWorth, atSeen] = [0, 1, 2, 3, 4, 5, 6] as const;
export interface Question<Key extends Id> {
  /** Milliseconds since 1970 by the database clock. */
  readonly moment: number;
  /** The organisations to which the need's household may be referred; needed for restricted needs only. */
  readonly consents?: Consents<Key>;
}

/**
 * Inverted index after Whang et al., Indexing Boolean Expressions (VLDB 2009): starts from the condition that the fewest meet
 * and checks the others on typed arrays. Offerings that no need could match now (withdrawn, full, not approved) have no entries.
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
  private record = new Int32Array(1024 * stride);
  private statedAt = new Float64Array(1024);
  private found = new Int32Array(1024);
  private foundCloseness = new Int32Array(1024);

  constructor(readonly ruleset: Ruleset = firstRuleset) {
    this.weighing = new Weighing(ruleset);
    this.conditions = new Conditions(this.postings, this.organisations, this.weighing);
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
    const arrays = [this.record, this.statedAt, this.found, this.foundCloseness];
    return this.postings.bytes + this.conditions.bytes + arrays.reduce((sum, array) => sum + array.byteLength, 0);
  }

  has(id: Key): boolean {
    return this.slots.find(id) !== undefined;
  }

  /** Adds the offering, or puts it in the place of the one with its id. */
  put(offering: StandingOffering<Key>): void {
    this.remove(offering.id);
    const slot = this.slots.take(offering.id, offering);
    this.grow();
    const { open, admitsNeeds } = opennessOf(offering);
    const flags = open ? flagsOf(offering, admitsNeeds) : 0;
    this.record[slot * stride + atFlags] = flags;
    if (!open) return;
    this.vocabulary.use(offering);
    const bits = this.vocabulary.bitsOf(offering);
    const at = slot * stride;
    this.record[at + atSituations] = bits.situations;
    this.record[at + atLanguages] = bits.languages;
    this.record[at + atSkillsLow] = bits.skillsLow;
    this.record[at + atSkillsHigh] = bits.skillsHigh;
    this.record[at + atWorth] = this.weighing.offering(offering);
    this.statedAt[slot] = offering.capacityStatedAt;
    this.postings.add(slot, this.organisations, offering.organisationId, flags, bits.situations);
    let shelf = this.shelves.get(offering.serviceKind!);
    if (!shelf) this.shelves.set(offering.serviceKind!, (shelf = new Shelf()));
    shelf.add(this.postings, slot, offering, flags, bits.situations);
    this.conditions.grow();
  }

  /** Takes the offering away, and every entry and value that only it had. */
  remove(id: Key): boolean {
    const slot = this.slots.find(id);
    if (slot === undefined) return false;
    const offering = this.slots.keptAt(slot);
    if (this.record[slot * stride + atFlags] !== 0) {
      this.postings.removeSlot(slot);
      this.vocabulary.release(offering);
      const shelf = this.shelves.get(offering.serviceKind!)!;
      shelf.remove(offering);
      if (shelf.members === 0) this.shelves.delete(offering.serviceKind!);
    }
    this.slots.release(slot);
    return true;
  }

  /** The ids of all offerings that pass every gate for the need, in no stated order. */
  match(need: NeedFacts, consents?: Consents<string>): Key[] {
    const count = this.search(need, this.vocabulary.bitsOf(need), consents);
    const ids = new Array<Key>(count);
    for (let index = 0; index < count; index++) ids[index] = this.slots.keyAt(this.found[index]!);
    return ids;
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

  private score(need: NeedFacts, bits: Bits, matches: number, moment: number, top: Top<Key>): void {
    const { weighing, record } = this;
    const forNeed =
      weighing.urgency(need.urgency) + weighing.waiting(need.waitingHours) + weighing.community(need.community);
    const situations = weighing.situation(need.situations.length);
    const fits = weighing.fit(need.languages.length + need.skills.length);
    const wholeSituation = situations[need.situations.length]!;
    const general = need.situations.length === 0 ? wholeSituation : weighing.generalSituation;
    for (let index = 0; index < matches; index++) {
      const slot = this.found[index]!;
      const at = slot * stride;
      const inCommon =
        bitsIn(record[at + atLanguages]! & bits.languages) +
        bitsIn(record[at + atSkillsLow]! & bits.skillsLow) +
        bitsIn(record[at + atSkillsHigh]! & bits.skillsHigh);
      const situation =
        (record[at + atFlags]! & allSituations) !== 0
          ? general
          : situations[bitsIn(record[at + atSituations]! & bits.situations)]!;
      const sum =
        forNeed +
        situation +
        fits[inCommon]! +
        this.foundCloseness[index]! +
        record[at + atWorth]! +
        weighing.age(this.statedAt[slot]!, moment);
      const score = scoreOf(sum);
      if (score >= top.leastScore) top.offer(slot, score, 0);
    }
  }

  /** For a need with values that have no bit: the criteria themselves, on the matches only. */
  private scorePlainly(need: NeedFacts, matches: number, moment: number, top: Top<Key>): void {
    for (let index = 0; index < matches; index++) {
      const slot = this.found[index]!;
      // A match needs no further consent: whether it is there changes no score.
      const facts = offeringAt(this.slots.keptAt(slot), moment, true);
      top.offer(slot, evaluate(need, facts, this.ruleset).score, 0);
    }
  }

  /** Leaves the matches in `found` and returns how many there are. */
  private search(need: NeedFacts, bits: Bits, consents: Consents<string> | undefined): number {
    const shelf = this.shelves.get(need.serviceKind);
    if (!shelf || bits.unknownSkill) return 0;
    if (this.conditions.asked === 0x7fffffff) this.forget();
    this.conditions.asked++;
    const start = this.conditions.rarest(shelf, need, consents);
    if (start.cost === 0) return 0;
    return bits.partial ? this.sievePlainly(start, need, consents) : this.sieve(start, need, bits, consents);
  }

  private sieve(start: Condition, need: NeedFacts, bits: Bits, consents: Consents<string> | undefined): number {
    const { found, foundCloseness, conditions, postings } = this;
    const { flags: flagsAt, situations: situationsAt, slots: slotAt } = postings;
    const { situations } = bits;
    const { restricted } = need;
    const { isArea } = start;
    const demanded = demandsOf(need);
    // Who serves one area only, or areas apart from each other, stands in one list around the need.
    const mayRepeat = isArea ? nestedAreas : -1;
    const plain = need.languages.length === 0 && need.skills.length === 0;
    let count = 0;
    for (const list of start.lists) {
      const from = postings.start[list]!;
      const until = from + postings.size[list]!;
      const closenessOfList = conditions.closeness[list]!;
      for (let place = from; place < until; place++) {
        const flags = flagsAt[place]!;
        if ((flags & demanded) !== demanded) continue;
        if ((flags & allSituations) === 0 && (situationsAt[place]! & situations) === 0) continue;
        const slot = slotAt[place]!;
        if ((flags & mayRepeat) !== 0 && !this.isNew(slot)) continue;
        if (!plain && !this.isAble(slot, need, bits)) continue;
        const closeness = isArea ? closenessOfList : conditions.closenessTo(slot);
        if (closeness < 0) continue;
        if (restricted && !isConsented(consents, this.slots.keptAt(slot).organisationId)) continue;
        found[count] = slot;
        foundCloseness[count++] = closeness;
      }
    }
    return count;
  }

  /** Whether this question comes across the slot for the first time. */
  private isNew(slot: number): boolean {
    const at = slot * stride + atSeen;
    if (this.record[at] === this.conditions.asked) return false;
    this.record[at] = this.conditions.asked;
    return true;
  }

  private isAble(slot: number, need: NeedFacts, bits: Bits): boolean {
    const { record } = this;
    const at = slot * stride;
    if (need.languages.length > 0 && (record[at + atLanguages]! & bits.languages) === 0) return false;
    return (bits.skillsLow & ~record[at + atSkillsLow]!) === 0 && (bits.skillsHigh & ~record[at + atSkillsHigh]!) === 0;
  }

  /** For a need with values that have no bit: the gates themselves, on the candidates only. */
  private sievePlainly(start: Condition, need: NeedFacts, consents: Consents<string> | undefined): number {
    let count = 0;
    for (const list of start.lists) {
      const from = this.postings.start[list]!;
      for (let place = from; place < from + this.postings.size[list]!; place++) {
        const slot = this.postings.slots[place]!;
        if (!this.isNew(slot)) continue;
        const offering = this.slots.keptAt(slot);
        const consented = need.restricted && isConsented(consents, offering.organisationId);
        const facts = offeringAt(offering, offering.capacityStatedAt, consented);
        if (tryGates(need, facts).every((gate) => gate.passed)) this.found[count++] = slot;
      }
    }
    return count;
  }

  private grow(): void {
    const { capacity } = this.slots;
    this.record = grownInt32(this.record, capacity * stride);
    this.statedAt = grownFloat64(this.statedAt, capacity);
    this.found = grownInt32(this.found, capacity);
    this.foundCloseness = grownInt32(this.foundCloseness, capacity);
  }

  private forget(): void {
    for (let at = atSeen; at < this.record.length; at += stride) this.record[at] = 0;
    this.conditions.forget();
  }
}
