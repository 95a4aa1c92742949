/** Shows that the soak tells a leak from noise. */
import fc from 'fast-check';
import { trendOf } from './trend';

/** One sample each ten seconds for so many minutes. */
const samples = (minutes: number, value: (seconds: number, index: number) => number) =>
  Array.from({ length: minutes * 6 }, (_, index) => ({ seconds: index * 10, value: value(index * 10, index) }));

describe('the trend of a soak', () => {
  test('given a straight line, then its growth in half an hour is told exactly', () => {
    const trend = trendOf(
      samples(20, (seconds) => 100 + seconds / 180),
      0.05,
    );
    expect(trend.growth).toBeCloseTo(10, 6);
    expect(trend.doubt).toBeCloseTo(0, 6);
    expect(trend.isFlat).toBe(false);
  });

  test('given any noise of a tenth around a constant, then it is flat', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 120, maxLength: 120 }),
        (noise) => {
          // Without a slope of its own: each value and its mirror image.
          const both = [...noise, ...[...noise].reverse()];
          expect(
            trendOf(
              samples(40, (_, index) => 100 + 10 * both[index]!),
              0.05,
            ).isFlat,
          ).toBe(true);
        },
      ),
    );
  });

  test('given a leak of a fifth in half an hour under saw teeth of a tenth, then it is not flat after twenty minutes', () => {
    const leaking = samples(20, (seconds, index) => 100 + (20 * seconds) / 1_800 + (index % 7));
    expect(trendOf(leaking, 0.05).isFlat).toBe(false);
  });

  test('given a few handles more, then that is flat where so many are allowed', () => {
    const counts = samples(20, (seconds) => 10 + seconds / 900);
    expect(trendOf(counts, 0.05).isFlat).toBe(false);
    expect(trendOf(counts, 0.05, 3).isFlat).toBe(true);
  });
});
