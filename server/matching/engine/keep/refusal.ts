/** What the keeper will not do, refused before anything is touched, and the bounds it checks on the way in. */
import { PLAN_BOUNDS } from '../plan/bounds';

export type KeepRefusalCode =
  | 'UNKNOWN_NEED'
  | 'NEED_ALREADY_KEPT'
  | 'UNKNOWN_ORGANISATION'
  | 'ORGANISATION_SUSPENDED'
  | 'ORGANISATION_NOT_SUSPENDED'
  | 'CAPACITY_OUT_OF_BOUNDS'
  | 'ARCS_MALFORMED'
  | 'SCORE_OUT_OF_BOUNDS'
  | 'TOO_MANY'
  | 'PLAN_NOT_OPTIMAL';

/** Nothing was changed. The caller turns it into data. */
export class KeepRefusal extends Error {
  constructor(
    readonly code: KeepRefusalCode,
    readonly messageZh: string,
    readonly messageEn: string,
  ) {
    super(`${messageZh} ${messageEn}`);
    this.name = 'KeepRefusal';
  }
}

/** A need as it comes: the organisations that pass every gate, each with its score. */
export interface KeptNeed {
  /** Chosen by the caller, a whole number; never two at once. */
  readonly id: number;
  /** Without duplicates, in any order. */
  readonly organisations: ArrayLike<number>;
  /** One for each organisation, 0 to 10,000. */
  readonly scores: ArrayLike<number>;
  /** What it is worth to leave the need unassigned, 0 to 10,000. */
  readonly unassignedScore: number;
}

function within(value: number, limit: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= limit;
}

export function requireCapacity(capacity: number): void {
  if (within(capacity, PLAN_BOUNDS.capacity)) return;
  throw new KeepRefusal(
    'CAPACITY_OUT_OF_BOUNDS',
    `容量须为 0 至 ${PLAN_BOUNDS.capacity} 的整数，请改正后重试。`,
    `A capacity must be a whole number from 0 to ${PLAN_BOUNDS.capacity}; correct it and try again.`,
  );
}

/** A number of places to add or take; 0 is allowed and does nothing. */
export function requirePlaces(places: number): void {
  if (within(places, PLAN_BOUNDS.capacity)) return;
  throw new KeepRefusal(
    'CAPACITY_OUT_OF_BOUNDS',
    '增减的名额须为非负整数，请改正后重试。',
    'Places to add or take must be a whole number, not negative; correct it and try again.',
  );
}

function malformed(zh: string, en: string): KeepRefusal {
  return new KeepRefusal(
    'ARCS_MALFORMED',
    `需求的匹配边有误：${zh}。请重新生成。`,
    `Malformed arcs: ${en}. Build them anew.`,
  );
}

/** Checks everything about a need but its id; organisations are numbered below `organisations`. */
export function requireNeed(need: KeptNeed, organisations: number): void {
  if (need.organisations.length !== need.scores.length) {
    throw malformed('机构与分数数目不符', 'organisations and scores differ in number');
  }
  const seen = new Set<number>();
  for (let arc = 0; arc < need.organisations.length; arc++) {
    const organisation = need.organisations[arc]!;
    if (!within(organisation, organisations - 1)) throw malformed('机构不存在', 'an organisation does not exist');
    if (seen.has(organisation)) throw malformed('机构重复', 'an organisation stands twice');
    seen.add(organisation);
    requireScore(need.scores[arc]!);
  }
  requireScore(need.unassignedScore);
}

function requireScore(score: number): void {
  if (within(score, PLAN_BOUNDS.score)) return;
  throw new KeepRefusal(
    'SCORE_OUT_OF_BOUNDS',
    `分数须为 0 至 ${PLAN_BOUNDS.score} 的整数，请重新计算。`,
    `A score must be a whole number from 0 to ${PLAN_BOUNDS.score}; compute it anew.`,
  );
}

export function requireRoom(count: number, limit: number): void {
  if (count <= limit) return;
  throw new KeepRefusal(
    'TOO_MANY',
    `数目不得超过 ${limit}，请缩小规划范围。`,
    `No more than ${limit}; plan a smaller area.`,
  );
}
