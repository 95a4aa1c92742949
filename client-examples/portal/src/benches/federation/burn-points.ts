/** Promises the points of a burn-down on an axis of time: the days on which money moved, the window and today, each with the sums of its evening. Pure. */
import { daysBetween } from '../../parts/days';

export interface DayOfProject {
  readonly day: string;
  readonly raisedFen: string;
  readonly reservedFen: string;
  readonly spentFen: string;
}

export interface Point {
  readonly day: string;
  /** Noon of the day in Asia/Shanghai, in milliseconds. */
  readonly time: number;
  /** Undefined after today. */
  readonly sums: Omit<DayOfProject, 'day'> | undefined;
  /** What would be used by then if the budget were used evenly. */
  readonly evenFen: string;
}

export interface Window {
  readonly startsOn: string;
  readonly endsOn: string;
  readonly budgetFen: string;
}

const nothing = { raisedFen: '0', reservedFen: '0', spentFen: '0' };

export function noonOf(day: string): number {
  return Date.parse(`${day}T12:00:00+08:00`);
}

/** What would be used on the evening of a day: nothing before the window, all of the budget after it. */
export function evenFenOn(day: string, { startsOn, endsOn, budgetFen }: Window): string {
  const length = Math.max(1, daysBetween(startsOn, endsOn));
  const gone = Math.min(length, Math.max(0, daysBetween(startsOn, day)));
  return String((BigInt(budgetFen) * BigInt(gone)) / BigInt(length));
}

/**
 * The one day on which all has moved, where no course over time could be seen: it is today, or lies outside the window. Undefined
 * when nothing moved, on several days, or on one that stands within the picture.
 */
export function onlyDayOf(days: readonly DayOfProject[], window: Window, today: string): string | undefined {
  const moved = days.filter(({ raisedFen, reservedFen, spentFen }) =>
    [raisedFen, reservedFen, spentFen].some((fen) => fen !== '0'),
  );
  const [first] = moved;
  if (moved.length !== 1 || !first) return undefined;
  const { day } = first;
  return day === today || day < window.startsOn || day > window.endsOn ? day : undefined;
}

/** Money that moved outside the window is shown where it moved: the axis goes as far. */
export function pointsOf(days: readonly DayOfProject[], window: Window, today: string): Point[] {
  const at = new Set([window.startsOn, window.endsOn, ...days.map(({ day }) => day)]);
  const all = [...at].sort();
  if (today >= all[0]! && today <= all.at(-1)!) at.add(today);
  return [...at].sort().map((day) => ({
    ...{ day, time: noonOf(day), evenFen: evenFenOn(day, window) },
    sums: day > today ? undefined : (days.findLast((one) => one.day <= day) ?? nothing),
  }));
}
