/** Promises the points of a burn-down on an axis of time: the days on which money moved, the window and today, each with the sums of its evening. Pure. */
import { daysBetween } from '../../parts/format';

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

/** The day on which all that moved has moved; undefined when nothing did, or on several days. */
export function onlyDayOf(days: readonly DayOfProject[]): string | undefined {
  return days.length === 1 ? days[0]!.day : undefined;
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
