/** A smallest-first queue of organisations by distance; a stale entry is left in and recognised by its distance when it comes out. */
import { ORGANISATION_BITS, ORGANISATION_MASK } from './packed';

/** Distances stay below 32,768, so distance << 16 | organisation is one positive word and ties go to the lower organisation. */
export class DistanceQueue {
  private words = new Int32Array(1024);
  private size = 0;

  clear(): void {
    this.size = 0;
  }

  isEmpty(): boolean {
    return this.size === 0;
  }

  push(distance: number, organisation: number): void {
    if (this.size === this.words.length) {
      const longer = new Int32Array(this.size * 2);
      longer.set(this.words);
      this.words = longer;
    }
    const words = this.words;
    const word = (distance << ORGANISATION_BITS) | organisation;
    let at = this.size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (words[parent]! <= word) break;
      words[at] = words[parent]!;
      at = parent;
    }
    words[at] = word;
  }

  /** The smallest word; the queue must not be empty. Take it apart with distanceOf and organisationOf. */
  pop(): number {
    const words = this.words;
    const top = words[0]!;
    const word = words[--this.size]!;
    const size = this.size;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && words[child + 1]! < words[child]!) child++;
      if (words[child]! >= word) break;
      words[at] = words[child]!;
      at = child;
    }
    words[at] = word;
    return top;
  }
}

export function distanceOf(word: number): number {
  return word >>> ORGANISATION_BITS;
}

export function organisationOf(word: number): number {
  return word & ORGANISATION_MASK;
}
