/** Promises the ratios of measures: how each is computed, in exact arithmetic before the last division. Pure. */
import type { Message } from '../message';

export interface Ratio {
  readonly code: string;
  readonly title: Message;
  readonly definition: Message;
  /** Codes of measures. */
  readonly of: readonly [numerator: string, denominator: string];
  /** SHARE divides; FAIRNESS compares the shares of the communities with one another. */
  readonly kind: 'SHARE' | 'FAIRNESS';
}

export const ratios: readonly Ratio[] = [
  {
    code: 'TRULY_CLOSED_RATE',
    title: { zh: '真正结案率', en: 'Truly closed rate' },
    definition: {
      zh: '真正结案的需求 ÷ 报告完成的服务',
      en: 'Needs truly closed over deliveries reported by providers.',
    },
    of: ['NEEDS_TRULY_CLOSED', 'DELIVERIES_REPORTED'],
    kind: 'SHARE',
  },
  {
    code: 'CLAIMED_RATE',
    title: { zh: '认领率', en: 'Claimed rate' },
    definition: { zh: '认领的需求 ÷ 转介的需求', en: 'Needs claimed over needs referred.' },
    of: ['NEEDS_CLAIMED', 'NEEDS_REFERRED'],
    kind: 'SHARE',
  },
  {
    code: 'CLAIMS_PER_VISIT',
    title: { zh: '每次走访带来的接单', en: 'Claims per home visit' },
    definition: { zh: '接单次数 ÷ 入户走访次数', en: 'Claims made over home visits.' },
    of: ['CLAIMS_MADE', 'HOME_VISITS'],
    kind: 'SHARE',
  },
  {
    code: 'OBLIGATIONS_IN_TIME_RATE',
    title: { zh: '法定义务按时率', en: 'Statutory obligations in time' },
    definition: {
      zh: '按时履行的法定义务 ÷ 到期的法定义务',
      en: 'Obligations fulfilled in time over those that fell due.',
    },
    of: ['STATUTORY_OBLIGATIONS_IN_TIME', 'STATUTORY_OBLIGATIONS_DUE'],
    kind: 'SHARE',
  },
  {
    code: 'FUND_USE_RATE',
    title: { zh: '资金使用率', en: 'Use of funds' },
    definition: {
      zh: '送达帮扶的价值 ÷ 收到款物的价值（案例第 68 行）',
      en: 'Value of help delivered over value of gifts received (row 68 of the case).',
    },
    of: ['HELP_DELIVERED_VALUE', 'GIFTS_RECEIVED_VALUE'],
    kind: 'SHARE',
  },
  {
    code: 'FAIRNESS_BETWEEN_AREAS',
    title: { zh: '区域间公平', en: 'Fairness between areas' },
    definition: {
      zh: '下级区域认领率的 Jain 公平指数：1000 表示处处相同（Jain, Chiu, Hawe 1984）',
      en: 'Jain index of the claimed rates of the areas directly below: 1000 where all are the same (Jain, Chiu, Hawe 1984).',
    },
    of: ['NEEDS_CLAIMED', 'NEEDS_REFERRED'],
    kind: 'FAIRNESS',
  },
];

/** Parts of a thousand, rounded half up; undefined for nothing over nothing. */
export function permille(numerator: bigint, denominator: bigint): number | undefined {
  if (denominator <= 0n) return undefined;
  return Number((numerator * 2_000n + denominator) / (2n * denominator));
}

/** Change in parts of a thousand, rounded half away from zero; undefined without anything to compare with. */
export function changePermille(now: bigint, before: bigint): number | undefined {
  const change = permille(now > before ? now - before : before - now, before);
  return change === undefined || now >= before ? change : change === 0 ? 0 : -change;
}

/** The index of Jain: the square of the sum over n times the sum of squares. Undefined when nothing was given to anybody. */
export function fairness(shares: readonly { readonly part: bigint; readonly whole: bigint }[]): number | undefined {
  const rates = shares.filter(({ whole }) => whole > 0n).map(({ part, whole }) => Number(part) / Number(whole));
  const sum = rates.reduce((total, rate) => total + rate, 0);
  const squares = rates.reduce((total, rate) => total + rate * rate, 0);
  return squares === 0 ? undefined : Math.round((1_000 * sum * sum) / (rates.length * squares));
}
