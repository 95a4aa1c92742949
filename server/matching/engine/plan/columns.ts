/** The arcs by organisation, those that matter first: what lets a search against the arcs look at a few of hundreds. */
import type { Holding } from './holding';
import { ORGANISATION_BITS, ORGANISATION_MASK } from './packed';

const NOTHING = -0x40000000;

/**
 * For every organisation the needs that could come, each with its value there. What a need asks before it moves is its gain
 * where it is less its value here. While places are filled, gains only rise, so what was too dear once stays too dear:
 * each column keeps the needs that ask less than its limit in front, and a search that stays below the limit sees only them.
 */
export class Columns {
  /** Column j stands at start[j] .. start[j + 1], its needs below the limit at start[j] .. front[j]. */
  readonly start: Int32Array;
  readonly front: Int32Array;
  readonly need: Int32Array;
  readonly value: Uint16Array;
  private readonly limit: Int32Array;

  constructor(private readonly holding: Holding) {
    const { needs, organisations, start, arcs, demand } = holding.instance;
    this.start = new Int32Array(organisations + 1);
    for (let organisation = 0; organisation < organisations; organisation++) {
      this.start[organisation + 1] = this.start[organisation]! + demand[organisation]!;
    }
    this.front = this.start.slice(0, organisations);
    this.limit = new Int32Array(organisations).fill(NOTHING);
    this.need = new Int32Array(start[needs]!);
    this.value = new Uint16Array(start[needs]!);
    const place = this.start.slice();
    for (let need = 0; need < needs; need++) {
      for (let arc = start[need]!, end = start[need + 1]!; arc < end; arc++) {
        const word = arcs[arc]!;
        const at = place[word & ORGANISATION_MASK]!++;
        this.need[at] = need;
        this.value[at] = word >>> ORGANISATION_BITS;
      }
    }
  }

  /** Brings every need that asks less than `limit` to the front; `room` more is added, so that it is not asked for again soon. */
  require(organisation: number, limit: number, room: number): void {
    if (limit <= this.limit[organisation]!) return;
    this.limit[organisation] = limit + room;
    const { need, value, front } = this;
    let end = front[organisation]!;
    for (let at = end, last = this.start[organisation + 1]!; at < last; at++) {
      if (this.holding.gain(need[at]!) - value[at]! >= limit + room) continue;
      const [nearNeed, nearValue] = [need[at]!, value[at]!];
      need[at] = need[end]!;
      value[at] = value[end]!;
      need[end] = nearNeed;
      value[end++] = nearValue;
    }
    front[organisation] = end;
  }
}
