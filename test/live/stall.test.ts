/** Shows one client that stops reading among many, in a short form; the long one is `npm run prove:stall`. */
import { stall, type Stall } from './stall';

const size = { readers: 20, eventsOfBurst: 1_500, bursts: 2 };

describe('one client that stops reading while bursts come', () => {
  let ours: Stall;
  let unbounded: Stall;
  // Both wait for one who never reads: they wait beside each other.
  beforeAll(async () => {
    [ours, unbounded] = await Promise.all([stall(size, 'ours'), stall(size, 'unbounded')]);
  }, 180_000);

  test('46: given our limits, then little waits for it, it is cut and resumes without loss, the others have everything about as soon as before', () => {
    expect(ours).toMatchObject({ alive: true, wasCut: true, heard: ours.expected, resumed: ours.missed });
    expect(ours.expected).toBe(20 * 1_500 * 2 * 4);
    expect(ours.mostBuffered).toBeLessThanOrEqual(ours.limit);
    // Half as late again is what is asked of a quiet machine; this one runs other tests meanwhile.
    expect(ours.p99With).toBeLessThan(3 * ours.p99Without + 500);
  });

  test('46: given a server without the limits, then far more waits for it: this test tells the two apart', () => {
    expect(unbounded.mostBuffered).toBeGreaterThan(4 * unbounded.limit);
  });
});
