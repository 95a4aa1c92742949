/** Promises the best use of what a project may give now: which need from which stock, within its budget, and how much better none can be. */
import { seededGenerator } from '../matching/engine/budget/generator';
import { FORBIDDEN, type BudgetInstance } from '../matching/engine/budget/instance';
import { solveBudgets } from '../matching/engine/budget/solve';

/** All amounts are whole and small enough to be exact: what one need wants is at most 20,000,000 pieces or fen. */
export interface ProposalProblem {
  /** What each need wants, in pieces or fen of any stock. */
  readonly wants: readonly number[];
  /** What it is worth to serve a need. */
  readonly worth: readonly number[];
  /** What is free of each stock, in the order in which they are used. */
  readonly free: readonly number[];
  /** What one piece of each stock is worth, in fen. */
  readonly unitFen: readonly number[];
  /** Whether a need may be served from a stock, at need * stocks + stock. */
  readonly legal: Uint8Array;
  readonly budgetFen: number;
}

export interface ProposalSolution {
  /** Per need the stock, or -1. */
  readonly assignment: readonly number[];
  readonly objective: number;
  /** Certified: no lawful assignment is worth more. */
  readonly bound: number;
  readonly gap: number;
}

/** More than a need can want in all: a hundred needs of this size stay within the bounds of the solver. */
export const wantMaximum = 20_000_000;
const capacityMaximum = 2_000_000_000;
/** Of two stocks that serve a need alike, the one that is used first is worth a little more: less than any need. */
const firstUseBonus = 99;
/** A second at most, and for few pairs in proportion. */
const workMaximum = 50_000_000;
const workOfPair = 20_000;

/**
 * Solved first as though the budget were endless, then, if that costs too much, the best part of it that the budget pays. The
 * bound is the lower of those of the two problems that forget one of the limits.
 */
export function solveProposal(problem: ProposalProblem): ProposalSolution {
  const byStock = solve(stockInstance(problem));
  if (costOf(problem, byStock.assignment) <= problem.budgetFen) return answer(byStock.assignment, byStock);
  const bound = Math.min(byStock.bound, solve(cheapestInstance(problem)).bound);
  const kept = solve(keepInstance(problem, byStock.assignment));
  const assignment = byStock.assignment.map((stock, need) => (kept.assignment[need] === 0 ? stock : -1));
  // What was left out has freed stocks that are used earlier: those that stay may move there, for no more money.
  const moved = solve(stockInstance({ ...problem, legal: noDearer(problem, assignment) }));
  if (moved.objective > kept.objective) return answer(moved.assignment, { objective: moved.objective, bound });
  return answer(assignment, { objective: kept.objective, bound });
}

/** Of what is lawful, what costs a need no more than the stock that it has. */
function noDearer({ free, legal, unitFen }: ProposalProblem, assignment: Int32Array): Uint8Array {
  return legal.map((lawful, pair) => {
    const own = assignment[Math.floor(pair / free.length)]!;
    return own !== -1 && unitFen[pair % free.length]! <= unitFen[own]! ? lawful : 0;
  });
}

/** What serving a need from a stock is worth. */
export function worthOf(problem: ProposalProblem, need: number, stock: number): number {
  return problem.worth[need]! * (firstUseBonus + 1) + Math.max(0, firstUseBonus - stock);
}

export function costOf(problem: ProposalProblem, assignment: ArrayLike<number>): number {
  return problem.wants.reduce((sum, want, need) => {
    const stock = assignment[need]!;
    return stock === -1 ? sum : sum + want * problem.unitFen[stock]!;
  }, 0);
}

/** Every stock has its own limit, the budget none. */
function stockInstance(problem: ProposalProblem): BudgetInstance {
  const { free, legal, wants } = problem;
  const all = wants.reduce((sum, want) => sum + want, 0);
  return instanceOf(
    wants.length,
    free.map((amount) => Math.min(amount, all)),
    (need, stock) =>
      legal[need * free.length + stock] === 1 ? [wants[need]!, worthOf(problem, need, stock)] : undefined,
  );
}

