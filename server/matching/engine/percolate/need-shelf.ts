/** Promises needs side by side in the order of waiting, the longest first, in one stretch of memory that is read from front to back. */
import { grownFloat64, grownInt32 } from './arrays';

/** Numbers of a need: its slot, area, flags, bits of situations, languages and skills (two words), and counts. */
export const needStride = 8;
export const [atSlot, atArea, atFlags, atSituations, atLanguages, atSkillsLow, atSkillsHigh, atCounts] = [
  0, 1, 2, 3, 4, 5, 6, 7,
] as const;

export class NeedShelf {
  size = 0;
  records = new Int32Array(4 * needStride);
  since = new Float64Array(4);

  get bytes(): number {
    return this.records.byteLength + this.since.byteLength;
  }

  /** New needs wait the least: they come last, and nothing is moved. */
  add(since: number, record: readonly number[]): void {
    const place = this.placeOf(since, record[atSlot]!);
    this.records = grownInt32(this.records, (this.size + 1) * needStride);
    this.since = grownFloat64(this.since, this.size + 1);
    this.records.copyWithin((place + 1) * needStride, place * needStride, this.size * needStride);
    this.since.copyWithin(place + 1, place, this.size);
    this.records.set(record, place * needStride);
    this.since[place] = since;
    this.size++;
  }

  remove(since: number, slot: number): void {
    const place = this.placeOf(since, slot);
    this.records.copyWithin(place * needStride, (place + 1) * needStride, this.size * needStride);
    this.since.copyWithin(place, place + 1, this.size);
    this.size--;
    if (this.size >= 4 && this.size * 4 <= this.since.length) {
      this.records = this.records.slice(0, this.size * 2 * needStride);
      this.since = this.since.slice(0, this.size * 2);
    }
  }

  private placeOf(since: number, slot: number): number {
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.since[middle]!;
      if (other < since || (other === since && this.records[middle * needStride + atSlot]! < slot)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
