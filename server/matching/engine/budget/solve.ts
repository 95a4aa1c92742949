/** Promises a feasible assignment of needs to budgets, near the best one, with a bound that tells how near at most. */
import { lagrangianBound, provesInfeasible } from './bound';
import type { Generator } from './generator';
import { seededGenerator } from './generator';
import type { BudgetInstance, BudgetSolution } from './instance';
import { FORBIDDEN, requireBudgetBounds } from './instance';
import type { BudgetModel } from './model';
import { modelOf } from './model';
import { cancelled, noneFound, provedInfeasible } from './refusal';
import { Search } from './search';

export interface BudgetOptions {
  /** Need and budget pairs the search may look at; some 80 to 100 million pass in a second. Time plays no part. */
  readonly workLimit?: number;
  /** Subgradient steps for the bound. */
  readonly boundSteps?: number;
  readonly random?: Generator;
  /** Asked now and then; true ends the solve with the best found so far. Only this can make two runs differ. */
  readonly isCancelled?: () => boolean;
}

function assignmentOf(model: BudgetModel, columns: Int32Array): Int32Array {
  return columns.map((column) => (column === model.unassigned ? -1 : column));
}

/** The objective from the instance alone; throws (a bug) if anything is amiss. */
export function verifyBudgets(instance: BudgetInstance, assignment: Int32Array): number {
  const load = new Float64Array(instance.budgets);
  let objective = 0;
  if (assignment.length !== instance.needs) throw new Error('budget assignment has the wrong length');
  for (let need = 0; need < instance.needs; need++) {
    const budget = assignment[need]!;
    if (budget === -1) {
      if (instance.unassignedValue === null) throw new Error('budget assignment leaves a need out');
      objective += instance.unassignedValue[need]!;
      continue;
    }
    const at = need * instance.budgets + budget;
    const taken = instance.consumption[at];
    if (taken === undefined || taken === FORBIDDEN) throw new Error('budget assignment uses a forbidden pair');
    load[budget]! += taken;
    objective += instance.value[at]!;
  }
  if (load.some((sum, budget) => sum > instance.capacity[budget]!))
    throw new Error('budget assignment passes a capacity');
  return objective;
}

export function solveBudgets(instance: BudgetInstance, options: BudgetOptions = {}): BudgetSolution {
  requireBudgetBounds(instance);
  const isCancelled = options.isCancelled ?? (() => false);
  const model = modelOf(instance);
  const bound = lagrangianBound(model, options.boundSteps ?? 2_000, isCancelled);
  if (provesInfeasible(model, bound)) throw provedInfeasible();
  const work = options.workLimit ?? 200_000_000;
  const search = new Search(model, bound, { work, random: options.random ?? seededGenerator(1), isCancelled });
  search.run();
  if (search.best === null) throw isCancelled() ? cancelled() : noneFound();
  const assignment = assignmentOf(model, search.best);
  const objective = verifyBudgets(instance, assignment);
  const certified = (instance.sense === 'minimise' ? bound.certified : -bound.certified) + 0;
  return {
    assignment,
    objective,
    bound: certified,
    gap: Math.abs(objective - certified) / Math.max(1, Math.abs(objective)),
  };
}
