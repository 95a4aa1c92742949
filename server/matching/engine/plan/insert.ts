/** Gives one more need its best place by a shortest augmenting path from the standing prices (Jonker and Volgenant; Dijkstra). */
import type { Holding } from './holding';
import { ORGANISATION_BITS, ORGANISATION_MASK } from './packed';
import { DistanceQueue, distanceOf, organisationOf } from './queue';

const FAR = 0x7fff;

/**
 * Every assigned need must hold a best arc at the standing prices. After `insert` that is still so and the need holds a best
 * arc too, or is unassigned with no gain open to it. Prices only rise here, and only where no place is free.
 */
export class Inserter {
  private readonly distance: Int32Array;
  /** The arc by which the shortest path enters an organisation, and the need that would take it. */
  private readonly byWord: Int32Array;
  private readonly byNeed: Int32Array;
  private readonly touched: Int32Array;
  private touchedCount = 0;
  private readonly queue = new DistanceQueue();
  /** The cheapest end so far: an organisation with a free place, or a need that goes unassigned. */
  private bound = 0;
  private endOrganisation = -1;
  private endNeed = -1;

  constructor(private readonly holding: Holding) {
    const { organisations } = holding.instance;
    this.distance = new Int32Array(organisations).fill(FAR);
    this.byWord = new Int32Array(organisations);
    this.byNeed = new Int32Array(organisations);
    this.touched = new Int32Array(organisations);
  }

  insert(need: number): void {
    const gain = this.holding.bestGain(need);
    if (gain === 0) return;
    this.bound = gain;
    this.endOrganisation = -1;
    this.endNeed = need;
    this.relax(need, gain, 0);
    this.search();
    this.raisePrices();
    this.shift(need);
    for (let i = 0; i < this.touchedCount; i++) this.distance[this.touched[i]!] = FAR;
    this.touchedCount = 0;
    this.queue.clear();
  }

  /** Offers every organisation of a need the path that ends with this need moving there. */
  private relax(need: number, gain: number, reached: number): void {
    const { start, arcs } = this.holding.instance;
    const { price, count, places } = this.holding;
    const distance = this.distance;
    const base = reached + gain;
    for (let arc = start[need]!, end = start[need + 1]!; arc < end; arc++) {
      const word = arcs[arc]!;
      const organisation = word & ORGANISATION_MASK;
      const along = base - (word >>> ORGANISATION_BITS) + price[organisation]!;
      const known = distance[organisation]!;
      if (along >= known || along >= this.bound) continue;
      if (known === FAR) this.touched[this.touchedCount++] = organisation;
      distance[organisation] = along;
      this.byWord[organisation] = word;
      this.byNeed[organisation] = need;
      if (count[organisation]! < places[organisation]!) {
        this.bound = along;
        this.endOrganisation = organisation;
        this.endNeed = -1;
      } else this.queue.push(along, organisation);
    }
  }

  private search(): void {
    const { first, count, members, price, held } = this.holding;
    while (!this.queue.isEmpty()) {
      const word = this.queue.pop();
      const reached = distanceOf(word);
      if (reached >= this.bound) return;
      const organisation = organisationOf(word);
      if (reached > this.distance[organisation]!) continue;
      const standing = price[organisation]!;
      for (let slot = first[organisation]!, end = slot + count[organisation]!; slot < end; slot++) {
        const member = members[slot]!;
        const gain = (held[member]! >>> ORGANISATION_BITS) - standing;
        if (reached + gain < this.bound) {
          this.bound = reached + gain;
          this.endOrganisation = organisation;
          this.endNeed = member;
        }
        this.relax(member, gain, reached);
        if (this.bound <= reached) return;
      }
    }
  }

  private raisePrices(): void {
    for (let i = 0; i < this.touchedCount; i++) {
      const organisation = this.touched[i]!;
      const rise = this.bound - this.distance[organisation]!;
      if (rise > 0) this.holding.price[organisation]! += rise;
    }
  }

  /** Moves everyone along the path, from its end back to the new need. */
  private shift(need: number): void {
    const { holding } = this;
    if (this.endNeed === need) return;
    if (this.endNeed >= 0) holding.release(this.endNeed);
    let organisation = this.endOrganisation;
    for (;;) {
      const mover = this.byNeed[organisation]!;
      const from = holding.organisationOf(mover);
      if (from >= 0) holding.release(mover);
      holding.take(mover, this.byWord[organisation]!);
      if (mover === need) return;
      organisation = from;
    }
  }
}
