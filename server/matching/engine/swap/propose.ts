/** Promises exchanges between organisations that hold each other's better needs: nobody loses, the sum rises, all by consent. */
import { PlanCancelled } from '../plan/bounds';
import type { PlanInstance, SolveHooks } from '../plan/instance';
import { CycleSearch, type Cycle } from './cycle-search';
import { Standing } from './standing';

export interface SwapMove {
  readonly need: number;
  readonly from: number;
  readonly to: number;
}

/** What one organisation gives, gets and gains; the gain is never negative. */
export interface SwapParty {
  readonly organisation: number;
  readonly gives: number;
  readonly gets: number;
  readonly gain: number;
}

/** Every party gives one need and gets one, so that all capacities stay as they are. */
export interface SwapProposal {
  readonly moves: readonly SwapMove[];
  readonly parties: readonly SwapParty[];
  /** The sum of the parties' gains, above 0. */
  readonly gain: number;
}

export interface SwapOptions {
  /** Organisations in one exchange, 2 or more; 4 unless told. */
  readonly lengthAtMost?: number;
  /**
   * Proposals never share a need; with 'organisation' none is asked twice either. Gains add up, so the parties of
   * proposals that share an organisation but no need can still consent to each by itself.
   */
  readonly disjointBy?: 'need' | 'organisation';
  /**
   * Beyond so many steps only exchanges between two are still sought: a fixed place, the same on every machine; 100
   * million unless told.
   */
  readonly stepsAtMost?: number;
}

export interface SwapProposals {
  readonly proposals: readonly SwapProposal[];
  /** False when the search ended early: what is proposed holds, but there may be better. */
  readonly complete: boolean;
  readonly steps: number;
}

function describe(cycle: Cycle, standing: Standing): SwapProposal {
  const { arcStart, arcOrganisation, arcScore } = standing.instance;
  const scoreWith = (need: number, organisation: number): number => {
    const row = arcOrganisation.subarray(arcStart[need], arcStart[need + 1]);
    return arcScore[arcStart[need]! + row.indexOf(organisation)]!;
  };
  const next = (k: number): number => cycle.needs[(k + 1) % cycle.needs.length]!;
  const moves = cycle.needs.map((need, k) => ({ need, from: standing.holder[need]!, to: standing.holder[next(k)]! }));
  const parties = moves.map(({ need, to }, k) => ({
    organisation: to,
    gives: next(k),
    gets: need,
    gain: scoreWith(need, to) - standing.heldScore[next(k)]!,
  }));
  return { moves, parties, gain: cycle.gain };
}

/** Greatest gain first; of equal ones the shorter, then the one with the smaller first need. */
function before(a: Cycle, b: Cycle): number {
  return b.gain - a.gain || a.needs.length - b.needs.length || a.needs[0]! - b.needs[0]!;
}

/** The place in a sorted list before which the cycle stands. */
function placeOf(cycle: Cycle, waiting: readonly Cycle[]): number {
  let low = 0;
  let high = waiting.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (before(waiting[middle]!, cycle) > 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Greedy over all cycles: the best of each start stands in one order; when the first has lost a need to one already
 * taken, its start is searched again. `holders` gives per need the organisation that has claimed it, or -1.
 */
export function proposeSwaps(
  instance: PlanInstance,
  holders: Int32Array,
  options: SwapOptions = {},
  hooks: SolveHooks = {},
): SwapProposals {
  const { lengthAtMost = 4, disjointBy = 'need', stepsAtMost = 100_000_000 } = options;
  const standing = new Standing(instance, holders);
  const usedNeed = new Uint8Array(instance.needs);
  const usedOrganisation = new Uint8Array(instance.organisations);
  const isFree = (need: number): boolean => usedNeed[need] === 0 && usedOrganisation[standing.holder[need]!] === 0;
  const search = new CycleSearch(standing, isFree, Math.floor(stepsAtMost / 2));
  const seek = (start: number, shortest: number, longest: number, known?: Cycle): Cycle | undefined => {
    if (hooks.isCancelled?.()) throw new PlanCancelled();
    return search.bestFrom(start, shortest, longest, known);
  };
  // Short ones of all starts before longer ones of any, so that a search that ends early has passed over nobody.
  const found = new Array<Cycle | undefined>(instance.needs).fill(undefined);
  for (let length = 2; length <= lengthAtMost; length++) {
    for (let start = 0; start < instance.needs; start++) found[start] = seek(start, length, length, found[start]);
    hooks.onProgress?.((length - 1) / lengthAtMost);
  }
  // The other half of the steps is for starts whose best is taken by another.
  const allSeen = !search.exhausted;
  search.stepsAtMost = stepsAtMost;
  // Worst first, so that the best is taken from the end.
  const waiting = found.filter((cycle) => cycle !== undefined);
  waiting.sort((a, b) => before(b, a));
  const proposals: SwapProposal[] = [];
  for (let cycle = waiting.pop(); cycle; cycle = waiting.pop()) {
    if (!cycle.needs.every(isFree)) {
      const again = seek(cycle.needs[0]!, 2, lengthAtMost);
      if (again) waiting.splice(placeOf(again, waiting), 0, again);
      continue;
    }
    for (const need of cycle.needs) {
      usedNeed[need] = 1;
      if (disjointBy === 'organisation') usedOrganisation[standing.holder[need]!] = 1;
    }
    proposals.push(describe(cycle, standing));
  }
  return { proposals, complete: allSeen && !search.exhausted, steps: search.stepsTaken };
}
