/** Lets prices fall where a place is free: the other half of complementary slackness, by shortest paths against the arcs. */
import type { Holding } from './holding';
import { ORGANISATION_BITS, ORGANISATION_MASK } from './packed';
import { DistanceQueue, distanceOf, organisationOf } from './queue';
import type { Pulse } from './pulse';

const FAR = 0x7fff;

/** The arcs by organisation: their index, and the need that each belongs to. */
class Demand {
  readonly start: Int32Array;
  readonly need: Int32Array;
  readonly arc: Int32Array;

  constructor({ instance }: Holding) {
    const { needs, organisations, start, arcs, demand } = instance;
    this.start = new Int32Array(organisations + 1);
    for (let organisation = 0; organisation < organisations; organisation++) {
      this.start[organisation + 1] = this.start[organisation]! + demand[organisation]!;
    }
    const place = this.start.slice();
    this.need = new Int32Array(start[needs]!);
    this.arc = new Int32Array(start[needs]!);
    for (let need = 0; need < needs; need++) {
      for (let arc = start[need]!; arc < start[need + 1]!; arc++) {
        const at = place[arcs[arc]! & ORGANISATION_MASK]!++;
        this.need[at] = need;
        this.arc[at] = arc;
      }
    }
  }
}

/**
 * Every need must hold a best arc, or be unassigned with no gain open. `fill` gives one free place of an organisation with a
 * positive price either a need or a price of 0, and keeps every need at its best. Prices only fall here.
 */
class Filler {
  private readonly distance: Int32Array;
  /** The arc by which a need of this organisation would leave for the one before it on the path, and that need. */
  private readonly byArc: Int32Array;
  private readonly byNeed: Int32Array;
  private readonly touched: Int32Array;
  private touchedCount = 0;
  private readonly queue = new DistanceQueue();
  private bound = 0;
  /** Where the path ends: an organisation whose price reaches 0, or an unassigned need with the arc that it takes. */
  private endOrganisation = -1;
  private endNeed = -1;
  private endArc = -1;

  constructor(
    private readonly holding: Holding,
    private readonly demand: Demand,
  ) {
    const { organisations } = holding.instance;
    this.distance = new Int32Array(organisations).fill(FAR);
    this.byArc = new Int32Array(organisations);
    this.byNeed = new Int32Array(organisations);
    this.touched = new Int32Array(organisations);
  }

  fill(organisation: number): void {
    this.bound = FAR;
    this.reach(organisation, 0, -1, -1);
    this.search();
    for (let i = 0; i < this.touchedCount; i++) {
      const fall = this.bound - this.distance[this.touched[i]!]!;
      if (fall > 0) this.holding.price[this.touched[i]!]! -= fall;
    }
    this.shift(organisation);
    for (let i = 0; i < this.touchedCount; i++) this.distance[this.touched[i]!] = FAR;
    this.touchedCount = 0;
    this.queue.clear();
  }

  private reach(organisation: number, along: number, arc: number, need: number): void {
    const known = this.distance[organisation]!;
    if (along >= known || along >= this.bound) return;
    if (known === FAR) this.touched[this.touchedCount++] = organisation;
    this.distance[organisation] = along;
    this.byArc[organisation] = arc;
    this.byNeed[organisation] = need;
    this.queue.push(along, organisation);
    const toZero = along + this.holding.price[organisation]!;
    if (toZero < this.bound) this.end(toZero, organisation, -1, -1);
  }

  private end(bound: number, organisation: number, need: number, arc: number): void {
    this.bound = bound;
    this.endOrganisation = organisation;
    this.endNeed = need;
    this.endArc = arc;
  }

  private search(): void {
    const { holding, demand } = this;
    const { price, held } = holding;
    const { arcs } = holding.instance;
    while (!this.queue.isEmpty()) {
      const word = this.queue.pop();
      const reached = distanceOf(word);
      if (reached >= this.bound) return;
      const organisation = organisationOf(word);
      if (reached > this.distance[organisation]!) continue;
      const base = reached + price[organisation]!;
      for (let at = demand.start[organisation]!, last = demand.start[organisation + 1]!; at < last; at++) {
        const arc = demand.arc[at]!;
        const value = arcs[arc]! >>> ORGANISATION_BITS;
        if (base - value >= this.bound) continue;
        const need = demand.need[at]!;
        const taken = held[need]!;
        if (taken === arc) continue;
        if (taken < 0) {
          if (base - value < this.bound) this.end(base - value, organisation, need, arc);
          continue;
        }
        const home = arcs[taken]!;
        const from = home & ORGANISATION_MASK;
        this.reach(from, base - value + (home >>> ORGANISATION_BITS) - price[from]!, arc, need);
      }
    }
  }

  /** Moves everyone one organisation along, from the path's far end to the organisation that is filled. */
  private shift(target: number): void {
    const { holding } = this;
    const { arcs } = holding.instance;
    // All leave before any arrives: the organisations between are full.
    for (let at = this.endOrganisation; at !== target; at = arcs[this.byArc[at]!]! & ORGANISATION_MASK) {
      holding.release(this.byNeed[at]!);
    }
    for (let at = this.endOrganisation; at !== target; at = arcs[this.byArc[at]!]! & ORGANISATION_MASK) {
      holding.take(this.byNeed[at]!, this.byArc[at]!);
    }
    if (this.endNeed >= 0) holding.take(this.endNeed, this.endArc);
  }
}

/** Ends with every organisation either full or free of charge. */
export function fillPlaces(holding: Holding, pulse: Pulse): void {
  const { organisations, capacity } = holding.instance;
  let filler: Filler | undefined;
  for (let organisation = 0; organisation < organisations; organisation++) {
    while (holding.price[organisation]! > 0 && holding.count[organisation]! < capacity[organisation]!) {
      filler ??= new Filler(holding, new Demand(holding));
      filler.fill(organisation);
    }
    if (organisation % 256 === 0) pulse(0.8 + (0.15 * organisation) / organisations);
  }
}
