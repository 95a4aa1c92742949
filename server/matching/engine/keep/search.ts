/**
 * The two searches that absorb a change exactly: the cheapest chain that makes room, and the best chain that fills a
 * place. Both are Dijkstra over organisations on reduced losses, ended as soon as nothing nearer can end the chain, with
 * the price step that keeps complementary slackness (Jonker and Volgenant 1987, augmentation from standing duals; here
 * organisations with many places stand for all their places, as in Bertsekas and Castanon 1989).
 */
import { distanceOf, NearestFirst, organisationOf } from './heap';
import type { Standing } from './standing';
import { arcOrganisation, arcScore, unassigned, widened } from './storage';

/** Where a chain begins. */
const root = -2;

export class ChainSearch {
  /** Organisations whose arcs were read by all searches so far: what the benchmark divides by. */
  visited = 0;
  private readonly queue = new NearestFirst();
  private distance: Int32Array = new Int32Array(0);
  private reached: Int32Array = new Int32Array(0);
  private stamp = 0;
  /** The organisation before this one on the chain, and the need that moves between the two. */
  private before: Int32Array = new Int32Array(0);
  private carried: Int32Array = new Int32Array(0);
  private settled: Int32Array = new Int32Array(0);
  private settledCount = 0;
  /** The length of the best chain so far, where it ends, and for an end outside every organisation the last link. */
  private bound = 0;
  private end = root;
  private endBefore = root;
  private endNeed = root;

  constructor(private readonly standing: Standing) {}

  /** Finds the entered need its place, moving others as far as that is worth it. */
  place(slot: number): void {
    const { price, arcStart, arcCount, unassignedScore } = this.standing;
    const { packed } = this.standing.arcs;
    const start = arcStart[slot]!;
    const stop = start + arcCount[slot]!;
    let best = unassignedScore[slot]!;
    for (let arc = start; arc < stop; arc++) {
      const value = arcScore(packed[arc]!) - price[arcOrganisation(packed[arc]!)]!;
      if (value > best) best = value;
    }
    this.begin(best - unassignedScore[slot]!);
    this.endOutside(root, slot);
    for (let arc = start; arc < stop; arc++) {
      const organisation = arcOrganisation(packed[arc]!);
      const distance = best - arcScore(packed[arc]!) + price[organisation]!;
      if (distance < this.bound) this.reachMakingRoom(organisation, distance, root, slot);
    }
    this.makeRoom();
  }

  /** Moves one need out of an organisation that holds one more than its capacity. */
  evict(organisation: number): void {
    // Leaving every organisation is possible for each member, so the first row already sets a finite bound.
    this.begin(1 << 28);
    this.reach(organisation, 0, root, root);
    this.makeRoom();
  }

  /** Fills a free place of an organisation that has a price, or lowers the price to what the place is worth. */
  fill(organisation: number): void {
    const { price } = this.standing;
    if (price[organisation] === 0) return;
    this.begin(price[organisation]!);
    this.end = organisation;
    this.reach(organisation, 0, root, root);
    for (let key = this.nearest(); key >= 0; key = this.nearest())
      this.expandFilling(organisationOf(key), distanceOf(key));
    for (let index = 0; index < this.settledCount; index++) {
      const settled = this.settled[index]!;
      price[settled] = price[settled]! - (this.bound - this.distance[settled]!);
    }
    let to = this.end;
    if (to === unassigned) {
      this.standing.move(this.endNeed, this.endBefore);
      to = this.endBefore;
    }
    while (this.before[to] !== root) {
      const next = this.before[to]!;
      this.standing.move(this.carried[to]!, next);
      to = next;
    }
  }

  private makeRoom(): void {
    const { price } = this.standing;
    for (let key = this.nearest(); key >= 0; key = this.nearest())
      this.expandMakingRoom(organisationOf(key), distanceOf(key));
    for (let index = 0; index < this.settledCount; index++) {
      const settled = this.settled[index]!;
      price[settled] = price[settled]! + this.bound - this.distance[settled]!;
    }
    let at = this.end;
    if (at === unassigned) {
      // A new need that ends outside at once was never inside: nothing moves.
      if (this.endBefore === root) return;
      this.standing.move(this.endNeed, unassigned);
      at = this.endBefore;
    }
    while (at !== root && this.carried[at] !== root) {
      this.standing.move(this.carried[at]!, at);
      at = this.before[at]!;
    }
  }

