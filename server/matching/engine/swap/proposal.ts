/** Promises what an exchange is to those who take part: who gives what to whom, and what each gains. */
import type { Standing } from './standing';

export interface SwapMove {
  readonly need: number;
  readonly from: number;
  readonly to: number;
}

/** What one organisation gives, gets and gains; never negative, but for the first one of a chain. */
export interface SwapParty {
  readonly organisation: number;
  /** -1: it takes into a free place. */
  readonly gives: number;
  /** -1: it gets nothing but its place back. */
  readonly gets: number;
  readonly gain: number;
}

/** In a cycle every party gives one need and gets one, so that all capacities stay; a chain ends at a free place. */
export interface SwapProposal {
  readonly moves: readonly SwapMove[];
  readonly parties: readonly SwapParty[];
  /** The sum of the parties' gains, above 0. */
  readonly gain: number;
}

/** needs[k] goes to the holder of needs[k + 1], the last one to the holder of the first, or to `end` when there is one. */
export interface Exchange {
  readonly gain: number;
  readonly needs: readonly number[];
  readonly end?: number;
}

export function describeExchange({ gain, needs, end }: Exchange, standing: Standing): SwapProposal {
  const { arcStart, arcOrganisation, arcScore } = standing.instance;
  const scoreWith = (need: number, organisation: number): number => {
    const row = arcOrganisation.subarray(arcStart[need], arcStart[need + 1]);
    return arcScore[arcStart[need]! + row.indexOf(organisation)]!;
  };
  const next = (k: number): number => needs[k + 1] ?? (end === undefined ? needs[0]! : -1);
  const moves = needs.map((need, k) => ({
    need,
    from: standing.holder[need]!,
    to: next(k) < 0 ? end! : standing.holder[next(k)]!,
  }));
  const parties: SwapParty[] = moves.map(({ need, to }, k) => ({
    organisation: to,
    gives: next(k),
    gets: need,
    gain: scoreWith(need, to) - (next(k) < 0 ? 0 : standing.heldScore[next(k)]!),
  }));
  if (end !== undefined) {
    const first = needs[0]!;
    const organisation = standing.holder[first]!;
    parties.unshift({ organisation, gives: first, gets: -1, gain: -standing.heldScore[first]! });
  }
  return { moves, parties, gain };
}

/** Greatest gain first; of equal ones the shorter, then the one with the smaller first need, then the cycle. */
function before(a: Exchange, b: Exchange): number {
  return (
    b.gain - a.gain || a.needs.length - b.needs.length || a.needs[0]! - b.needs[0]! || (a.end ?? -1) - (b.end ?? -1)
  );
}

/** Exchanges in their order; the best is taken first. */
export class Waiting {
  /** Worst first, so that the best is taken from the end. */
  private readonly list: Exchange[];

  constructor(exchanges: Exchange[]) {
    this.list = exchanges.sort((a, b) => before(b, a));
  }

  take(): Exchange | undefined {
    return this.list.pop();
  }

  add(exchange: Exchange): void {
    let low = 0;
    let high = this.list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (before(this.list[middle]!, exchange) > 0) low = middle + 1;
      else high = middle;
    }
    this.list.splice(low, 0, exchange);
  }
}
