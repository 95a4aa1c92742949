/**
 * A queue of organisations by distance: the nearest first, of those at one distance the last that came. Distances are small whole
 * numbers, so each has a list of its own: most that is put in is never asked for, and to put it in compares nothing.
 */
import { widened } from './storage';

/** Distances stay below 2^15 and organisations below 2^16 (see plan/bounds), so both fit one positive 32-bit key. */
const distanceBits = 15;
const organisationBits = 16;

export class NearestFirst {
  private keys: Int32Array = new Int32Array(1024);
  /** The entry below, counted from 1. */
  private below: Int32Array = new Int32Array(1024);
  private count = 0;
  /** For each distance the entry that came last, counted from 1. */
  private readonly top = new Int32Array(1 << distanceBits);
  /** A bit for each distance that has an entry; nothing is nearer than those of word `low`. */
  private readonly filled = new Int32Array(1 << (distanceBits - 5));
  private low = 0;

  clear(): void {
    for (let entry = 0; entry < this.count; entry++) {
      const distance = distanceOf(this.keys[entry]!);
      this.top[distance] = 0;
      this.filled[distance >>> 5] = 0;
    }
    this.count = 0;
    this.low = this.filled.length;
  }

  /** An organisation may stand here more than once; the reader passes over entries that are no longer its distance. */
  push(distance: number, organisation: number): void {
    const entry = this.count++;
    if (entry === this.keys.length) {
      this.keys = widened(this.keys, entry + 1);
      this.below = widened(this.below, entry + 1);
    }
    this.keys[entry] = (distance << organisationBits) | organisation;
    this.below[entry] = this.top[distance]!;
    this.top[distance] = entry + 1;
    const word = distance >>> 5;
    this.filled[word] = this.filled[word]! | (1 << (distance & 31));
    if (word < this.low) this.low = word;
  }

  /** The nearest entry's key, which stays; -1 when there is none. */
  first(): number {
    const distance = this.nearest();
    return distance < 0 ? -1 : this.keys[this.top[distance]! - 1]!;
  }

  /** The nearest entry's key, or -1 when nothing is left; `distanceOf` and `organisationOf` take it apart. */
  pop(): number {
    const distance = this.nearest();
    if (distance < 0) return -1;
    const entry = this.top[distance]! - 1;
    const below = this.below[entry]!;
    this.top[distance] = below;
    if (below === 0) this.filled[this.low] = this.filled[this.low]! & ~(1 << (distance & 31));
    return this.keys[entry]!;
  }

  private nearest(): number {
    const { filled } = this;
    let low = this.low;
    while (low < filled.length && filled[low] === 0) low++;
    this.low = low;
    if (low === filled.length) return -1;
    const word = filled[low]!;
    return (low << 5) | (31 - Math.clz32(word & -word));
  }
}

export function distanceOf(key: number): number {
  return key >>> organisationBits;
}

export function organisationOf(key: number): number {
  return key & ((1 << organisationBits) - 1);
}