  /** Looks along every arc of the needs that stand at an organisation: who may leave it, and where to. */
  private expandMakingRoom(from: number, distance: number): void {
    const { price, value, unassignedScore, arcStart, arcCount, members } = this.standing;
    const { packed } = this.standing.arcs;
    const slots = members.entries[from]!;
    const count = members.length[from]!;
    const start = distance - price[from]!;
    let bound = this.bound;
    for (let index = 0; index < count; index++) {
      const slot = slots[index]!;
      const held = start + value[slot]!;
      if (held - unassignedScore[slot]! < bound) {
        bound = this.bound = held - unassignedScore[slot]!;
        this.endOutside(from, slot);
      }
      const first = arcStart[slot]!;
      const last = first + arcCount[slot]!;
      for (let arc = first; arc < last; arc++) {
        const further = held - arcScore(packed[arc]!) + price[arcOrganisation(packed[arc]!)]!;
        if (further >= bound) continue;
        // Its own organisation is as near as before, so it is never reached again.
        this.reachMakingRoom(arcOrganisation(packed[arc]!), further, from, slot);
        bound = this.bound;
      }
    }
  }

  /** Looks along every arc into an organisation: who may enter it, and where from. */
  private expandFilling(to: number, distance: number): void {
    const { price, inbound } = this.standing;
    const list = inbound.entries[to]!;
    const length = inbound.length[to]!;
    const start = distance + price[to]!;
    let bound = this.bound;
    for (let at = 0; at < length; at += 3) {
      const left = start + list[at + 2]!;
      const from = list[at + 1]!;
      const further = from === unassigned ? left : left - price[from]!;
      if (further >= bound) continue;
      if (from === unassigned) {
        this.bound = left;
        this.endOutside(to, list[at]!);
      } else if (this.reach(from, further, to, list[at]!) && left < bound) {
        // The chain may also end here, with the place it leaves staying free at price 0.
        this.bound = left;
        this.end = from;
      }
      bound = this.bound;
    }
  }

  private begin(bound: number): void {
    const { organisations } = this.standing;
    if (this.distance.length < organisations) {
      this.distance = widened(this.distance, organisations);
      this.reached = widened(this.reached, organisations);
      this.before = widened(this.before, organisations);
      this.carried = widened(this.carried, organisations);
      this.settled = widened(this.settled, organisations);
    }
    this.stamp = (this.stamp + 1) | 0;
    if (this.stamp === 0) {
      this.reached.fill(0);
      this.stamp = 1;
    }
    this.queue.clear();
    this.settledCount = 0;
    this.bound = bound;
    this.end = root;
  }

  private endOutside(before: number, need: number): void {
    this.end = unassigned;
    this.endBefore = before;
    this.endNeed = need;
  }

  private reach(organisation: number, distance: number, before: number, carried: number): boolean {
    if (this.reached[organisation] === this.stamp && this.distance[organisation]! <= distance) return false;
    this.reached[organisation] = this.stamp;
    this.distance[organisation] = distance;
    this.before[organisation] = before;
    this.carried[organisation] = carried;
    this.queue.push(distance, organisation);
    return true;
  }

  private reachMakingRoom(organisation: number, distance: number, before: number, carried: number): void {
    if (!this.reach(organisation, distance, before, carried)) return;
    // A free place ends the chain (it has price 0, or it is the one that the changed need left); nothing as far as this needs to be looked at any more.
    if (!this.standing.isFree(organisation)) return;
    this.bound = distance;
    this.end = organisation;
  }

  /** Settles the nearest organisation and returns its key, or -1 when none is nearer than the bound. */
  private nearest(): number {
    for (let key = this.queue.pop(); key >= 0; key = this.queue.pop()) {
      const distance = distanceOf(key);
      if (distance >= this.bound) return -1;
      const organisation = organisationOf(key);
      if (this.distance[organisation] !== distance) continue;
      this.settled[this.settledCount++] = organisation;
      this.visited++;
      return key;
    }
    return -1;
  }
}
