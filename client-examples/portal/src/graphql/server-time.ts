/** Promises the time of the server on a device whose clock may be wrong: leases and "while you were away" are counted by it. */

let offsetMilliseconds = 0;

/** Learns from the Date header of an answer; it has whole seconds, which is enough for people. */
export function learnServerTime(header: string | null, now = Date.now()): void {
  const told = header === null ? NaN : Date.parse(header);
  if (!Number.isNaN(told)) offsetMilliseconds = Math.abs(told - now) < 2_000 ? 0 : told - now;
}

export function serverNow(): number {
  return Date.now() + offsetMilliseconds;
}