/** Only the budget has a limit, and each need takes what is cheapest and worth most: no lawful assignment is better. */
function cheapestInstance(problem: ProposalProblem): BudgetInstance {
  const options = problem.wants.map((_, need) => stocksOf(problem, need));
  const costs = options.map((stocks, need) =>
    Math.min(...stocks.map((stock) => problem.wants[need]! * problem.unitFen[stock]!)),
  );
  const scale = scaleOf(costs.filter(Number.isFinite));
  return instanceOf(problem.wants.length, [capacityOf(problem.budgetFen, scale, Math.ceil)], (need) => {
    const best = Math.max(...options[need]!.map((stock) => worthOf(problem, need, stock)));
    return options[need]!.length === 0 ? undefined : [Math.floor(costs[need]! / scale), best];
  });
}

/** Of what was assigned, what the budget pays; rounded so that it is paid for certain. */
function keepInstance(problem: ProposalProblem, assignment: Int32Array): BudgetInstance {
  const costs = Array.from(assignment, (stock, need) =>
    stock === -1 ? 0 : problem.wants[need]! * problem.unitFen[stock]!,
  );
  const scale = scaleOf(costs);
  return instanceOf(problem.wants.length, [capacityOf(problem.budgetFen, scale, Math.floor)], (need) => {
    const stock = assignment[need]!;
    return stock === -1 ? undefined : [Math.ceil(costs[need]! / scale), worthOf(problem, need, stock)];
  });
}

function stocksOf({ free, legal, wants }: ProposalProblem, need: number): number[] {
  return free.flatMap((amount, stock) =>
    legal[need * free.length + stock] === 1 && wants[need]! <= amount ? [stock] : [],
  );
}

/** In how many fen costs are counted so that they, and their sum, are numbers that the solver takes. */
function scaleOf(costs: readonly number[]): number {
  return Math.max(1, Math.ceil(costs.reduce((sum, cost) => sum + cost, 0) / (capacityMaximum / 4)));
}

function capacityOf(budgetFen: number, scale: number, round: (amount: number) => number): number {
  return Math.min(capacityMaximum, round(budgetFen / scale));
}

function instanceOf(
  needs: number,
  capacity: readonly number[],
  pair: (need: number, budget: number) => readonly [consumption: number, value: number] | undefined,
): BudgetInstance {
  const budgets = capacity.length;
  const [value, consumption] = [new Int32Array(needs * budgets), new Int32Array(needs * budgets)];
  for (let need = 0; need < needs; need += 1)
    for (let budget = 0; budget < budgets; budget += 1) {
      const [taken, worth] = pair(need, budget) ?? [FORBIDDEN, 0];
      value[need * budgets + budget] = worth;
      consumption[need * budgets + budget] = taken;
    }
  const unassignedValue = new Int32Array(needs);
  return {
    needs,
    budgets,
    sense: 'maximise',
    value,
    consumption,
    capacity: Int32Array.from(capacity, (limit, budget) => usable(limit, consumption, budgets, budget)),
    unassignedValue,
  };
}

/** What of a limit can be used at all: sums of what is taken are multiples of what divides all of it. Makes the bound tight. */
function usable(limit: number, consumption: Int32Array, budgets: number, budget: number): number {
  let divisor = 0;
  for (let pair = budget; pair < consumption.length; pair += budgets)
    if (consumption[pair] !== FORBIDDEN) divisor = greatestDivisor(divisor, consumption[pair]!);
  return divisor === 0 ? limit : limit - (limit % divisor);
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

function solve(instance: BudgetInstance) {
  const pairs = Math.max(1, instance.needs * instance.budgets);
  const workLimit = Math.min(workMaximum, pairs * workOfPair);
  return solveBudgets(instance, { workLimit, boundSteps: 500, random: seededGenerator(1) });
}

function answer(assignment: Int32Array, found: { objective: number; bound: number }): ProposalSolution {
  const bound = Math.floor(found.bound + 1e-6);
  const gap = (bound - found.objective) / Math.max(1, found.objective);
  return { assignment: [...assignment], objective: found.objective, bound, gap };
}
