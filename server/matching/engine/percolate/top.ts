/** Promises the first few of many in the order of rank: score descending, then id; each slot once, with the best it had. */
import type { Id } from './standing';

export class Top<Key extends Id> {
  readonly slots: number[] = [];
  readonly scores: number[] = [];
  /** What came with the slot: the place of the offering, for a need. */
  readonly tags: number[] = [];

  constructor(
    private readonly count: number,
    private readonly keyAt: (slot: number) => Key,
    /** Whether the same slot may be offered again, for another offering. */
    private readonly repeats: boolean,
  ) {}

  /** A score below it cannot come in. */
  get leastScore(): number {
    if (this.count === 0) return Infinity;
    return this.slots.length < this.count ? 0 : this.scores[this.count - 1]!;
  }

  /** Tags of one slot are offered in the order that breaks their ties: the first of equal scores stays. */
  offer(slot: number, score: number, tag: number): void {
    if (this.count === 0 || !this.comesIn(slot, score)) return;
    if (this.repeats) {
      const present = this.slots.indexOf(slot);
      if (present >= 0) {
        if (this.scores[present]! > score || (this.scores[present]! === score && this.tags[present]! <= tag)) return;
        this.cut(present);
      }
    }
    this.insert(slot, score, tag);
  }

  /** From the end forwards: one pass over the three arrays, the last one falls out when there are too many. */
  private insert(slot: number, score: number, tag: number): void {
    const { slots, scores, tags } = this;
    const place = this.placeFor(slot, score);
    for (let to = Math.min(slots.length, this.count - 1); to > place; to--) {
      slots[to] = slots[to - 1]!;
      scores[to] = scores[to - 1]!;
      tags[to] = tags[to - 1]!;
    }
    slots[place] = slot;
    scores[place] = score;
    tags[place] = tag;
  }

  private comesIn(slot: number, score: number): boolean {
    const last = this.slots.length - 1;
    if (last + 1 < this.count || score > this.scores[last]!) return true;
    return score === this.scores[last]! && this.keyAt(slot) <= this.keyAt(this.slots[last]!);
  }

  private placeFor(slot: number, score: number): number {
    let low = 0;
    let high = this.slots.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.scores[middle]!;
      if (other > score || (other === score && this.keyAt(this.slots[middle]!) < this.keyAt(slot))) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private cut(place: number): void {
    this.slots.splice(place, 1);
    this.scores.splice(place, 1);
    this.tags.splice(place, 1);
  }
}
