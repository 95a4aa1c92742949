/** Promises that an instance the budget solver will not take, or cannot answer, is refused with a code and both languages. */

export type BudgetRefusalCode =
  'BUDGET_OUT_OF_BOUNDS' | 'BUDGET_MALFORMED' | 'BUDGET_INFEASIBLE' | 'BUDGET_NONE_FOUND' | 'BUDGET_CANCELLED';

/** No assignment is given; the caller turns this into data. */
export class BudgetRefusal extends Error {
  constructor(
    readonly code: BudgetRefusalCode,
    readonly messageZh: string,
    readonly messageEn: string,
  ) {
    super(`${messageZh} ${messageEn}`);
    this.name = 'BudgetRefusal';
  }
}

export function outOfBounds(what: string, whatZh: string, least: number, most: number): BudgetRefusal {
  return new BudgetRefusal(
    'BUDGET_OUT_OF_BOUNDS',
    `${whatZh}须为 ${least} 至 ${most} 的整数，请缩小范围或换用更大的计量单位后重试。`,
    `${what} must be whole numbers from ${least} to ${most}; take a smaller area or a larger unit.`,
  );
}

export function malformed(what: string, whatZh: string): BudgetRefusal {
  return new BudgetRefusal(
    'BUDGET_MALFORMED',
    `预算分配数据有误：${whatZh}。请重新生成。`,
    `Malformed budget instance: ${what}. Build it anew.`,
  );
}

/** Proved: no assignment serves every need within the capacities. */
export function provedInfeasible(): BudgetRefusal {
  return new BudgetRefusal(
    'BUDGET_INFEASIBLE',
    '已证明现有预算无法满足全部需求，请增加预算或允许部分需求暂不分配。',
    'It is proved that the budgets cannot serve every need; add to them or let needs stay unassigned.',
  );
}

/** Not proved: the search ended before it met an assignment that serves every need. */
export function noneFound(): BudgetRefusal {
  return new BudgetRefusal(
    'BUDGET_NONE_FOUND',
    '在限定的搜索量内未找到满足全部需求的方案，请提高搜索量、增加预算或允许部分需求暂不分配。',
    'No assignment that serves every need was found within the work limit; raise it, add to the budgets or let needs stay unassigned.',
  );
}

export function cancelled(): BudgetRefusal {
  return new BudgetRefusal(
    'BUDGET_CANCELLED',
    '预算分配在找到可行方案前已取消，请重新开始。',
    'The solve was cancelled before a feasible assignment was found; start it again.',
  );
}
