/** Promises arithmetic of calendar days, written YYYY-MM-DD, free of clocks and zones: a period ends on the day of the same number. */
export { dayOf } from './database/today';

/** So many days later; the first day is not counted. */
export function addDays(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** So many months later, on the day of the same number, or on the last of a month that has no such day. */
export function addMonths(day: string, months: number): string {
  const [year, month, number] = day.split('-').map(Number) as [number, number, number];
  const count = year * 12 + (month - 1) + months;
  const [inYear, inMonth] = [Math.floor(count / 12), (count % 12) + 1];
  const last = new Date(Date.UTC(inYear, inMonth, 0)).getUTCDate();
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(inYear).padStart(4, '0')}-${two(inMonth)}-${two(Math.min(number, last))}`;
}
