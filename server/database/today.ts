/** Promises one day for everybody: that of Asia/Shanghai, by the clock of the database. */

/** As a date, within a statement. */
export const today = "(now() AT TIME ZONE 'Asia/Shanghai')::date";

const shanghai = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The day in Asia/Shanghai on which an instant falls. */
export function dayOf(instant: Date): string {
  return shanghai.format(instant);
}
