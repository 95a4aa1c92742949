/**
 * The two searches that absorb a change exactly: the cheapest chain that makes room, and the best chain that fills a
 * place. Both are Dijkstra over organisations on reduced losses, ended as soon as nothing nearer can end the chain, with
 * the price step that keeps complementary slackness (Jonker and Volgenant 1987, augmentation from standing duals; here
 * organisations with many places stand for all their places, as in Bertsekas and Castanon 1989).
 */
import { distanceOf, NearestFirst, organisationOf } from './heap';
import { comerHolder, comerLoss, nobody, rowHead, type Standing } from './standing';
import { arcOrganisation, arcScore, type IntegerLists, unassigned, widened } from './storage';

/** Where a chain begins. */
const root = -2;
/** Of a line of the processor's caches. */
const lineIntegers = 16;
/** No search comes near it. */
const far = 1 << 29;

export class ChainSearch {
  /** Organisations whose arcs were read by all searches so far: what the benchmark divides by. */
  visited = 0;
  private readonly queue = new NearestFirst();
  /** The shortest way found by this search; `far` for all that it has not reached. */
  private readonly distance: Int32Array = new Int32Array(nobody + 1).fill(far);
  private reached: Int32Array = new Int32Array(0);
  private reachedCount = 0;
  /**
   * The organisation before this one on the chain, and the need that moves between the two: its slot, or while a place is filled its
   * place among those that may come to the one before.
   */
  private before: Int32Array = new Int32Array(0);
  private carried: Int32Array = new Int32Array(0);
  private settled: Int32Array = new Int32Array(0);
  private settledCount = 0;
  /** The length of the best chain so far, where it ends, and for an end outside every organisation the last link. */
  private bound = 0;
  private end = root;
  private endBefore = root;
  private endNeed = root;

  /** Kept only so that what is fetched ahead counts as used. */
  fetched = 0;

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
    for (let key = this.nearest(); key >= 0; key = this.nearest()) {
      this.fetchAhead(this.standing.inbound);
      this.expandFilling(organisationOf(key), distanceOf(key));
    }
    for (let index = 0; index < this.settledCount; index++) {
      const settled = this.settled[index]!;
      price[settled] = price[settled]! - (this.bound - this.distance[settled]!);
    }
    let to = this.end;
    if (to === unassigned) {
      this.standing.move(this.standing.comer(this.endBefore, this.endNeed), this.endBefore);
      to = this.endBefore;
    }
    while (this.before[to] !== root) {
      const next = this.before[to]!;
      this.standing.move(this.standing.comer(next, this.carried[to]!), next);
      to = next;
    }
  }

  private makeRoom(): void {
    const { price } = this.standing;
    for (let key = this.nearest(); key >= 0; key = this.nearest()) {
      this.fetchAhead(this.standing.rows);
      this.expandMakingRoom(organisationOf(key), distanceOf(key));
    }
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
    const { price } = this.standing;
    const { distance: nearest } = this;
    const { data: rows } = this.standing.rows;
    const begin = this.standing.rows.start[from]!;
    const end = begin + this.standing.rows.length[from]!;
    const start = distance - price[from]!;
    let bound = this.bound;
    for (let at = begin; at < end;) {
      const slot = rows[at]!;
      const held = start + rows[at + 2]!;
      const left = start + rows[at + 3]!;
      const next = at + rowHead + rows[at + 1]!;
      if (left < bound) {
        bound = this.bound = left;
        this.endOutside(from, slot);
      }
      for (at += rowHead; at < next; at++) {
        let arc = 0;
        let further = 0;
        // Nothing is called in this loop, and it decides once an arc: both count, since most arcs lead nowhere.
        for (; at < next; at++) {
          arc = rows[at]!;
          const free = held - arcScore(arc);
          // Scores only fall along a row, and no price is below nothing: what follows one that is too far is too far.
          if (free >= bound) at = next;
          further = free + price[arcOrganisation(arc)]!;
          if (((further - bound) & (further - nearest[arcOrganisation(arc)]!)) < 0) break;
        }
        if (at >= next) break;
        this.reachMakingRoom(arcOrganisation(arc), further, from, slot);
        bound = this.bound;
      }
      at = next;
    }
  }

  /** Looks along every arc into an organisation: who may enter it, and where from. */
  private expandFilling(to: number, distance: number): void {
    const { price, inbound } = this.standing;
    const { distance: nearest } = this;
    const { data: words } = inbound;
    const begin = inbound.start[to]!;
    const end = begin + inbound.length[to]!;
    const start = distance + price[to]!;
    let bound = this.bound;
    for (let at = begin; ; at++) {
      for (; at < end; at++) {
        const word = words[at]!;
        const from = comerHolder(word);
        const further = start + comerLoss(word) - price[from]!;
        if (((further - bound) & (further - nearest[from]!)) < 0) break;
      }
      if (at === end) return;
      const left = start + comerLoss(words[at]!);
      const from = comerHolder(words[at]!);
      if (from !== nobody) this.reach(from, left - price[from]!, to, at - begin);
      if (left >= bound) continue;
      // The chain may end here: with one that nobody holds, or with the place it leaves staying free at price 0.
      this.bound = bound = left;
      if (from === nobody) this.endOutside(to, at - begin);
      else this.end = from;
    }
  }

  /** Asks for the first lines of what is probably read next: they come from memory while this organisation is read. */
  private fetchAhead({ data, start }: IntegerLists): void {
    const next = this.queue.first();
    if (next < 0) return;
    const from = start[organisationOf(next)]!;
    const to = Math.min(from + 8 * lineIntegers, data.length);
    let seen = 0;
    for (let at = from; at < to; at += lineIntegers) seen ^= data[at]!;
    this.fetched = seen;
  }

  private begin(bound: number): void {
    const { organisations } = this.standing;
    if (this.reached.length < organisations) {
      this.reached = widened(this.reached, organisations);
      this.before = widened(this.before, organisations);
      this.carried = widened(this.carried, organisations);
      this.settled = widened(this.settled, organisations);
    }
    for (let index = 0; index < this.reachedCount; index++) this.distance[this.reached[index]!] = far;
    this.reachedCount = 0;
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
    const known = this.distance[organisation]!;
    if (known <= distance) return false;
    if (known === far) this.reached[this.reachedCount++] = organisation;
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
