/** Promises the periods that the bench offers, as days of Asia/Shanghai, and the twelve months that a trend shows. Pure. */
export const periods = ['month', 'quarter', 'year', 'lastYear', 'all'] as const;
export type Period = (typeof periods)[number];

/** Whole calendar years: all that is told to whoever may not read each household. */
export const wholeYears: readonly Period[] = ['year', 'lastYear', 'all'];

export interface Days {
  readonly from: string;
  readonly to: string;
}

/** The longest period that the contract answers is ten years. */
const firstYearsBack = 5;

/** `today` is YYYY-MM-DD. Years are whole, so that they can be told to everybody who may ask. */
export function daysOf(period: Period, today: string): Days {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  if (period === 'month') return { from: `${today.slice(0, 7)}-01`, to: lastOf(year, month) };
  if (period === 'quarter') {
    const first = month - ((month - 1) % 3);
    return { from: `${year}-${two(first)}-01`, to: lastOf(year, first + 2) };
  }
  if (period === 'lastYear') return { from: `${year - 1}-01-01`, to: `${year - 1}-12-31` };
  return { from: `${period === 'all' ? year - firstYearsBack : year}-01-01`, to: `${year}-12-31` };
}

/** The twelve months that end with the period, or with today if the period is not over. */
export function trendOf({ to }: Days, today: string): Days {
  const end = to < today ? to : today;
  const [year, month] = [Number(end.slice(0, 4)), Number(end.slice(5, 7))];
  const from = month === 12 ? `${year}-01-01` : `${year - 1}-${two(month + 1)}-01`;
  return { from, to: lastOf(year, month) };
}

const two = (value: number) => String(value).padStart(2, '0');

function lastOf(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}
