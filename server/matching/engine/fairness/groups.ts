/** States which group each need counts for and compares served fractions exactly, by whole numbers alone. */
import { EngineRefusal } from '../plan/bounds';
import type { PlanInstance } from '../plan/instance';

/** One group (community, street or situation) per need. */
export interface Grouping {
  readonly groups: number;
  /** Length needs; 0 to groups - 1. */
  readonly groupOfNeed: Int32Array;
}

/** The served fraction of one group, as the two whole numbers it is made of. */
export interface GroupShare {
  readonly group: number;
  readonly served: number;
  readonly needs: number;
}

/** Throws an EngineRefusal unless every need stands in a group that exists. */
export function requireGrouping(instance: PlanInstance, grouping: Grouping): void {
  const { groups, groupOfNeed } = grouping;
  const sound = Number.isInteger(groups) && groups >= 0 && groupOfNeed.length === instance.needs;
  if (!sound || groupOfNeed.some((group) => group < 0 || group >= groups)) {
    throw new EngineRefusal(
      'PLAN_MALFORMED',
      '规划数据有误：每个需求须属于一个存在的分组。请重新生成。',
      'Malformed plan: each need must stand in one existing group. Build it anew.',
    );
  }
}

export function sizesOf({ groups, groupOfNeed }: Grouping): Int32Array {
  const sizes = new Int32Array(groups);
  for (const group of groupOfNeed) sizes[group]!++;
  return sizes;
}

/** Negative when a / b is the smaller fraction; the products stay below 4e12 within the plan's bounds, so they are exact. */
export function compareFractions(a: number, ofA: number, b: number, ofB: number): number {
  return a * ofB - b * ofA;
}

/** The groups that have needs, worst served first: the vector that fairness maximises from its first place on. */
export function worstFirst(shares: readonly GroupShare[]): GroupShare[] {
  return shares
    .filter(({ needs }) => needs > 0)
    .sort((a, b) => compareFractions(a.served, a.needs, b.served, b.needs) || a.group - b.group);
}

/** Negative when a is the less fair vector: at the first place where they differ, its fraction is smaller. */
export function compareFairness(a: readonly GroupShare[], b: readonly GroupShare[]): number {
  const [first, second] = [worstFirst(a), worstFirst(b)];
  for (let i = 0; i < Math.min(first.length, second.length); i++) {
    const order = compareFractions(first[i]!.served, first[i]!.needs, second[i]!.served, second[i]!.needs);
    if (order !== 0) return order;
  }
  return 0;
}
