/** Lets prices fall where a place is free: the other half of complementary slackness, by shortest paths against the arcs. */
import { Columns } from './columns';
import type { Holding } from './holding';
import { ORGANISATION_BITS, ORGANISATION_MASK } from './packed';
import { DistanceQueue, distanceOf, organisationOf } from './queue';
import type { Pulse } from './pulse';

const FAR = 0x7fff;
/**
 * A search first looks this far, then four times as far, until it ends somewhere. Most end near, and a near search looks at
 * the fronts of the columns only; searches that grow fourfold cost at most a third more than the last one alone.
 */
const FIRST_RADIUS = 32;

/**
 * Every need must hold a best arc, or be unassigned with no gain open. `fill` gives one free place of an organisation with a
 * positive price either a need or a price of 0, and keeps every need at its best. Prices only fall here.
 */
class Filler {
  private readonly distance: Int32Array;
  /** The arc by which a need of this organisation would leave for the one before it on the path, and that need. */
  private readonly byWord: Int32Array;
  private readonly byNeed: Int32Array;
  private readonly touched: Int32Array;
  private touchedCount = 0;
  private readonly queue = new DistanceQueue();
  private bound = 0;
  /** Where the path ends: an organisation whose price reaches 0, or an unassigned need with the arc that it takes. */
  private endOrganisation = -1;
  private endNeed = -1;
  private endWord = 0;

  constructor(
    private readonly holding: Holding,
    private readonly columns: Columns,
  ) {
    const { organisations } = holding.instance;
    this.distance = new Int32Array(organisations).fill(FAR);
    this.byWord = new Int32Array(organisations);
    this.byNeed = new Int32Array(organisations);
    this.touched = new Int32Array(organisations);
  }

  fill(organisation: number): void {
    for (let radius = FIRST_RADIUS; ; radius = Math.min(FAR, radius * 4)) {
      this.end(radius, -1, -1, 0);
      this.reach(organisation, 0, 0, -1);
      this.search(radius);
      if (this.endOrganisation >= 0) break;
      this.forget();
    }
    for (let i = 0; i < this.touchedCount; i++) {
      const fall = this.bound - this.distance[this.touched[i]!]!;
      if (fall > 0) this.holding.price[this.touched[i]!]! -= fall;
    }
    this.shift(organisation);
    this.forget();
  }

  private forget(): void {
    for (let i = 0; i < this.touchedCount; i++) this.distance[this.touched[i]!] = FAR;
    this.touchedCount = 0;
    this.queue.clear();
  }

  private reach(organisation: number, along: number, word: number, need: number): void {
    const known = this.distance[organisation]!;
    if (along >= known || along >= this.bound) return;
    if (known === FAR) this.touched[this.touchedCount++] = organisation;
    this.distance[organisation] = along;
    this.byWord[organisation] = word;
    this.byNeed[organisation] = need;
    this.queue.push(along, organisation);
    const toZero = along + this.holding.price[organisation]!;
    if (toZero < this.bound) this.end(toZero, organisation, -1, 0);
  }

  private end(bound: number, organisation: number, need: number, word: number): void {
    this.bound = bound;
    this.endOrganisation = organisation;
    this.endNeed = need;
    this.endWord = word;
  }

  private search(radius: number): void {
    const { columns, queue, distance } = this;
    const { price, held } = this.holding;
    while (!queue.isEmpty()) {
      const top = queue.pop();
      const reached = distanceOf(top);
      if (reached >= this.bound) return;
      const organisation = organisationOf(top);
      if (reached > distance[organisation]!) continue;
      const base = reached + price[organisation]!;
      columns.require(organisation, this.bound - base, radius);
      for (let at = columns.start[organisation]!, last = columns.front[organisation]!; at < last; at++) {
        const need = columns.need[at]!;
        const value = columns.value[at]!;
        const home = held[need]!;
        if (home === 0) {
          if (base - value < this.bound) {
            this.end(base - value, organisation, need, (value << ORGANISATION_BITS) | organisation);
          }
          continue;
        }
        const from = home & ORGANISATION_MASK;
        const along = base - value + (home >>> ORGANISATION_BITS) - price[from]!;
        if (along < this.bound && along < distance[from]!) {
          this.reach(from, along, (value << ORGANISATION_BITS) | organisation, need);
        }
      }
    }
  }

  /** Moves everyone one organisation along, from the path's far end to the organisation that is filled. */
  private shift(target: number): void {
    const { holding } = this;
    // All leave before any arrives: the organisations between are full.
    for (let at = this.endOrganisation; at !== target; at = this.byWord[at]! & ORGANISATION_MASK) {
      holding.release(this.byNeed[at]!);
      this.columns.left(at, this.byNeed[at]!);
    }
    for (let at = this.endOrganisation; at !== target; at = this.byWord[at]! & ORGANISATION_MASK) {
      holding.take(this.byNeed[at]!, this.byWord[at]!);
    }
    if (this.endNeed >= 0) holding.take(this.endNeed, this.endWord);
  }
}

/** Ends with every organisation either full or free of charge. */
export function fillPlaces(holding: Holding, pulse: Pulse): void {
  const { organisations, capacity } = holding.instance;
  let filler: Filler | undefined;
  for (let organisation = 0; organisation < organisations; organisation++) {
    while (holding.price[organisation]! > 0 && holding.count[organisation]! < capacity[organisation]!) {
      filler ??= new Filler(holding, new Columns(holding));
      filler.fill(organisation);
    }
    if (organisation % 256 === 0) pulse(0.8 + (0.15 * organisation) / organisations);
  }
}
