/** Promises exchanges between organisations that hold each other's better needs: the sum rises, nobody loses unless told, all by consent. */
import { PlanCancelled } from '../plan/bounds';
import type { PlanInstance, SolveHooks } from '../plan/instance';
import { ChainSearch, type Chain } from './chain-search';
import { CycleSearch } from './cycle-search';
import { describeExchange, Waiting, type Exchange, type SwapProposal } from './proposal';
import { Standing } from './standing';

export type { SwapMove, SwapParty, SwapProposal } from './proposal';

export interface SwapOptions {
  /** Needs moved in one exchange, 2 or more; 4 unless told. */
  readonly lengthAtMost?: number;
  /**
   * Proposals never share a need; with 'organisation' none is asked twice either. Gains add up, so the parties of
   * proposals that share an organisation but no need can still consent to each by itself.
   */
  readonly disjointBy?: 'need' | 'organisation';
  /**
   * Also chains that end at a free place (single moves among them). The organisation at the beginning gives and gets
   * nothing but its place back: this option says that it may. Its place is free only once it has consented, so no other
   * proposal counts on it.
   */
  readonly chains?: boolean;
  /**
   * Beyond so many steps only exchanges between two (and single moves) are still sought: a fixed place, the same on every
   * machine; 400 million unless told. Cycles and chains are counted apart.
   */
  readonly stepsAtMost?: number;
}

export interface SwapProposals {
  readonly proposals: readonly SwapProposal[];
  /** False when the search ended early: what is proposed holds, but there may be better. */
  readonly complete: boolean;
  readonly steps: number;
}

/** The starts at which cycles and chains are sought, what is taken already, and where a place is free. */
class Board {
  readonly usedNeed: Uint8Array;
  readonly usedOrganisation: Uint8Array;
  private readonly places: Int32Array;

  constructor(
    readonly standing: Standing,
    holders: Int32Array,
    private readonly byOrganisation: boolean,
  ) {
    const { needs, organisations, capacity } = standing.instance;
    this.usedNeed = new Uint8Array(needs);
    this.usedOrganisation = new Uint8Array(organisations);
    this.places = Int32Array.from(capacity);
    for (const holder of holders) if (holder >= 0) this.places[holder]!--;
  }

  readonly isFree = (need: number): boolean =>
    this.usedNeed[need] === 0 && this.usedOrganisation[this.standing.holder[need]!] === 0;

  readonly hasPlace = (organisation: number): boolean =>
    this.places[organisation]! > 0 && this.usedOrganisation[organisation] === 0;

  stillStands({ needs, end }: Exchange): boolean {
    return needs.every(this.isFree) && (end === undefined || this.hasPlace(end));
  }

  take({ needs, end }: Exchange): void {
    if (end !== undefined) this.places[end]!--;
    if (end !== undefined && this.byOrganisation) this.usedOrganisation[end] = 1;
    for (const need of needs) {
      this.usedNeed[need] = 1;
      if (this.byOrganisation) this.usedOrganisation[this.standing.holder[need]!] = 1;
    }
  }
}

/**
 * Greedy over all cycles, and chains when told: the best of each start stands in one order; when the first has lost a need
 * or its free place to one already taken, its start is searched again. Each one taken rules out at most one other per need
 * and one for its place, so that a complete answer is worth at least 1 / (lengthAtMost + 1) of the best disjoint choice
 * (1 / lengthAtMost without chains, both by need). `holders` gives per need the organisation that has claimed it, or -1.
 */
export function proposeSwaps(
  instance: PlanInstance,
  holders: Int32Array,
  options: SwapOptions = {},
  hooks: SolveHooks = {},
): SwapProposals {
  const { lengthAtMost = 4, disjointBy = 'need', stepsAtMost = 400_000_000 } = options;
  const board = new Board(new Standing(instance, holders), holders, disjointBy === 'organisation');
  const half = Math.floor(stepsAtMost / 2);
  const cycles = new CycleSearch(board.standing, board.isFree, half);
  const chains = options.chains ? new ChainSearch(board.standing, board.isFree, board.hasPlace, half) : undefined;
  const exhausted = (): boolean => cycles.exhausted || chains?.exhausted === true;
  const heed = (): void => {
    if (hooks.isCancelled?.()) throw new PlanCancelled();
  };
  // Short ones of all starts before longer ones of any, so that a search that ends early has passed over nobody.
  const cycleOf = new Array<Exchange | undefined>(instance.needs).fill(undefined);
  const chainOf = new Array<Chain | undefined>(instance.needs).fill(undefined);
  for (let length = 1; length <= lengthAtMost; length++) {
    for (let start = 0; start < instance.needs; start++) {
      heed();
      if (length > 1) cycleOf[start] = cycles.bestFrom(start, length, length, cycleOf[start]);
      if (chains && (length === 1 || !chains.exhausted))
        chainOf[start] = chains.bestFrom(start, length, length, chainOf[start]);
    }
    hooks.onProgress?.(length / (lengthAtMost + 1));
  }
  // The other half of the steps is for starts whose best is taken by another.
  const allSeen = !exhausted();
  cycles.stepsAtMost = stepsAtMost;
  if (chains) chains.stepsAtMost = stepsAtMost;
  const waiting = new Waiting([...cycleOf, ...chainOf].filter((found) => found !== undefined));
  const proposals: SwapProposal[] = [];
  for (let first = waiting.take(); first; first = waiting.take()) {
    if (board.stillStands(first)) {
      board.take(first);
      proposals.push(describeExchange(first, board.standing));
      continue;
    }
    heed();
    const start = first.needs[0]!;
    const again: Exchange | undefined =
      first.end === undefined ? cycles.bestFrom(start, 2, lengthAtMost) : chains!.bestFrom(start, 1, lengthAtMost);
    if (again) waiting.add(again);
  }
  return { proposals, complete: allSeen && !exhausted(), steps: cycles.stepsTaken + (chains?.steps ?? 0) };
}
