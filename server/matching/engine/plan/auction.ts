/** A start for the exact solve: needs bid for places until few can do better (Bertsekas; Bertsekas and Castanon for like places). */
import type { Holding } from './holding';
import { lowerFreePrices } from './lower';
import { ORGANISATION_BITS, ORGANISATION_MASK } from './packed';
import type { Pulse } from './pulse';

/** The least by which a bid outdoes another, phase by phase. It stops short of exactness: the augmentation is cheaper there. */
const STEPS = [1000, 100, 10] as const;
/** A phase ends after this many bids for each need on average: what is left then is a price war that augmentation settles sooner. */
const BIDS_PER_NEED = 6;
/** Arcs that fall short of their need's best by this much after the first phase are out of question: twice that phase's step. */
const PRUNE_WIDTH = 2 * STEPS[0];
/** How far all prices fall in the end: prices that are too low cost short insertions, prices that are too high long searches. */
const LAST_FALL = 40;
const CHECK_EVERY = 4096;
/** A bid and its need in one exact double: needs stay below 2^21 by PLAN_BOUNDS. */
const NEED_SPAN = 2_097_152;

/** One phase after another over the same organisations; each keeps its best bids as a heap whose root is its price. */
class Auction {
  private readonly bids: Float64Array;
  private readonly size: Int32Array;
  /** The arc of each need's standing bid as in the holding, 0 when it has none. */
  private readonly bidOn: Int32Array;

  /** The arcs that are bid on: all at first, later those that came near the best. */
  private start: Int32Array;
  private arcs: Int32Array;

  constructor(private readonly holding: Holding) {
    const { needs, organisations, start, arcs } = holding.instance;
    this.start = start;
    this.arcs = arcs;
    this.bids = new Float64Array(holding.members.length);
    this.size = new Int32Array(organisations);
    this.bidOn = new Int32Array(needs);
  }

  phase(step: number, pulse: () => void): void {
    const { needs } = this.holding.instance;
    this.size.fill(0);
    this.bidOn.fill(0);
    let budget = BIDS_PER_NEED * needs;
    for (let need = 0; need < needs && budget > 0; need++) {
      if (need % CHECK_EVERY === 0) pulse();
      for (let bidder = need; bidder >= 0 && budget > 0; budget--) bidder = this.bid(bidder, step);
    }
  }

  /** Bids for the need's best organisation; answers the need that had to leave it, or -1. */
  private bid(need: number, step: number): number {
    const { start, arcs } = this;
    const { price, places, first } = this.holding;
    let best = 0;
    let second = 0;
    let bestWord = 0;
    for (let arc = start[need]!, end = start[need + 1]!; arc < end; arc++) {
      const word = arcs[arc]!;
      const gain = (word >>> ORGANISATION_BITS) - price[word & ORGANISATION_MASK]!;
      if (gain <= second) continue;
      if (gain > best) {
        second = best;
        best = gain;
        bestWord = word;
      } else second = gain;
    }
    if (bestWord === 0) return -1;
    const organisation = bestWord & ORGANISATION_MASK;
    const key = (price[organisation]! + best - second + step) * NEED_SPAN + need;
    this.bidOn[need] = bestWord;
    const root = first[organisation]!;
    const size = this.size[organisation]!;
    if (size < places[organisation]!) {
      this.size[organisation] = size + 1;
      this.rise(root, size, key);
      if (size + 1 === places[organisation]!) price[organisation] = Math.floor(this.bids[root]! / NEED_SPAN);
      return -1;
    }
    const lowest = this.bids[root]!;
    this.sink(root, size, key);
    price[organisation] = Math.floor(this.bids[root]! / NEED_SPAN);
    // Not lowest % NEED_SPAN: the remainder of doubles is a slow call.
    const leaver = lowest - Math.floor(lowest / NEED_SPAN) * NEED_SPAN;
    this.bidOn[leaver] = 0;
    return leaver;
  }

  /**
   * Leaves out the arcs that fall short of their need's best by `width` or more: as prices settle, few organisations stay in
   * question for a need, and the rest need not be read with every bid. What was left out wrongly shows in `settle`.
   */
  prune(width: number): void {
    const { needs } = this.holding.instance;
    const { start, arcs } = this;
    const { price } = this.holding;
    const kept = new Int32Array(arcs.length);
    const keptStart = new Int32Array(needs + 1);
    let end = 0;
    for (let need = 0; need < needs; need++) {
      let least = 0;
      for (let arc = start[need]!, last = start[need + 1]!; arc < last; arc++) {
        const gain = (arcs[arc]! >>> ORGANISATION_BITS) - price[arcs[arc]! & ORGANISATION_MASK]!;
        if (gain > least) least = gain;
      }
      least -= width;
      for (let arc = start[need]!, last = start[need + 1]!; arc < last; arc++) {
        const word = arcs[arc]!;
        if ((word >>> ORGANISATION_BITS) - price[word & ORGANISATION_MASK]! > least) kept[end++] = word;
      }
      keptStart[need + 1] = end;
    }
    this.start = keptStart;
    this.arcs = kept;
  }

  private rise(root: number, at: number, key: number): void {
    const bids = this.bids;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (bids[root + parent]! <= key) break;
      bids[root + at] = bids[root + parent]!;
      at = parent;
    }
    bids[root + at] = key;
  }

  /** Puts a key in the root's place. */
  private sink(root: number, size: number, key: number): void {
    const bids = this.bids;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && bids[root + child + 1]! < bids[root + child]!) child++;
      if (bids[root + child]! >= key) break;
      bids[root + at] = bids[root + child]!;
      at = child;
    }
    bids[root + at] = key;
  }

  /** Prices fall by the coarser step, so that what the last phase overbid does not stay; free places start afresh at 0, but not after the last phase. */
  lowerPrices(by: number, alsoFree = false): void {
    const { price, places } = this.holding;
    for (let organisation = 0; organisation < price.length; organisation++) {
      const full = this.size[organisation]! === places[organisation]!;
      price[organisation] = full || alsoFree ? Math.max(0, price[organisation]! - by) : 0;
    }
  }

  /** Hands over only what satisfies complementary slackness exactly: a need stays where nothing else is better for it. */
  settle(): void {
    const { holding } = this;
    for (let need = 0; need < this.bidOn.length; need++) {
      const word = this.bidOn[need]!;
      if (word === 0) continue;
      const gain = (word >>> ORGANISATION_BITS) - holding.price[word & ORGANISATION_MASK]!;
      if (gain >= holding.bestGain(need)) holding.take(need, word);
    }
  }
}

/** Leaves prices, and the needs that they suit exactly, in the holding. */
export function auction(holding: Holding, pulse: Pulse): void {
  const run = new Auction(holding);
  STEPS.forEach((step, index) => {
    if (index > 0) run.lowerPrices(STEPS[index - 1]!);
    if (index === 1) run.prune(PRUNE_WIDTH);
    run.phase(step, () => pulse(0.1 + 0.1 * index));
  });
  run.lowerPrices(LAST_FALL, true);
  run.settle();
  lowerFreePrices(holding);
}
