/** Promises of the entries of a condition those whose offerings pass every gate, 32 at a time. */
import type { NeedFacts } from '../facts';
import { tryGates } from '../gates';
import { grownInt32 } from './arrays';
import type { Condition, Conditions } from './conditions';
import type { Bits } from './dictionary';
import { demandsOf, nestedPlane, situationsAsked } from './flags';
import { blockShift, Demand, lastBit, planeShift } from './planes';
import type { Postings } from './postings';
import type { Slots } from './slots';
import { isConsented, offeringAt, type Consents, type Id, type StandingOffering } from './standing';

export class Sieve<Key extends Id> {
  /** The places that passed the last question, and what the closeness of each adds to a score. */
  places = new Int32Array(1024);
  closenessOf = new Int32Array(1024);
  /** By slot: the last question that might have come across it twice. */
  private seen = new Int32Array(1024);
  private readonly demand = new Demand();
  /** Not 0 when an entry that passed may stand in another list around the need. */
  private nested = 0;

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

  /** The entries that pass, 32 at a time. */
  pass(start: Condition, need: NeedFacts, bits: Bits, consents: Consents<string> | undefined): number {
    this.makeRoom(start);
    const { closenessOf, conditions } = this;
    this.demand.set(situationsAsked(bits.situations), demandsOf(need), bits);
    this.nested = 0;
    let count = 0;
    for (const list of start.lists) {
      const before = count;
      count = this.passList(list, count);
      if (start.isArea) closenessOf.fill(conditions.closeness[list]!, before, count);
    }
    // Who serves one area only, or areas apart from each other, stands in one list around the need.
    const mayRepeat = !start.isArea || this.nested !== 0;
    return mayRepeat || need.restricted ? this.passAgain(start, need, mayRepeat, consents, count) : count;
  }

  /**
   * Appends the places of one list that pass, and returns how many there are then. Everything of the loop stands in it: a call
   * for each match would take longer than all checks.
   */
  private passList(list: number, first: number): number {
    const { places } = this;
    const { all, any, spoken, alls, anys, tongues } = this.demand;
    const { planes, start, size } = this.postings;
    const { words } = planes;
    const [from, last] = [start[list]!, start[list]! + size[list]! - 1];
    const [firstBlock, lastBlock] = [from >>> blockShift, last >>> blockShift];
    let count = first;
    let nested = 0;
    for (let block = firstBlock; block <= lastBlock; block++) {
      const at = block << planeShift;
      let met = 0;
      for (let index = 0; index < anys; index++) met |= words[at + any[index]!]!;
      for (let index = 0; index < alls; index++) met &= words[at + all[index]!]!;
      if (tongues > 0) {
        let some = 0;
        for (let index = 0; index < tongues; index++) some |= words[at + spoken[index]!]!;
        met &= some;
      }
      // The first and the last block may be shared with other lists.
      if (block === firstBlock) met &= -1 << (from & lastBit);
      if (block === lastBlock) met &= ~(-2 << (last & lastBit));
      nested |= met & words[at + nestedPlane]!;
      while (met !== 0) {
        const bit = lastBit - Math.clz32(met);
        met ^= 1 << bit;
        places[count++] = (block << blockShift) + bit;
      }
    }
    this.nested |= nested;
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
