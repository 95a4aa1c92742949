/** A start for the exact solve: needs bid for places until few can do better (Bertsekas; Bertsekas and Castanon for like places). */
import type { Holding } from './holding';
import { Lowering } from './lower';
import { ORGANISATION_BITS, ORGANISATION_MASK } from './packed';
import type { Pulse } from './pulse';

/** One phase of bidding. */
interface Phase {
  /** The least by which a bid outdoes another. */
  readonly step: number;
  /** Every so many needs one takes part, for as small a share of the places. */
  readonly stride: number;
  /** How far prices fall before: by a little more than what the phase before may have overbid. */
  readonly fall: number;
}

/**
 * The first phase finds rough prices and reads whole rows: half the needs bidding for half the places find them as well, for
 * they differ from those of all by far less than the step. The phases stop short of exactness: the augmentation is cheaper there.
 * (Epsilon scaling: Bertsekas, Network Optimization, 1998, 7. Prices from a sample: as sampled duals in online allocation,
 * Devanur and Hayes 2009.)
 */
const PHASES: readonly Phase[] = [
  { step: 1000, stride: 2, fall: 0 },
  { step: 100, stride: 1, fall: 1200 },
  { step: 10, stride: 1, fall: 100 },
];
/** A phase ends after this many bids for each need on average: what is left then is a price war that augmentation settles sooner. */
const BIDS_PER_NEED = 6;
/**
 * Arcs that fall short of their need's best by this much after the first phase are out of question: twice that phase's step.
 * A second, narrower pruning after the second phase was worth nothing: wrong prunings cost more insertions than bids are saved.
 */
const PRUNE_WIDTH = 2000;
/**
 * Where many needs share an organisation its price can settle more finely, and a last, finer phase spares more insertions than
 * it costs: measured at 50 needs for each, where it takes a sixth off the whole; at 20 it costs what it spares.
 */
const FINE_PHASE: Phase = { step: 3, stride: 1, fall: 10 };
const MANY_NEEDS = 32;
/** By how many last steps all prices fall in the end: prices that are too low cost short insertions, prices that are too high long searches. */
const LAST_FALL = 4;
const CHECK_EVERY = 4096;
/** A bid and its need in one exact double: needs stay below 2^21 by PLAN_BOUNDS. */
const NEED_SPAN = 2_097_152;

/** One phase after another over the same organisations; each keeps its best bids as a heap whose root is its price. */
class Auction {
  private readonly bids: Float64Array;
  private readonly size: Int32Array;
  /** How many bids each organisation takes in this phase. */
  private readonly room: Int32Array;
  /** The arc of each need's standing bid as in the holding, 0 when it has none. */
  private readonly bidOn: Int32Array;

  /** Where the arcs that a need bids on end: all of its arcs at first, later those that came near its best. */
  private readonly nearEnd: Int32Array;

  constructor(private readonly holding: Holding) {
    const { needs, organisations, start } = holding.instance;
    this.nearEnd = start.slice(1);
    this.bids = new Float64Array(holding.members.length);
    this.size = new Int32Array(organisations);
    this.room = new Int32Array(organisations);
    this.bidOn = new Int32Array(needs);
  }

  /** Shares of the places that add up to their share over neighbours, at least one each. */
  private setRoom(stride: number): void {
    const { places } = this.holding;
    let total = 0;
    let given = 0;
    for (let organisation = 0; organisation < places.length; organisation++) {
      total += places[organisation]!;
      const room = Math.floor(total / stride) - given;
      given += room;
      this.room[organisation] = Math.min(places[organisation]!, Math.max(1, room));
    }
  }

  phase({ step, stride }: Phase, pulse: () => void): void {
    const { needs } = this.holding.instance;
    this.size.fill(0);
    this.bidOn.fill(0);
    this.setRoom(stride);
    let budget = BIDS_PER_NEED * needs;
    for (let need = 0, turn = 0; need < needs && budget > 0; need += stride, turn++) {
      if (turn % CHECK_EVERY === 0) pulse();
      for (let bidder = need; bidder >= 0 && budget > 0; budget--) bidder = this.bid(bidder, step);
    }
  }

  /** Bids for the need's best organisation; answers the need that had to leave it, or -1. */
  private bid(need: number, step: number): number {
    const { price, first } = this.holding;
    const { start, arcs } = this.holding.instance;
    let best = 0;
    let second = 0;
    let bestWord = 0;
    for (let arc = start[need]!, end = this.nearEnd[need]!; arc < end; arc++) {
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
    const room = this.room[organisation]!;
    if (size < room) {
      this.size[organisation] = size + 1;
      this.rise(root, size, key);
      if (size + 1 === room) price[organisation] = Math.floor(this.bids[root]! / NEED_SPAN);
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
   * Sets the arcs that fall short of their need's best by `width` or more behind the others: as prices settle, few
   * organisations stay in question for a need, and the rest need not be read with every bid. What was left out wrongly shows
   * in `settle`.
   */
  prune(width: number): void {
    const { needs, start, arcs } = this.holding.instance;
    const { price } = this.holding;
    for (let need = 0; need < needs; need++) {
      const from = start[need]!;
      let end = this.nearEnd[need]!;
      let least = 0;
      for (let arc = from; arc < end; arc++) {
        const gain = (arcs[arc]! >>> ORGANISATION_BITS) - price[arcs[arc]! & ORGANISATION_MASK]!;
        if (gain > least) least = gain;
      }
      least -= width;
      for (let arc = from; arc < end;) {
        const word = arcs[arc]!;
        if ((word >>> ORGANISATION_BITS) - price[word & ORGANISATION_MASK]! > least) arc++;
        else {
          arcs[arc] = arcs[--end]!;
          arcs[end] = word;
        }
      }
      this.nearEnd[need] = end;
    }
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
    const { price } = this.holding;
    for (let organisation = 0; organisation < price.length; organisation++) {
      const full = this.size[organisation]! === this.room[organisation]!;
      price[organisation] = full || alsoFree ? Math.max(0, price[organisation]! - by) : 0;
    }
  }

  /**
   * Hands over only what satisfies complementary slackness exactly: a need stays where nothing else is better for it. The row
   * is in the cache then, and what the need offers elsewhere is noted for the first lowering of prices.
   */
  settle(lowering: Lowering): void {
    const { holding } = this;
    for (let need = 0; need < this.bidOn.length; need++) {
      const word = this.bidOn[need]!;
      const best = holding.bestGain(need);
      if (word !== 0 && (word >>> ORGANISATION_BITS) - holding.price[word & ORGANISATION_MASK]! >= best) {
        holding.take(need, word);
      }
      lowering.offer(need, best);
    }
  }
}

/** Leaves prices, and the needs that they suit exactly, in the holding. */
export function auction(holding: Holding, pulse: Pulse): void {
  const run = new Auction(holding);
  const { needs, organisations } = holding.instance;
  const phases = needs > MANY_NEEDS * organisations ? [...PHASES, FINE_PHASE] : PHASES;
  phases.forEach((phase, index) => {
    if (index > 0) run.lowerPrices(phase.fall);
    if (index === 1) run.prune(PRUNE_WIDTH);
    run.phase(phase, () => pulse(0.1 + 0.1 * index));
  });
  run.lowerPrices(LAST_FALL * phases[phases.length - 1]!.step, true);
  const lowering = new Lowering(holding);
  run.settle(lowering);
  lowering.apply();
}
