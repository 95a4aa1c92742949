/**
 * The two searches that absorb a change exactly: the cheapest chain that makes room, and the best chain that fills a
 * place. Both are Dijkstra over organisations on reduced losses, ended as soon as nothing nearer can end the chain, with
 * the price step that keeps complementary slackness (Jonker and Volgenant 1987, augmentation from standing duals; here
 * organisations with many places stand for all their places, as in Bertsekas and Castanon 1989).
 */
import { PLAN_BOUNDS } from '../plan/bounds';
import { distanceOf, NearestFirst, organisationOf } from './nearest-first';
import { lossZero, packStep, stepLoss, stepOrganisation } from './rows';
import type { Standing } from './standing';
import { arcOrganisation, arcScore, never as far, unassigned, widened } from './storage';
import { intoList, none, outList } from './ways';

/** Where a chain begins. */
const root = -2;

export class ChainSearch {
  /** Organisations whose ways were read by all searches so far: what the benchmark divides by. */
  visited = 0;
  private readonly queue = new NearestFirst();
  /** The shortest way found by this search; `far` for all that it has not reached. */
  private readonly distance: Int32Array = new Int32Array(PLAN_BOUNDS.organisations).fill(far);
  private reached: Int32Array = new Int32Array(0);
  private reachedCount = 0;
  /** The organisation before this one on the chain. */
  private before: Int32Array = new Int32Array(0);
  private settled: Int32Array = new Int32Array(0);
  private settledCount = 0;
  /** The length of the best chain so far, where it ends, and for an end outside every organisation the last one before it. */
  private bound = 0;
  private end = root;
  private endBefore = root;
  /** Where a place is free although it has a price. */
  private left = unassigned;
  /** Kept only so that what is fetched ahead counts as used. */
  fetched = 0;

  constructor(private readonly standing: Standing) {}

  /** Finds a need that is nowhere its place, moving others as far as that is worth it; it may just have left an organisation. */
  place(slot: number, left = unassigned): void {
    const { price, needs } = this.standing;
    const { packed } = needs.arcs;
    const start = needs.arcStart(slot);
    const stop = needs.arcEnd(slot);
    let best = needs.unassignedScore(slot);
    for (let arc = start; arc < stop; arc++) {
      const value = arcScore(packed[arc]!) - price[arcOrganisation(packed[arc]!)]!;
      if (value > best) best = value;
    }
    this.begin(best - needs.unassignedScore(slot));
    this.left = left;
    this.endOutside(root);
    for (let arc = start; arc < stop; arc++) {
      const organisation = arcOrganisation(packed[arc]!);
      const distance = best - arcScore(packed[arc]!) + price[organisation]!;
      if (distance < this.bound) this.reachMakingRoom(organisation, distance, root);
    }
    this.makeRoom(slot);
  }

  /** Moves one need out of an organisation that holds one more than its capacity. */
  evict(organisation: number): void {
    // Leaving every organisation is possible for each member, so the first that is read already sets a finite bound.
    this.begin(1 << 28);
    this.reach(organisation, 0, root);
    this.makeRoom(none);
  }

  /** Fills a free place of an organisation that has a price, or lowers the price to what the place is worth. */
  fill(organisation: number): void {
    const { price, outside } = this.standing;
    if (price[organisation] === 0) return;
    this.begin(price[organisation]!);
    this.end = organisation;
    this.reach(organisation, 0, root);
    for (let key = this.nearest(); key >= 0; key = this.nearest())
      this.expandFilling(organisationOf(key), distanceOf(key));
    for (let index = 0; index < this.settledCount; index++) {
      const settled = this.settled[index]!;
      price[settled] = price[settled]! - (this.bound - this.distance[settled]!);
    }
    const fromOutside = this.end === unassigned;
    const chain = this.chainTo(fromOutside ? this.endBefore : this.end).reverse();
    let comer = none;
    if (fromOutside) {
      comer = outside.firstComer(this.endBefore);
      this.standing.detach(comer);
    }
    this.moveAlong(chain, none, comer);
  }

  /** Moves needs on so that one that is nowhere, or `none`, finds a place. */
  private makeRoom(comer: number): void {
    const { price, ways } = this.standing;
    for (let key = this.nearest(); key >= 0; key = this.nearest())
      this.expandMakingRoom(organisationOf(key), distanceOf(key));
    for (let index = 0; index < this.settledCount; index++) {
      const settled = this.settled[index]!;
      price[settled] = price[settled]! + this.bound - this.distance[settled]!;
    }
    if (this.end !== unassigned) this.moveAlong(this.chainTo(this.end), none, comer);
    else if (this.endBefore === root) this.standing.attach(comer, unassigned);
    else {
      const leaver = ways.rows.leaver(this.endBefore, price[this.endBefore]!);
      this.standing.release(leaver);
      this.moveAlong(this.chainTo(this.endBefore), leaver, comer);
    }
  }

