/** Promises days and months as the contract writes them, counted on, between each other and laid out as a calendar. Pure. */

const dayMilliseconds = 86_400_000;

function noonOf(day: string): number {
  return Date.parse(`${day}T12:00:00Z`);
}

export function addDays(day: string, count: number): string {
  return new Date(noonOf(day) + count * dayMilliseconds).toISOString().slice(0, 10);
}

/** How many days it is from one day to another; negative when the other lies before it. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMilliseconds);
}

/** The weeks of a month, Monday first, with the days before and after it that fill them. */
export function weeksOf(month: string): string[][] {
  const first = `${month}-01`;
  const weekday = (new Date(noonOf(first)).getUTCDay() + 6) % 7;
  const weeks: string[][] = [];
  for (let day = addDays(first, -weekday); weeks.length === 0 || day.startsWith(month); day = addDays(day, 7))
    weeks.push(Array.from({ length: 7 }, (_, index) => addDays(day, index)));
  return weeks;
}

/** The month so many later, as YYYY-MM. */
export function addMonths(month: string, count: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const at = year * 12 + number - 1 + count;
  return `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}`;
}
