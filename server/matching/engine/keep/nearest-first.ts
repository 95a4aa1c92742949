/**
 * A queue of organisations by distance: the nearest first, among equals the lowest number, the same on every machine. Most that is put in is
 * farther than what ends a search and never asked for, so only what is nearest is in order: a heap; the rest waits in lists by distance.
 */
import { widened } from './storage';

/** Distances stay below 2^15 and organisations below 2^16 (see plan/bounds), so both fit one positive 32-bit key. */
const distanceBits = 15;
const organisationBits = 16;
/** So many neighbouring distances share a list. */
const rangeBits = 3;
const ranges = 1 << (distanceBits - rangeBits);

export class NearestFirst {
  private heap: Int32Array = new Int32Array(256);
  private heapLength = 0;
  /** What waits, and for each the one that waits behind it, counted from 1. */
  private waiting: Int32Array = new Int32Array(1024);
  private behind: Int32Array = new Int32Array(1024);
  private count = 0;
  /** For each range of distances the one that waits first, counted from 1. */
  private readonly head = new Int32Array(ranges);
  /** The range that is in the heap, and the farthest that has a list. */
  private range = -1;
  private farthest = -1;

  clear(): void {
    for (let range = this.range + 1; range <= this.farthest; range++) this.head[range] = 0;
    this.heapLength = this.count = 0;
    this.range = this.farthest = -1;
  }

  /** An organisation may stand here more than once; the reader passes over entries that are no longer its distance. */
  push(distance: number, organisation: number): void {
    const key = (distance << organisationBits) | organisation;
    const range = distance >>> rangeBits;
    if (range <= this.range) this.rise(key);
    else this.wait(range, key);
  }

  /** The smallest key, or -1 when nothing is left; `distanceOf` and `organisationOf` take it apart. */
  pop(): number {
    while (this.heapLength === 0) {
      if (this.range === this.farthest) return -1;
      this.range++;
      for (let at = this.head[this.range]!; at > 0; at = this.behind[at - 1]!) this.rise(this.waiting[at - 1]!);
      this.head[this.range] = 0;
    }
    return this.sink();
  }

  private wait(range: number, key: number): void {
    const at = this.count++;
    if (at === this.waiting.length) {
      this.waiting = widened(this.waiting, at + 1);
      this.behind = widened(this.behind, at + 1);
    }
    this.waiting[at] = key;
    this.behind[at] = this.head[range]!;
    this.head[range] = at + 1;
    if (range > this.farthest) this.farthest = range;
  }

  private rise(key: number): void {
    if (this.heapLength === this.heap.length) this.heap = widened(this.heap, this.heapLength + 1);
    const { heap } = this;
    let at = this.heapLength++;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const keyAbove = heap[above]!;
      if (keyAbove <= key) break;
      heap[at] = keyAbove;
      at = above;
    }
    heap[at] = key;
  }

  /** Takes the top away; the last sinks from there to its place. */
  private sink(): number {
    const { heap } = this;
    const top = heap[0]!;
    const length = --this.heapLength;
    const last = heap[length]!;
    let at = 0;
    for (let below = 1; below < length; below = 2 * at + 1) {
      if (below + 1 < length && heap[below + 1]! < heap[below]!) below++;
      const keyBelow = heap[below]!;
      if (keyBelow >= last) break;
      heap[at] = keyBelow;
      at = below;
    }
    heap[at] = last;
    return top;
  }
}

export function distanceOf(key: number): number {
  return key >>> organisationBits;
}

export function organisationOf(key: number): number {
  return key & ((1 << organisationBits) - 1);
}
