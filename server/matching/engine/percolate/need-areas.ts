/** Promises small numbers for the areas of needs, and for served codes how close each of them is: a subtree is an interval. */
import { Dictionary } from './dictionary';

export interface Closeness {
  /** By the number of the area; -1 where it is not served. */
  readonly byArea: Int32Array;
  readonly most: number;
}

export class NeedAreas {
  private readonly numbers = new Dictionary();
  /** In the order of the codes, the preorder of the area tree. */
  private readonly codes: string[] = [];
  private readonly numberAt: number[] = [];
  private highest = -1;

  get size(): number {
    return this.codes.length;
  }

  use(code: string): number {
    const known = this.numbers.find(code) >= 0;
    const number = this.numbers.use(code);
    if (known) return number;
    const place = this.placeOf(code);
    this.codes.splice(place, 0, code);
    this.numberAt.splice(place, 0, number);
    this.highest = Math.max(this.highest, number);
    return number;
  }

  release(code: string): void {
    this.numbers.release(code);
    if (this.numbers.find(code) >= 0) return;
    const place = this.placeOf(code);
    this.codes.splice(place, 1);
    this.numberAt.splice(place, 1);
  }

  closenessTo(servedCodes: readonly string[], closenessOf: (digits: number) => number): Closeness {
    const byArea = new Int32Array(this.highest + 1).fill(-1);
    let most = 0;
    for (const code of servedCodes) {
      const closeness = closenessOf(code.length);
      most = Math.max(most, closeness);
      for (let place = this.placeOf(code); place < this.codes.length; place++) {
        if (!this.codes[place]!.startsWith(code)) break;
        const number = this.numberAt[place]!;
        if (byArea[number]! < closeness) byArea[number] = closeness;
      }
    }
    return { byArea, most };
  }

  /** The place of the first code that is not before this one. */
  private placeOf(code: string): number {
    let low = 0;
    let high = this.codes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.codes[middle]! < code) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
