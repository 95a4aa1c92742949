/** Promises the points of a burn-down: a window cut into even steps and today, each with the sums of its evening. Pure. */
import { daysBetween } from '../../parts/format';
import { addDays } from './days';

export interface DayOfProject {
  readonly day: string;
  readonly raisedFen: string;
  readonly reservedFen: string;
  readonly spentFen: string;
}

export interface Point {
  readonly day: string;
  /** Undefined after today. */
  readonly sums: Omit<DayOfProject, 'day'> | undefined;
  /** What would be used by then if the budget were used evenly. */
  readonly evenFen: string;
}

const stepsMaximum = 26;
const nothing = { raisedFen: '0', reservedFen: '0', spentFen: '0' };

export function pointsOf(
  days: readonly DayOfProject[],
  window: { readonly startsOn: string; readonly endsOn: string; readonly budgetFen: string },
  today: string,
): Point[] {
  const { startsOn, endsOn } = window;
  const length = Math.max(1, daysBetween(startsOn, endsOn));
  const step = Math.max(1, Math.ceil(length / stepsMaximum));
  const at = new Set<string>([startsOn, endsOn]);
  for (let past = step; past < length; past += step) at.add(addDays(startsOn, past));
  if (today >= startsOn && today <= endsOn) at.add(today);
  return [...at].sort().map((day) => ({
    day,
    sums: day > today ? undefined : (days.findLast((one) => one.day <= day) ?? nothing),
    evenFen: String((BigInt(window.budgetFen) * BigInt(Math.max(0, daysBetween(startsOn, day)))) / BigInt(length)),
  }));
}
