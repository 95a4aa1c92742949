/** Shows the points of a burn-down: on an axis of time, exact in fen, for any days and any window. */
import fc from 'fast-check';
import {
  evenFenOn,
  onlyDayOf,
  pointsOf,
  type DayOfProject,
} from '../../client-examples/portal/src/benches/federation/burn-points';
import { addDays } from '../../server/day';

const window = { startsOn: '2026-03-01', endsOn: '2026-06-09', budgetFen: '10000' };
const moved = (day: string, fen: number): DayOfProject => ({
  ...{ day, raisedFen: String(fen), reservedFen: '0', spentFen: String(fen) },
});

describe('the points of a burn-down', () => {
  const someDays = fc
    .uniqueArray(fc.integer({ min: -30, max: 150 }), { maxLength: 20 })
    .map((offsets) =>
      offsets.sort((a, b) => a - b).map((offset, index) => moved(addDays(window.startsOn, offset), index + 1)),
    );

  test('given any days and any today, then moments are as far apart as the days are, the plan never falls, and nothing is told of tomorrow', () => {
    fc.assert(
      fc.property(someDays, fc.integer({ min: -40, max: 160 }), (days, offset) => {
        const today = addDays(window.startsOn, offset);
        const points = pointsOf(days, window, today);
        for (const [index, point] of points.entries()) {
          expect(point.sums === undefined).toBe(point.day > today);
          const before = points[index - 1];
          if (!before) continue;
          const apart = (point.time - before.time) / 86_400_000;
          expect(addDays(before.day, apart)).toBe(point.day);
          expect(BigInt(point.evenFen)).toBeGreaterThanOrEqual(BigInt(before.evenFen));
        }
        const told = points.filter(({ sums }) => sums !== undefined).at(-1)?.sums;
        const last = days.findLast(({ day }) => day <= today);
        if (told) expect(told.spentFen).toBe(last?.spentFen ?? '0');
      }),
    );
  });

  test('given a window of a hundred days, then the plan is exact to the fen, nothing before it and all after it', () => {
    const on = (offset: number) => evenFenOn(addDays(window.startsOn, offset), window);
    expect([-5, 0, 1, 33, 100, 400].map(on)).toEqual(['0', '0', '100', '3300', '10000', '10000']);
  });

  test('given money that moved on one day, then a course is drawn only where it could be seen', () => {
    const [opening, today] = [moved('2026-03-01', 0), '2026-05-01'];
    const only = (...days: DayOfProject[]) => onlyDayOf([opening, ...days], window, today);
    expect(only()).toBeUndefined();
    expect(only(moved(today, 5))).toBe(today);
    expect(only(moved('2026-04-01', 5))).toBeUndefined();
    expect(only(moved('2026-11-28', 5))).toBe('2026-11-28');
    expect(only(moved('2026-04-01', 5), moved(today, 6))).toBeUndefined();
  });
});
