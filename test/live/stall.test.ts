/** Shows one client that stops reading among many, in a short form; the long one is `npm run prove:stall`. */
import { stall } from './stall';

const size = { readers: 50, eventsOfBurst: 1_000, pairs: 3 };

describe('one client that stops reading while bursts come', () => {
  test('46: given our limits, then little waits for it, it is cut and resumes without loss, the others have everything about as soon as before', async () => {
    const shown = await stall(size, 'ours');
    expect(shown).toMatchObject({ alive: true, wasCut: true, heard: shown.expected, resumed: shown.missed });
    expect(shown.mostBuffered).toBeLessThanOrEqual(shown.limit);
    // Half as late again is what is asked of a quiet machine; this one runs other tests meanwhile.
    expect(shown.p99With).toBeLessThan(3 * shown.p99Without + 500);
  }, 180_000);

  test('46: given a server without the limits, then far more waits for it: this test tells the two apart', async () => {
    const shown = await stall(size, 'unbounded');
    expect(shown.mostBuffered).toBeGreaterThan(4 * shown.limit);
  }, 180_000);
});
