/** Promises the rules of the ledger as data: which sign, after how many days or how often, is a warning of which level, and why in words. */
import { WarningLevel, WarningRule } from '../../schema/warning/warning';
import type { Message } from '../message';

/** So many days after the sign began (the days of Asia/Shanghai; before it, when negative) it is a warning of the level. */
interface DayStep {
  readonly level: WarningLevel;
  readonly days: number;
  /** Only signs of this grade. */
  readonly grade?: string;
}

/** So many signs within the window are a warning of the level. */
interface CountStep {
  readonly level: WarningLevel;
  readonly count: number;
}

interface Wording {
  readonly signal: string;
  /** The reason, for so many signs. Codes and numbers only. */
  readonly reason: (cases: number) => Message;
}

export type Rule = Wording &
  (
    | { readonly steps: readonly DayStep[]; /** Not when this sign came after it. */ readonly unless?: string }
    | { readonly counted: readonly CountStep[]; readonly withinDays: number }
  );

/** From the lowest. */
export const levels = [WarningLevel.BLUE, WarningLevel.YELLOW, WarningLevel.ORANGE, WarningLevel.RED] as const;

const { BLUE, YELLOW, ORANGE, RED } = WarningLevel;
const graded = (grade: string, ...steps: [WarningLevel, number][]): DayStep[] =>
  steps.map(([level, days]) => ({ level, days, grade }));
const after = (...steps: [WarningLevel, number][]): DayStep[] => steps.map(([level, days]) => ({ level, days }));

/** The days are values of the product (decision 0012), those of RECOGNITION_ENDING the twelve months of the 2024 measures. */
export const rules: Record<WarningRule, Rule> = {
  [WarningRule.NEED_UNMET]: {
    signal: 'NEED_WAITING',
    steps: [
      ...graded('ROUTINE', [BLUE, 7], [YELLOW, 15], [ORANGE, 30], [RED, 60]),
      ...graded('URGENT', [YELLOW, 1], [ORANGE, 3], [RED, 7]),
      ...graded('EMERGENCY', [ORANGE, 0], [RED, 1]),
    ],
    reason: (cases) => ({
      zh: `有 ${cases} 项需求久无人承接`,
      en: `${cases === 1 ? 'A need has' : `${cases} needs have`} been waiting too long for somebody to meet ${cases === 1 ? 'it' : 'them'}`,
    }),
  },
  [WarningRule.SEVERAL_NEEDS]: {
    signal: 'NEED_TAKEN_DOWN',
    withinDays: 90,
    counted: [
      { level: YELLOW, count: 3 },
      { level: ORANGE, count: 5 },
    ],
    reason: (cases) => ({
      zh: `90 日内登记了 ${cases} 项需求`,
      en: `${cases} needs were taken down within 90 days`,
    }),
  },
  [WarningRule.CLAIM_INTERRUPTED]: {
    signal: 'CLAIM_ENDED',
    withinDays: 30,
    counted: [
      { level: BLUE, count: 1 },
      { level: YELLOW, count: 2 },
      { level: ORANGE, count: 3 },
    ],
    reason: (cases) => ({
      zh: `30 日内有 ${cases} 次认领未交付即结束`,
      en: `${cases === 1 ? 'A claim' : `${cases} claims`} ended without delivery within 30 days`,
    }),
  },
  [WarningRule.DELIVERY_DISPUTED]: {
    signal: 'DELIVERY_DISPUTED',
    steps: after([YELLOW, 0], [ORANGE, 3], [RED, 7]),
    reason: (cases) => ({
      zh: `有 ${cases} 次交付被家庭提出异议，尚未解决`,
      en: `The household disputes ${cases === 1 ? 'a delivery' : `${cases} deliveries`}, not settled yet`,
    }),
  },
  [WarningRule.REVISIT_OVERDUE]: {
    signal: 'REVISIT_OWED',
    steps: after([BLUE, 1], [YELLOW, 7], [ORANGE, 30]),
    reason: (cases) => ({
      zh: `有 ${cases} 次回访逾期未完成`,
      en: `${cases === 1 ? 'A revisit is' : `${cases} revisits are`} overdue`,
    }),
  },
  [WarningRule.RECOGNITION_ENDING]: {
    signal: 'RECOGNITION_ENDING',
    steps: after([BLUE, -30], [YELLOW, 1], [ORANGE, 30]),
    reason: () => ({
      zh: '低收入认定有效期即将或已经届满，尚未复核',
      en: 'Its low-income recognition ends or has ended, and was not looked at again',
    }),
  },
  [WarningRule.VISIT_OVERDUE]: {
    signal: 'VISIT_OWED',
    steps: after([YELLOW, 1], [ORANGE, 4], [RED, 8]),
    reason: (cases) => ({
      zh: `有 ${cases} 次必访逾期未完成`,
      en: `${cases === 1 ? 'A mandatory visit is' : `${cases} mandatory visits are`} overdue`,
    }),
  },
  [WarningRule.SEVERAL_MISFORTUNES]: {
    signal: 'MISFORTUNE_REPORTED',
    withinDays: 90,
    counted: [
      { level: YELLOW, count: 2 },
      { level: ORANGE, count: 3 },
    ],
    reason: (cases) => ({
      zh: `90 日内发生 ${cases} 次变故`,
      en: `${cases} misfortunes within 90 days`,
    }),
  },
  [WarningRule.APPLICATION_OVERDUE]: {
    signal: 'APPLICATION_UNDER_REVIEW',
    steps: after([YELLOW, 1], [ORANGE, 15]),
    reason: (cases) => ({
      zh: `有 ${cases} 件申请逾期未审核`,
      en: `${cases === 1 ? 'An application was' : `${cases} applications were`} not decided in time`,
    }),
  },
  [WarningRule.ASSISTANCE_ENDED]: {
    signal: 'REGISTER_LEFT',
    steps: [...graded('WORKING', [BLUE, 0]), ...graded('OTHER', [YELLOW, 0])],
    reason: () => ({
      zh: '退出低收入人口名册不满 90 日',
      en: 'Left the register of low-income people less than 90 days ago',
    }),
  },
  [WarningRule.SILENT_HOUSEHOLD]: {
    signal: 'HARDSHIP_REGISTERED',
    unless: 'NEED_TAKEN_DOWN',
    steps: [...graded('SEVERAL', [BLUE, 90], [YELLOW, 180]), ...graded('ONE', [BLUE, 180])],
    reason: () => ({
      zh: '登记为困难家庭后长期没有登记过任何需求',
      en: 'Registered in hardship, and no need was taken down for a long time since',
    }),
  },
};

/** One line of the rules as SQL reads them; `rank` is the place of the level, from 1. */
export interface RuleLine {
  readonly rule: WarningRule;
  readonly signal: string;
  readonly unless: string | null;
  readonly grade: string | null;
  readonly rank: number;
  readonly days: number | null;
  readonly count: number | null;
  readonly within_days: number | null;
}

export function ruleLines(): RuleLine[] {
  return Object.values(WarningRule).flatMap((name): RuleLine[] => {
    const rule = rules[name];
    const rankOf = (level: WarningLevel) => levels.indexOf(level) + 1;
    const line = { rule: name, signal: rule.signal, unless: null, grade: null, days: null, count: null };
    if ('counted' in rule)
      return rule.counted.map(({ level, count }) => ({
        ...line,
        ...{ rank: rankOf(level), count, within_days: rule.withinDays },
      }));
    return rule.steps.map(({ level, days, grade }) => ({
      ...line,
      ...{ unless: rule.unless ?? null, grade: grade ?? null, rank: rankOf(level), days, within_days: null },
    }));
  });
}
