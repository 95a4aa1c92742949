/** States the sizes and scores within which the planner's 32-bit arithmetic is exact, and refuses everything beyond them. */
import type { PlanInstance } from './instance';

/**
 * A packed arc holds the score in 14 bits and the organisation in 16, so it stays positive in 32. A price never passes
 * `scoreMaximum` plus the largest auction step (1,000), and path lengths are differences of such numbers along at most
 * one organisation each and end at a need's own price: nothing kept in 32 bits passes 22,000. Sums over needs or
 * organisations (at most 10,000 x 2,000,000 x 65,535 = 1.4e15) are kept as doubles, exact up to 9e15.
 */
export const PLAN_BOUNDS = {
  needs: 2_000_000,
  organisations: 65_535,
  arcs: 100_000_000,
  capacity: 2_000_000,
  score: 10_000,
} as const;

export type EngineRefusalCode = 'PLAN_OUT_OF_BOUNDS' | 'PLAN_TOO_LARGE' | 'PLAN_MALFORMED';

/** An instance that the engine will not take; nothing was computed. The caller turns it into data. */
export class EngineRefusal extends Error {
  constructor(
    readonly code: EngineRefusalCode,
    readonly messageZh: string,
    readonly messageEn: string,
  ) {
    super(`${messageZh} ${messageEn}`);
    this.name = 'EngineRefusal';
  }
}

/** The solve was ended by its caller; nothing of it is kept. */
export class PlanCancelled extends Error {
  constructor() {
    super('规划已取消。 The plan was cancelled.');
    this.name = 'PlanCancelled';
  }
}

function beyond(what: string, whatZh: string, limit: number): EngineRefusal {
  return new EngineRefusal(
    'PLAN_OUT_OF_BOUNDS',
    `${whatZh}须为 0 至 ${limit} 的整数，请缩小规划范围后重试。`,
    `${what} must be whole numbers from 0 to ${limit}; plan a smaller area or rescale.`,
  );
}

function malformed(what: string, whatZh: string): EngineRefusal {
  return new EngineRefusal(
    'PLAN_MALFORMED',
    `规划数据有误：${whatZh}。请重新生成。`,
    `Malformed plan: ${what}. Build it anew.`,
  );
}

function within(value: number, limit: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= limit;
}

function allWithin(values: Int32Array, limit: number): boolean {
  for (let i = 0; i < values.length; i++) if (values[i]! < 0 || values[i]! > limit) return false;
  return true;
}

function requireRows({ needs, organisations, arcStart, arcOrganisation }: PlanInstance): void {
  if (arcStart[0]! !== 0) throw malformed('the first need starts beyond arc 0', '首个需求未从第 0 条边开始');
  for (let need = 0; need < needs; need++) {
    if (arcStart[need + 1]! < arcStart[need]! || arcStart[need + 1]! > arcOrganisation.length) {
      throw malformed('arc ranges fall or run over', '边的区间递减或越界');
    }
    let before = -1;
    for (let arc = arcStart[need]!; arc < arcStart[need + 1]!; arc++) {
      const organisation = arcOrganisation[arc]!;
      if (organisation <= before || organisation >= organisations) {
        throw malformed('organisations of a need must ascend and exist', '同一需求的机构须升序、不重复且存在');
      }
      before = organisation;
    }
  }
}

/** Throws an EngineRefusal unless every bound holds. */
export function requireWithinBounds(instance: PlanInstance): void {
  const { needs, organisations, arcStart, arcOrganisation, arcScore, capacity, unassignedScore } = instance;
  if (!within(needs, PLAN_BOUNDS.needs)) throw beyond('Needs', '需求数', PLAN_BOUNDS.needs);
  if (!within(organisations, PLAN_BOUNDS.organisations))
    throw beyond('Organisations', '机构数', PLAN_BOUNDS.organisations);
  if (arcOrganisation.length > PLAN_BOUNDS.arcs) throw beyond('Arcs', '匹配边数', PLAN_BOUNDS.arcs);
  if (arcStart.length !== needs + 1 || unassignedScore.length !== needs)
    throw malformed('need arrays', '需求数组长度不符');
  if (capacity.length !== organisations) throw malformed('capacity length', '容量数组长度不符');
  if (arcScore.length !== arcOrganisation.length || arcStart[needs]! !== arcScore.length) {
    throw malformed('arc arrays', '边数组长度不符');
  }
  if (!allWithin(capacity, PLAN_BOUNDS.capacity)) throw beyond('Capacities', '机构容量', PLAN_BOUNDS.capacity);
  if (!allWithin(arcScore, PLAN_BOUNDS.score)) throw beyond('Scores', '匹配分数', PLAN_BOUNDS.score);
  if (!allWithin(unassignedScore, PLAN_BOUNDS.score))
    throw beyond('Unassigned scores', '未分配分数', PLAN_BOUNDS.score);
  requireRows(instance);
}
