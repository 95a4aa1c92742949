/**
 * Promises small numbers for the areas of needs with what their communities add to a score, and for served codes what each of them
 * is worth: closeness and community together. A subtree is an interval.
 */
import { Dictionary } from './dictionary';

/** No code has a bar: the names of a subtree still begin with its code. */
const bar = '|';

export function nameOfArea(code: string, community: number): string {
  return `${code}${bar}${community}`;
}

export interface Closeness {
  /** By the number of the area: what closeness and community add to a score; -1 where it is not served. */
  readonly byArea: Int32Array;
  readonly most: number;
}

export class NeedAreas {
  private readonly numbers = new Dictionary();
  /** In the order of the names, the preorder of the area tree. */
  private readonly names: string[] = [];
  private readonly communityAt: number[] = [];
  private readonly numberAt: number[] = [];
  private highest = -1;

  get size(): number {
    return this.names.length;
  }

  use(name: string): number {
    const known = this.numbers.find(name) >= 0;
    const number = this.numbers.use(name);
    if (known) return number;
    const place = this.placeOf(name);
    this.names.splice(place, 0, name);
    this.communityAt.splice(place, 0, Number(name.slice(name.indexOf(bar) + 1)));
    this.numberAt.splice(place, 0, number);
    this.highest = Math.max(this.highest, number);
    return number;
  }

  release(name: string): void {
    this.numbers.release(name);
    if (this.numbers.find(name) >= 0) return;
    const place = this.placeOf(name);
    this.names.splice(place, 1);
    this.communityAt.splice(place, 1);
    this.numberAt.splice(place, 1);
  }

  closenessTo(servedCodes: readonly string[], closenessOf: (digits: number) => number): Closeness {
    const byArea = new Int32Array(this.highest + 1).fill(-1);
    let most = 0;
    for (const code of servedCodes) {
      const near = closenessOf(code.length);
      for (let place = this.placeOf(code); place < this.names.length; place++) {
        if (!this.names[place]!.startsWith(code)) break;
        const number = this.numberAt[place]!;
        const closeness = near + this.communityAt[place]!;
        if (most < closeness) most = closeness;
        if (byArea[number]! < closeness) byArea[number] = closeness;
      }
    }
    return { byArea, most };
  }

  /** The place of the first code that is not before this one. */
  private placeOf(name: string): number {
    let low = 0;
    let high = this.names.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.names[middle]! < name) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
