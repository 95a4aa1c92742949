/** Growable integer storage: lists per organisation, and a pool in which every need's arcs stand side by side. */

/** The same numbers with room for at least `length`, doubling so that growth costs a constant per entry. */
export function widened(values: Int32Array, length: number): Int32Array {
  if (values.length >= length) return values;
  const larger = new Int32Array(Math.max(length, values.length * 2, 8));
  larger.set(values);
  return larger;
}

/** Of a line of the processor's caches. */
export const lineIntegers = 16;
/** Where a need is that no organisation holds. */
export const unassigned = -1;
/** Greater than every sum of losses and prices, and so small that they may still be added to it. */
export const never = 1 << 29;

/** Blocks of one array of integers, by their room; a released block waits for the next that wants as much. */
export class BlockPool {
  private end = 0;
  private readonly released = new Map<number, number[]>();

  /** Where the block begins; the arrays it is taken from must reach to `end`. */
  take(room: number): number {
    const waiting = this.released.get(room)?.pop();
    if (waiting !== undefined) return waiting;
    const start = this.end;
    this.end += room;
    return start;
  }

  release(start: number, room: number): void {
    const waiting = this.released.get(room);
    if (waiting) waiting.push(start);
    else this.released.set(room, [start]);
  }

  /** Beyond all blocks that were ever taken. */
  get size(): number {
    return this.end;
  }
}

/**
 * Growable lists of integers, so many for each organisation and all in one array: those of an organisation lie side by side in one block. Each
 * has room for more entries, a part of what it holds that halves with each of `spareBits`; lists that all grow at once need much, since the
 * blocks that one leaves fit no other then.
 */
export class OrganisationLists {
  /** The loops read from `start` on; list `k` of an organisation is number `organisation * lists + k`. */
  data: Int32Array = new Int32Array(1024);
  start: Int32Array;
  length: Int32Array;
  private room: Int32Array;
  private readonly pool = new BlockPool();

  constructor(
    private organisations: number,
    private readonly lists: number,
    private readonly spareBits = 2,
  ) {
    this.start = new Int32Array(organisations * lists);
    this.length = new Int32Array(organisations * lists);
    this.room = new Int32Array(organisations * lists);
  }

  addOrganisation(): void {
    this.organisations++;
    this.start = widened(this.start, this.organisations * this.lists);
    this.length = widened(this.length, this.organisations * this.lists);
    this.room = widened(this.room, this.organisations * this.lists);
  }

  /** So many further entries; returns how many there were. */
  extend(list: number, more: number): number {
    const before = this.length[list]!;
    if (before + more > this.room[list]!) this.widen(list, before + more);
    this.length[list] = before + more;
    return before;
  }

  /** So many fewer entries; returns how many are left. */
  shorten(list: number, less: number): number {
    const left = this.length[list]! - less;
    this.length[list] = left;
    return left;
  }

  /** All lists of the organisation move to a larger block, each with some room, so that this happens seldom. */
  private widen(list: number, wanted: number): void {
    const first = list - (list % this.lists);
    const end = first + this.lists;
    const from = this.start[first]!;
    const sizeBefore = this.sizeOf(first);
    const lengthBefore = this.length[list]!;
    this.length[list] = wanted;
    for (let each = first; each < end; each++) {
      const length = this.length[each]!;
      this.room[each] = length + (length >> this.spareBits) + 6;
    }
    this.length[list] = lengthBefore;
    const size = this.sizeOf(first);
    let to = this.pool.take(size);
    this.data = widened(this.data, this.pool.size);
    for (let each = first; each < end; each++) {
      const start = this.start[each]!;
      this.data.copyWithin(to, start, start + this.length[each]!);
      this.start[each] = to;
      to += this.room[each]!;
    }
    if (sizeBefore > 0) this.pool.release(from, sizeBefore);
  }

  /** Of an organisation's block: rounded up, so that a released one fits another. */
  private sizeOf(first: number): number {
    let size = 0;
    for (let list = first; list < first + this.lists; list++) size += this.room[list]!;
    const step = 1 << Math.max(3, 28 - Math.clz32(size));
    return Math.ceil(size / step) * step;
  }
}

/**
 * Arcs of all needs. A need's arcs are one block, its room rounded up to four; a released block waits for the next
 * need of the same room, so the pool never holds more than the most blocks of each room that were alive at one time.
 */
export class ArcPool {
  /** The organisation above the 14 bits of the score: one number, so that a need's arcs fill few cache lines. */
  packed: Int32Array = new Int32Array(1024);
  private readonly pool = new BlockPool();

  /** Where the arcs of a need now begin, in the order given. */
  put(organisations: ArrayLike<number>, scores: ArrayLike<number>): number {
    const start = this.pool.take(roomOf(organisations.length));
    this.packed = widened(this.packed, this.pool.size);
    for (let arc = 0; arc < organisations.length; arc++)
      this.packed[start + arc] = packArc(organisations[arc]!, scores[arc]!);
    return start;
  }

  release(start: number, count: number): void {
    this.pool.release(start, roomOf(count));
  }
}

function roomOf(count: number): number {
  return (count + 3) & ~3;
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
