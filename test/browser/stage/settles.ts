/** Promises to wait for what can be read and not waited for: until it is as it should be, or to show how it differs. */
const patienceMilliseconds = 20_000;
const pauseMilliseconds = 25;

/** Reads until it equals what is expected; when the time is over, fails as `expect(actual).toEqual(expected)` does. */
export async function settles(read: () => unknown, expected: unknown): Promise<void> {
  const deadline = Date.now() + patienceMilliseconds;
  for (;;) {
    const actual = await read();
    try {
      return expect(actual).toEqual(expected);
    } catch (difference) {
      if (Date.now() > deadline) throw difference;
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds));
  }
}
