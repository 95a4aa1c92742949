/** Growable integer storage: lists per organisation, and a pool in which every need's arcs stand side by side. */

/** The same numbers with room for at least `length`, doubling so that growth costs a constant per entry. */
export function widened(values: Int32Array, length: number): Int32Array {
  if (values.length >= length) return values;
  const larger = new Int32Array(Math.max(length, values.length * 2, 8));
  larger.set(values);
  return larger;
}

/** Where a need is that no organisation holds. */
export const unassigned = -1;

/** One growable list of integers for each organisation; the search loops read `entries` and `length` directly. */
export class IntegerLists {
  readonly entries: Int32Array[] = [];
  length: Int32Array;

  constructor(lists: number) {
    this.length = new Int32Array(lists);
    for (let list = 0; list < lists; list++) this.entries.push(new Int32Array(0));
  }

  addList(): void {
    this.length = widened(this.length, this.entries.length + 1);
    this.entries.push(new Int32Array(0));
  }

  /** Room for `more` further entries; returns where they begin. */
  extend(list: number, more: number): number {
    const before = this.length[list]!;
    this.entries[list] = widened(this.entries[list]!, before + more);
    this.length[list] = before + more;
    return before;
  }
}

/**
 * Arcs of all needs. A need's arcs are one block, its room rounded up to four; a released block waits for the next
 * need of the same room, so the pool never holds more than the most blocks of each room that were alive at one time.
 */
export class ArcPool {
  /** The organisation above the 14 bits of the score: one number, so that a need's arcs fill few cache lines. */
  packed: Int32Array = new Int32Array(1024);
  /** Where the arc stands in its organisation's list of inbound arcs. */
  place: Int32Array = new Int32Array(1024);
  private end = 0;
  private readonly released = new Map<number, number[]>();

  private static room(count: number): number {
    return (count + 3) & ~3;
  }

  take(count: number): number {
    const room = ArcPool.room(count);
    const waiting = this.released.get(room)?.pop();
    if (waiting !== undefined) return waiting;
    const start = this.end;
    this.end += room;
    this.packed = widened(this.packed, this.end);
    this.place = widened(this.place, this.end);
    return start;
  }

  release(start: number, count: number): void {
    const room = ArcPool.room(count);
    const waiting = this.released.get(room);
    if (waiting) waiting.push(start);
    else this.released.set(room, [start]);
  }
}

const scoreBits = 14;
const scoreMask = (1 << scoreBits) - 1;

export function packArc(organisation: number, score: number): number {
  return (organisation << scoreBits) | score;
}

export function arcOrganisation(packed: number): number {
  return packed >>> scoreBits;
}

export function arcScore(packed: number): number {
  return packed & scoreMask;
}
