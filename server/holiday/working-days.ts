/** Promises which days are worked: Monday to Friday, but for what the notices say. Pure. */
import { addDays } from '../day';

export interface DaysNoticed {
  readonly holidays: readonly string[];
  readonly workdays: readonly string[];
}

export class WorkingDays {
  private readonly holidays: ReadonlySet<string>;
  private readonly workdays: ReadonlySet<string>;

  constructor(notices: readonly DaysNoticed[]) {
    this.holidays = new Set(notices.flatMap(({ holidays }) => holidays));
    this.workdays = new Set(notices.flatMap(({ workdays }) => workdays));
  }

  has(day: string): boolean {
    return this.workdays.has(day) || (!this.holidays.has(day) && !isWeekend(day));
  }

  /** The last of so many working days; the day itself is not counted. */
  after(day: string, count: number): string {
    let [last, left] = [day, count];
    while (left > 0) {
      last = addDays(last, 1);
      if (this.has(last)) left -= 1;
    }
    return last;
  }
}

export function isWeekend(day: string): boolean {
  return [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}
