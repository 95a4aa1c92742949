/** A queue of organisations by distance: the nearest first, among equals the lowest number, the same on every machine. */

/** Distances stay below 2^15 and organisations below 2^16 (see plan/bounds), so both fit one positive 32-bit key. */
const organisationBits = 16;

export class NearestFirst {
  private keys = new Int32Array(1024);
  private length = 0;

  clear(): void {
    this.length = 0;
  }

  /** An organisation may stand here more than once; the reader passes over entries that are no longer its distance. */
  push(distance: number, organisation: number): void {
    if (this.length === this.keys.length) {
      const larger = new Int32Array(this.length * 2);
      larger.set(this.keys);
      this.keys = larger;
    }
    const keys = this.keys;
    const key = (distance << organisationBits) | organisation;
    let at = this.length++;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const keyAbove = keys[above]!;
      if (keyAbove <= key) break;
      keys[at] = keyAbove;
      at = above;
    }
    keys[at] = key;
  }

  /** The smallest key, which stays; -1 when there is none. */
  first(): number {
    return this.length === 0 ? -1 : this.keys[0]!;
  }

  /** The smallest key, or -1 when nothing is left; `distanceOf` and `organisationOf` take it apart. */
  pop(): number {
    if (this.length === 0) return -1;
    const keys = this.keys;
    const top = keys[0]!;
    const last = keys[--this.length]!;
    const length = this.length;
    let at = 0;
    for (let below = 1; below < length; below = 2 * at + 1) {
      if (below + 1 < length && keys[below + 1]! < keys[below]!) below++;
      const keyBelow = keys[below]!;
      if (keyBelow >= last) break;
      keys[at] = keyBelow;
      at = below;
    }
    keys[at] = last;
    return top;
  }
}

export function distanceOf(key: number): number {
  return key >>> organisationBits;
}

export function organisationOf(key: number): number {
  return key & ((1 << organisationBits) - 1);
}
