/** Promises periods of calendar days in Asia/Shanghai, and the period before: as many whole months, or else as many days. Pure. */
import { addDays, addMonths } from '../day';

export interface Period {
  readonly from: string;
  /** Included. */
  readonly to: string;
}

const longestMonths = 120;

const isFirstOfMonth = (day: string) => day.endsWith('-01');
const monthsSince1900 = (day: string) => (Number(day.slice(0, 4)) - 1900) * 12 + Number(day.slice(5, 7)) - 1;

export function isTooLong({ from, to }: Period): boolean {
  return to >= addMonths(from, longestMonths);
}

/** Whether it is made of whole calendar years. */
export function isOfWholeYears({ from, to }: Period): boolean {
  return from.endsWith('-01-01') && to.endsWith('-12-31') && from <= to;
}

export function periodBefore({ from, to }: Period): Period {
  const before = addDays(from, -1);
  if (isFirstOfMonth(from) && isFirstOfMonth(addDays(to, 1)))
    return { from: addMonths(from, monthsSince1900(from) - monthsSince1900(addDays(to, 1))), to: before };
  const days = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
  return { from: addDays(before, -days), to: before };
}

/** The months that a period touches, YYYY-MM, in order. */
export function monthsOf({ from, to }: Period): string[] {
  const count = monthsSince1900(to) - monthsSince1900(from) + 1;
  const first = `${from.slice(0, 7)}-01`;
  return Array.from({ length: count }, (_, index) => addMonths(first, index).slice(0, 7));
}
