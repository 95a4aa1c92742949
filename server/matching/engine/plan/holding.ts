/** Who holds whom while the solver works: every organisation's list of needs, in constant time to add and to remove. */
import { ORGANISATION_MASK, ORGANISATION_BITS, type PackedInstance } from './packed';

export class Holding {
  /** The packed arc that each need holds (value << 16 | organisation), 0 when it is unassigned: no packed arc has value 0. */
  readonly held: Int32Array;
  readonly count: Int32Array;
  /** Places that can ever be used: the capacity, or the arcs that lead there when those are fewer. */
  readonly places: Int32Array;
  /** The needs of organisation j stand at members[first[j]] .. members[first[j] + count[j] - 1]. */
  readonly first: Int32Array;
  readonly members: Int32Array;
  readonly price: Int32Array;
  private readonly position: Int32Array;

  constructor(readonly instance: PackedInstance) {
    const { needs, organisations, capacity, demand } = instance;
    this.held = new Int32Array(needs);
    this.count = new Int32Array(organisations);
    this.places = new Int32Array(organisations);
    this.first = new Int32Array(organisations + 1);
    this.price = new Int32Array(organisations);
    this.position = new Int32Array(needs);
    for (let organisation = 0; organisation < organisations; organisation++) {
      this.places[organisation] = Math.min(capacity[organisation]!, demand[organisation]!);
      this.first[organisation + 1] = this.first[organisation]! + this.places[organisation]!;
    }
    this.members = new Int32Array(this.first[organisations]!);
  }

  organisationOf(need: number): number {
    const word = this.held[need]!;
    return word === 0 ? -1 : word & ORGANISATION_MASK;
  }

  /** What the need gains over staying unassigned, at the standing price; 0 when it is unassigned. */
  gain(need: number): number {
    const word = this.held[need]!;
    if (word === 0) return 0;
    return (word >>> ORGANISATION_BITS) - this.price[word & ORGANISATION_MASK]!;
  }

  /** The best gain open to a need at the standing prices, 0 when staying unassigned is as good as any. */
  bestGain(need: number): number {
    const { start, arcs } = this.instance;
    let best = 0;
    for (let arc = start[need]!, end = start[need + 1]!; arc < end; arc++) {
      const gain = (arcs[arc]! >>> ORGANISATION_BITS) - this.price[arcs[arc]! & ORGANISATION_MASK]!;
      if (gain > best) best = gain;
    }
    return best;
  }

  isFull(organisation: number): boolean {
    return this.count[organisation]! >= this.places[organisation]!;
  }

  /** The organisation must have a free place and the need must be unassigned. */
  take(need: number, word: number): void {
    const organisation = word & ORGANISATION_MASK;
    const slot = this.first[organisation]! + this.count[organisation]!++;
    this.members[slot] = need;
    this.position[need] = slot;
    this.held[need] = word;
  }

  release(need: number): void {
    const organisation = this.organisationOf(need);
    const last = this.members[this.first[organisation]! + --this.count[organisation]!]!;
    this.members[this.position[need]!] = last;
    this.position[last] = this.position[need]!;
    this.held[need] = 0;
  }
}
