/** Shows that scores are monotone and bounded, that weights make the total, and that a digest notices every change. */
import fc from 'fast-check';
import { flawOf, hashOfResult, scoreLines, scoreOf, type SchemeLine } from '../../server/evaluation/scoring';

const score = fc.integer({ min: 0, max: 10_000 });
const rising = fc.uniqueArray(fc.bigInt({ min: 0n, max: 1_000_000_000_000n }), { minLength: 1, maxLength: 8 });
const line = fc
  .tuple(rising, fc.array(score, { minLength: 8, maxLength: 8 }), fc.boolean(), score)
  .map(([figures, scores, falls, missingScore]): SchemeLine => {
    const at = [...figures].sort((a, b) => (a < b ? -1 : 1));
    const sorted = scores.slice(0, at.length).sort((a, b) => (falls ? b - a : a - b));
    const points = at.map((figure, index) => ({ at: figure.toString(), score: sorted[index]! }));
    return { measure: 'ANY', per: null, weight: 100, points, missingScore };
  });
const value = fc.bigInt({ min: 0n, max: 2_000_000_000_000n });

describe('scores', () => {
  test('given any score function, then a greater figure never scores against its direction, and never outside 0 to 100', () => {
    fc.assert(
      fc.property(line, value, value, (one, a, b) => {
        const [less, more] = a < b ? [a, b] : [b, a];
        const [before, after] = [scoreOf(one, less), scoreOf(one, more)];
        const falls = one.points[0]!.score > one.points.at(-1)!.score;
        expect(falls ? before >= after : before <= after).toBe(true);
        for (const reached of [before, after]) {
          expect(reached).toBeGreaterThanOrEqual(0);
          expect(reached).toBeLessThanOrEqual(10_000);
        }
        for (const { at, score: exact } of one.points) expect(scoreOf(one, BigInt(at))).toBe(exact);
      }),
    );
  });

  test('given weights that sum to 100, then the total lies between the least and the greatest score', () => {
    fc.assert(
      fc.property(line, line, value, value, fc.integer({ min: 1, max: 99 }), (a, b, x, y, weight) => {
        const scheme = [
          { ...a, weight },
          { ...b, weight: 100 - weight },
        ];
        const { lines, total } = scoreLines(scheme, [x, y]);
        const scores = lines.map((one) => one.score);
        expect(total).toBeGreaterThanOrEqual(Math.min(...scores));
        expect(total).toBeLessThanOrEqual(Math.max(...scores));
        const points = lines.reduce((sum, one) => sum + one.points, 0);
        expect(total - points === 0 || total - points === 1).toBe(true);
      }),
    );
  });

  test('given a golden line, then its score is exact between the points, beyond them and without data', () => {
    const points = [
      { at: '10', score: 2_000 },
      { at: '40', score: 8_000 },
    ];
    const golden: SchemeLine = { measure: 'ANY', per: null, weight: 100, points, missingScore: 500 };
    expect([0n, 10n, 11n, 25n, 40n, 41n].map((figure) => scoreOf(golden, figure))).toEqual([
      2_000, 2_000, 2_200, 5_000, 8_000, 8_000,
    ]);
    expect(scoreOf(golden, undefined)).toBe(500);
  });

  test('given weights of 99 or 101, unordered figures or scores that rise and fall, then the scheme has a flaw', () => {
    const points = [
      { at: '1', score: 0 },
      { at: '2', score: 10_000 },
    ];
    const good: SchemeLine = { measure: 'ANY', per: null, weight: 100, points, missingScore: 0 };
    expect(flawOf([good])).toBeUndefined();
    expect(flawOf([{ ...good, weight: 99 }])?.field).toBe('lines');
    expect(flawOf([good, { ...good, weight: 1 }])?.field).toBe('lines');
    expect(flawOf([{ ...good, weight: 0 }])?.field).toBe('lines.0.weight');
    expect(flawOf([{ ...good, points: [...points].reverse() }])?.field).toBe('lines.0.points');
    expect(flawOf([{ ...good, points: [...points, { at: '3', score: 1 }] }])?.field).toBe('lines.0.points');
    expect(flawOf([{ ...good, missingScore: 10_001 }])?.field).toBe('lines.0.points');
    expect(flawOf([])?.field).toBe('lines');
  });

  test('given a result, then its digest changes with anything that it says', () => {
    const of = (total: number, figure: string, subjectKey = 'A', before?: Buffer) =>
      hashOfResult(
        { subjectKey, version: 1, total, lines: [{ value: figure, score: 1, points: 1, corrected: false }] },
        before,
      ).toString('hex');
    const hashes = [of(1, '1'), of(2, '1'), of(1, '2'), of(1, '1', 'B'), of(1, '1', 'A', Buffer.from('x'))];
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(of(1, '1')).toBe(hashes[0]);
  });
});
