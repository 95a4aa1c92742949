/** The arcs by organisation, those that matter first: what lets a search against the arcs look at a few of hundreds. */
import type { Holding } from './holding';
import { ORGANISATION_BITS, ORGANISATION_MASK } from './packed';

const NOTHING = -0x40000000;
/**
 * Arcs whose need would lose as much as this by coming, at the prices at which the columns are made, are left out at first: few
 * searches go further, and a third of the arcs is left or less. For one that goes further the columns are made anew.
 */
const FIRST_WIDTH = 1024;
const WIDER = 4;

/**
 * For every organisation the needs that could come, each with its value there. What a need asks before it moves is its gain
 * where it is less its value here. While places are filled, gains only rise, so what was too dear once stays too dear:
 * each column keeps the needs that ask less than its limit in front, and a search that stays below the limit sees only them.
 * Needs that the organisation holds, which are most of those that ask little, come to the front when they have left.
 */
export class Columns {
  /** Column j stands at start[j] .. start[j + 1], its needs below the limit at start[j] .. front[j]. */
  readonly start: Int32Array;
  readonly front: Int32Array;
  need: Int32Array = new Int32Array(0);
  value: Uint16Array = new Uint16Array(0);
  private readonly limit: Int32Array;
  /** Whoever asks less than this stands in the column. */
  private readonly reach: Int32Array;
  private width = FIRST_WIDTH;

  constructor(private readonly holding: Holding) {
    const { organisations } = holding.instance;
    this.start = new Int32Array(organisations + 1);
    this.front = new Int32Array(organisations);
    this.limit = new Int32Array(organisations);
    this.reach = new Int32Array(organisations);
    this.gather();
  }

  /** Brings every need that asks less than `limit` to the front; `room` more is added, so that it is not asked for again soon. */
  require(organisation: number, limit: number, room: number): void {
    if (limit <= this.limit[organisation]!) return;
    if (limit > this.reach[organisation]!) this.widen(limit + this.holding.price[organisation]!);
    const wanted = (this.limit[organisation] = Math.min(limit + room, this.reach[organisation]!));
    const { need, value, front, holding } = this;
    let end = front[organisation]!;
    for (let at = end, last = this.start[organisation + 1]!; at < last; at++) {
      const comer = need[at]!;
      if (holding.gain(comer) - value[at]! >= wanted || holding.organisationOf(comer) === organisation) continue;
      this.swap(at, end++);
    }
    front[organisation] = end;
  }

  /** A need that the organisation held may come again. */
  left(organisation: number, leaver: number): void {
    const at = this.need.indexOf(leaver, this.start[organisation]);
    if (at >= this.front[organisation]!) this.swap(at, this.front[organisation]!++);
  }

  private swap(at: number, to: number): void {
    const { need, value } = this;
    const [otherNeed, otherValue] = [need[to]!, value[to]!];
    need[to] = need[at]!;
    value[to] = value[at]!;
    need[at] = otherNeed;
    value[at] = otherValue;
  }

  private widen(least: number): void {
    while (this.width < least) this.width *= WIDER;
    this.gather();
  }

  /** Makes the columns of the arcs that are within the width: their words stand by need first, then each goes to its column. */
  private gather(): void {
    const { organisations } = this.holding.instance;
    const rowEnd = this.gatherRows();
    const { start } = this;
    for (let organisation = 0; organisation < organisations; organisation++) {
      start[organisation + 1]! += start[organisation]!;
      this.reach[organisation] = this.width - this.holding.price[organisation]!;
    }
    this.front.set(start.subarray(0, organisations));
    this.limit.fill(NOTHING);
    const { needs, spare } = this.holding.instance;
    const size = start[organisations]!;
    if (this.need.length < size) {
      this.need = new Int32Array(size);
      this.value = new Uint16Array(size);
    }
    const place = start.slice();
    for (let need = 0, at = 0; need < needs; need++) {
      for (const end = rowEnd[need]!; at < end; at++) {
        const to = place[spare[at]! & ORGANISATION_MASK]!++;
        this.need[to] = need;
        this.value[to] = spare[at]! >>> ORGANISATION_BITS;
      }
    }
  }

  /** Copies the arcs within the width to the spare words, and counts them at the start of the next column. */
  private gatherRows(): Int32Array {
    const { needs, start, arcs, spare } = this.holding.instance;
    const { price } = this.holding;
    const size = this.start.fill(0);
    const rowEnd = new Int32Array(needs);
    let count = 0;
    for (let need = 0; need < needs; need++) {
      const most = this.width - this.holding.gain(need);
      for (let arc = start[need]!, end = start[need + 1]!; arc < end; arc++) {
        const word = arcs[arc]!;
        const organisation = word & ORGANISATION_MASK;
        if (price[organisation]! - (word >>> ORGANISATION_BITS) >= most) continue;
        spare[count++] = word;
        size[organisation + 1]!++;
      }
      rowEnd[need] = count;
    }
    return rowEnd;
  }
}
