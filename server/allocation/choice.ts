/** Promises the choice of a machine: what is used first is used first, as much as is lawful, until enough is set aside. Pure. */
import { judge, type CaseFacts, type ProjectFacts, type StockFacts, type Verdict } from './legality';

/** One way to give: from a stock, by the budget of a project. */
export interface Option {
  /** The lot, or the donation of money. */
  readonly holdingId: string;
  readonly stock: StockFacts;
  readonly project: ProjectFacts | 'NONE_OPEN' | undefined;
}

export interface Chosen<Way extends Option> {
  readonly option: Way;
  readonly amount: bigint;
}

/** More donations than this are not asked for one need by one command. */
export const choiceMaximum = 100;

/**
 * Takes from the options in their order until the amount is there: what one takes, of its stock, of the budget and of the cap
 * of its project, the next finds gone.
 */
export function choose<Way extends Option>(of: CaseFacts, options: readonly Way[], amount: bigint): Chosen<Way>[] {
  const takenOf = new Map<string, bigint>();
  const paidBy = new Map<string, bigint>();
  const chosen: Chosen<Way>[] = [];
  let missing = amount;
  for (const option of options) {
    if (missing === 0n || chosen.length === choiceMaximum) break;
    const { project, stock } = option;
    const projectId = typeof project === 'object' ? project.id : undefined;
    const left = { ...stock, free: stock.free - (takenOf.get(option.holdingId) ?? 0n) };
    const paid = (projectId !== undefined && paidBy.get(projectId)) || 0n;
    const verdict = judge(of, left, typeof project === 'object' ? lessened(project, paid) : project, {
      amount: missing,
      whole: false,
    });
    if (verdict.broken !== 0) continue;
    chosen.push({ option, amount: verdict.amount });
    missing -= verdict.amount;
    takenOf.set(option.holdingId, stock.free - left.free + verdict.amount);
    if (projectId !== undefined) paidBy.set(projectId, paid + verdict.amount * stock.unitValueFen);
  }
  return chosen;
}

/** What each option alone would break. */
export function judgeEach<Way extends Option>(
  of: CaseFacts,
  options: readonly Way[],
  wanted: { readonly amount: bigint; readonly whole: boolean },
): (Verdict & { readonly option: Way })[] {
  return options.map((option) => ({ ...judge(of, option.stock, option.project, wanted), option }));
}

function lessened(project: ProjectFacts, paid: bigint): ProjectFacts {
  return { ...project, caseFen: project.caseFen + paid, budgetFreeFen: project.budgetFreeFen - paid };
}