  /** At each organisation of a chain one leaves for the one before, and one comes from the next; at its ends the leaver and the comer. */
  private moveAlong(chain: readonly number[], leaver: number, comer: number): void {
    const { price, ways } = this.standing;
    let leaves = leaver;
    for (let link = 0; link < chain.length; link++) {
      if (link + 2 < chain.length) this.fetched = ways.rows.fetch(chain[link + 2]!);
      const at = chain[link]!;
      const next = link + 1 < chain.length ? chain[link + 1]! : unassigned;
      // Nothing is lost along a chain at the new prices, so their difference tells which step it takes.
      const comes = next === unassigned ? comer : ways.rows.mover(next, packStep(at, price[next]! - price[at]!));
      this.standing.exchange(at, leaves, comes, next);
      leaves = comes;
    }
  }

  /** The organisations of the chain that ends at one, from there back to where it began. */
  private chainTo(end: number): number[] {
    const chain: number[] = [];
    for (let at = end; at !== root; at = this.before[at]!) chain.push(at);
    return chain;
  }

  /** Looks along every way out of an organisation. */
  private expandMakingRoom(from: number, distance: number): void {
    const { price, ways } = this.standing;
    const { distance: nearest } = this;
    const { data: words, start: starts, length } = ways.lists;
    const begin = starts[(from << 1) | outList]!;
    const end = begin + length[(from << 1) | outList]!;
    const left = distance - price[from]! + ways.exit[from]!;
    if (left < this.bound) {
      this.bound = left;
      this.endOutside(from);
    }
    const start = distance - price[from]! - lossZero;
    let bound = this.bound;
    for (let at = begin; ; at++) {
      let to = 0;
      let further = 0;
      // Nothing is called in these loops, and they decide seldom: both count, since most ways lead nowhere.
      for (; at + 1 < end; at += 2) {
        const [one, two] = [words[at]!, words[at + 1]!];
        const toOne = start + stepLoss(one) + price[stepOrganisation(one)]!;
        const toTwo = start + stepLoss(two) + price[stepOrganisation(two)]!;
        const nearer =
          ((toOne - bound) & (toOne - nearest[stepOrganisation(one)]!)) |
          ((toTwo - bound) & (toTwo - nearest[stepOrganisation(two)]!));
        if (nearer < 0) break;
      }
      for (; at < end; at++) {
        to = stepOrganisation(words[at]!);
        further = start + stepLoss(words[at]!) + price[to]!;
        if (((further - bound) & (further - nearest[to]!)) < 0) break;
      }
      if (at === end) return;
      this.reachMakingRoom(to, further, from);
      bound = this.bound;
    }
  }

  /** Looks along every way into an organisation. */
  private expandFilling(to: number, distance: number): void {
    const { price, ways, outside } = this.standing;
    const { distance: nearest } = this;
    const { data: words, start: starts, length } = ways.lists;
    const begin = starts[(to << 1) | intoList]!;
    const end = begin + length[(to << 1) | intoList]!;
    const entering = distance + price[to]! + outside.least[to]!;
    if (entering < this.bound) {
      this.bound = entering;
      this.endOutside(to);
    }
    const start = distance + price[to]! - lossZero;
    let bound = this.bound;
    for (let at = begin; ; at++) {
      let from = 0;
      let left = 0;
      for (; at + 1 < end; at += 2) {
        const [one, two] = [words[at]!, words[at + 1]!];
        const fromOne = start + stepLoss(one) - price[stepOrganisation(one)]!;
        const fromTwo = start + stepLoss(two) - price[stepOrganisation(two)]!;
        const nearer =
          ((fromOne - bound) & (fromOne - nearest[stepOrganisation(one)]!)) |
          ((fromTwo - bound) & (fromTwo - nearest[stepOrganisation(two)]!));
        if (nearer < 0) break;
      }
      for (; at < end; at++) {
        from = stepOrganisation(words[at]!);
        left = start + stepLoss(words[at]!);
        const further = left - price[from]!;
        if (((further - bound) & (further - nearest[from]!)) < 0) break;
      }
      if (at === end) return;
      this.reach(from, left - price[from]!, to);
      if (left >= bound) continue;
      // The chain may end here, with the place that it leaves staying free at price 0.
      this.bound = bound = left;
      this.end = from;
    }
  }

  private begin(bound: number): void {
    const { organisations } = this.standing;
    if (this.reached.length < organisations) {
      this.reached = widened(this.reached, organisations);
      this.before = widened(this.before, organisations);
      this.settled = widened(this.settled, organisations);
    }
    for (let index = 0; index < this.reachedCount; index++) this.distance[this.reached[index]!] = far;
    this.reachedCount = 0;
    this.queue.clear();
    this.settledCount = 0;
    this.bound = bound;
    this.end = root;
    this.left = unassigned;
  }

  private endOutside(before: number): void {
    this.end = unassigned;
    this.endBefore = before;
  }

  private reach(organisation: number, distance: number, before: number): boolean {
    const known = this.distance[organisation]!;
    if (known <= distance) return false;
    if (known === far) this.reached[this.reachedCount++] = organisation;
    this.distance[organisation] = distance;
    this.before[organisation] = before;
    this.queue.push(distance, organisation);
    return true;
  }

  private reachMakingRoom(organisation: number, distance: number, before: number): void {
    if (!this.reach(organisation, distance, before)) return;
    // A free place has no price, or it is the one that the changed need left.
    if (this.standing.price[organisation] !== 0 && organisation !== this.left) return;
    if (!this.standing.isFree(organisation)) return;
    // It ends the chain; nothing as far as this needs to be looked at any more.
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
