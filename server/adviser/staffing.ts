/** Promises the staffing rule as a pure function of days: who is a backbone where, how many are missing, and since when without a break. */
import { AreaLevel } from '../../schema/area/area';
import { StaffingRule } from '../../schema/adviser/backbone';
import type { Message } from '../message';

/** Days, the last not included; null: no end yet. */
export interface Period {
  readonly from: string;
  readonly until: string | null;
}

export interface SchemeArea {
  readonly code: string;
  readonly name: string;
  readonly level: AreaLevel;
  /** Since when the scheme holds in it. */
  readonly since: string;
}

export interface Standing {
  readonly rule: StaffingRule;
  readonly areaCode: string;
  readonly required: number;
  readonly standing: number;
  readonly missing: number;
  readonly lackingSince: string | undefined;
  readonly explanation: Message;
}

/** From the published case: at least two backbones per street, one per community; one service point per street. */
const required: Record<StaffingRule, number> = {
  STREET_BACKBONES: 2,
  COMMUNITY_BACKBONE: 1,
  STREET_SERVICE_POINT: 1,
};

export function rulesOf(level: AreaLevel): StaffingRule[] {
  if (level === AreaLevel.SUBDISTRICT) return [StaffingRule.STREET_BACKBONES, StaffingRule.STREET_SERVICE_POINT];
  return level === AreaLevel.COMMUNITY ? [StaffingRule.COMMUNITY_BACKBONE] : [];
}

/** How an area stands on a day by the periods of those who count for it; periods of one holder do not overlap. */
export function standingOf(rule: StaffingRule, area: SchemeArea, periods: readonly Period[], day: string): Standing {
  const needed = required[rule];
  const changes = new Map<string, number>();
  const change = (on: string, by: number) => changes.set(on, (changes.get(on) ?? 0) + by);
  for (const { from, until } of periods) {
    if (from > day || (until !== null && until <= from)) continue;
    change(from < area.since ? area.since : from, 1);
    if (until !== null && until <= day) change(until < area.since ? area.since : until, -1);
  }
  let standing = 0;
  let lackingSince: string | undefined = area.since;
  for (const on of [...changes.keys()].sort()) {
    standing += changes.get(on)!;
    lackingSince = standing < needed ? (lackingSince ?? on) : undefined;
  }
  const missing = Math.max(0, needed - standing);
  const explanation = explain(rule, area, { needed, standing, missing, lackingSince });
  return { rule, areaCode: area.code, required: needed, standing, missing, lackingSince, explanation };
}

/** Periods without overlap, the earliest first. */
export function union(periods: readonly Period[]): Period[] {
  const merged: Period[] = [];
  for (const period of [...periods].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    if (period.until !== null && period.until <= period.from) continue;
    const last = merged.at(-1);
    if (last === undefined || (last.until !== null && last.until < period.from)) merged.push(period);
    else if (last.until !== null && (period.until === null || period.until > last.until))
      merged[merged.length - 1] = { from: last.from, until: period.until };
  }
  return merged;
}

/** What lies in both; each side without overlap. */
export function intersection(some: readonly Period[], others: readonly Period[]): Period[] {
  return some.flatMap((one) =>
    others.flatMap((other) => {
      const from = one.from > other.from ? one.from : other.from;
      const until = earlier(one.until, other.until);
      return until === null || from < until ? [{ from, until }] : [];
    }),
  );
}

function earlier(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

const names: Record<StaffingRule, Message> = {
  STREET_BACKBONES: { zh: '名街道救助骨干', en: 'backbones of the street' },
  COMMUNITY_BACKBONE: { zh: '名社区救助骨干', en: 'backbone of the community' },
  STREET_SERVICE_POINT: { zh: '个服务点', en: 'open service point' },
};

function explain(
  rule: StaffingRule,
  area: SchemeArea,
  how: { needed: number; standing: number; missing: number; lackingSince: string | undefined },
): Message {
  const { zh, en } = names[rule];
  if (how.lackingSince === undefined)
    return {
      zh: `${area.name}应有至少${how.needed}${zh}，现有${how.standing}，已配齐。`,
      en: `${area.name} must have at least ${how.needed} ${en} and has ${how.standing}: complete.`,
    };
  return {
    zh: `${area.name}应有至少${how.needed}${zh}，现有${how.standing}，自${how.lackingSince}起缺${how.missing}。`,
    en: `${area.name} must have at least ${how.needed} ${en} and has ${how.standing}: ${how.missing} missing since ${how.lackingSince}.`,
  };
}
