/** Promises sums of days, as the contract writes them. Pure. */

/** How many days it is from one day to another; negative when the other lies before it. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
