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

/** A growable list of integers for each organisation, all in one array: the search loops read `data` from `start` on. */
export class IntegerLists {
  data: Int32Array = new Int32Array(1024);
  start: Int32Array;
  length: Int32Array;
  private room: Int32Array;
  private readonly pool = new BlockPool();

  constructor(private lists: number) {
    this.start = new Int32Array(lists);
    this.length = new Int32Array(lists);
    this.room = new Int32Array(lists);
  }

  addList(): void {
    this.lists++;
    this.start = widened(this.start, this.lists);
    this.length = widened(this.length, this.lists);
    this.room = widened(this.room, this.lists);
  }

  /** Room for `more` further entries, or for fewer; returns how many there were. */
  extend(list: number, more: number): number {
    const before = this.length[list]!;
    this.length[list] = before + more;
    if (before + more > this.room[list]!) this.widen(list, before);
    return before;
  }

  protected relocate(from: number, to: number, length: number, size: number): void {
    this.data = widened(this.data, size);
    this.data.copyWithin(to, from, from + length);
  }

  private widen(list: number, length: number): void {
    const [from, roomBefore] = [this.start[list]!, this.room[list]!];
    const room = Math.max(8, 1 << (32 - Math.clz32(this.length[list]! - 1)));
    const to = (this.start[list] = this.pool.take(room));
    this.room[list] = room;
    this.relocate(from, to, length, this.pool.size);
    if (roomBefore > 0) this.pool.release(from, roomBefore);
  }
}

/** Lists of two integers an entry, in columns: a loop that needs only the first reads nothing else. */
export class PairedLists extends IntegerLists {
  beside: Int32Array = new Int32Array(1024);

  protected override relocate(from: number, to: number, length: number, size: number): void {
    super.relocate(from, to, length, size);
    this.beside = widened(this.beside, size);
    this.beside.copyWithin(to, from, from + length);
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
