/** Promises the marks of entries turned by a quarter: one bit of a word for each of 32 places, so that 32 entries are checked at once. */
import { grownInt32 } from './arrays';
import type { Bits } from './dictionary';

/** Words of marks at the head of a row: flags and situations, languages, and two of skills. */
export const markWords = 4;
/** Places of a block, and bits of a word. */
const width = 32;
export const lastBit = width - 1;
/** Places of a block and words of a block, as powers of two. */
export const blockShift = 5;
export const planeShift = 7;

/** Bit-sliced after O'Neil and Quass, Improved Query Performance with Variant Indexes (SIGMOD 1997), in blocks that lie together. */
export class Planes {
  /** By block: 128 words, one for each mark. A place without an entry has no marks. */
  words = new Int32Array(1024 * markWords);

  grow(places: number): void {
    this.words = grownInt32(this.words, ((places + width - 1) >>> blockShift) << planeShift);
  }

  /** Changes the marks of a place by those of the row that begins there: what it lacked it has, what it had it lacks. */
  turn(place: number, rows: Int32Array, row: number): void {
    for (let word = 0; word < markWords; word++) this.turnWord(place, word, rows[row + word]!);
  }

  /** Makes the marks of a place those of another row. */
  replace(place: number, rows: Int32Array, before: number, after: number): void {
    for (let word = 0; word < markWords; word++) this.turnWord(place, word, rows[before + word]! ^ rows[after + word]!);
  }

  private turnWord(place: number, word: number, marks: number): void {
    const first = ((place >>> blockShift) << planeShift) + word * width;
    const bit = 1 << (place & lastBit);
    for (let left = marks; left !== 0;) {
      const mark = lastBit - Math.clz32(left);
      left ^= 1 << mark;
      this.words[first + mark]! ^= bit;
    }
  }
}

/** What an entry must have as numbers of planes: one of `any`, all of `all`, and one of `spoken` where there are some. */
export class Demand {
  readonly any = new Int32Array(width);
  readonly all = new Int32Array(markWords * width);
  readonly spoken = new Int32Array(width);
  anys = 0;
  alls = 0;
  tongues = 0;

  set(any: number, flags: number, { languages, skillsLow, skillsHigh }: Bits): void {
    this.anys = listPlanes(any, 0, this.any, 0);
    this.alls = listPlanes(flags, 0, this.all, 0);
    this.alls = listPlanes(skillsLow, 2, this.all, this.alls);
    this.alls = listPlanes(skillsHigh, 3, this.all, this.alls);
    this.tongues = listPlanes(languages, 1, this.spoken, 0);
  }
}

/** Appends the planes of the marks in one word of a row, and returns how many there are then. */
function listPlanes(marks: number, word: number, planes: Int32Array, first: number): number {
  let count = first;
  for (let left = marks; left !== 0; count++) {
    const bit = lastBit - Math.clz32(left);
    left ^= 1 << bit;
    planes[count] = word * width + bit;
  }
  return count;
}
