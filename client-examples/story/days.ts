/** Promises calendar days as the district counts them. */

/** A calendar day in Asia/Shanghai. */
export function daysFromNow(days: number): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(Date.now() + days * 86_400_000);
}
