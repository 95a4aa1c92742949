/** Shows the staffing rule as arithmetic of days: what is missing, and since when without a break. */
import fc from 'fast-check';
import { StaffingRule } from '../../schema/adviser/backbone';
import { AreaLevel } from '../../schema/area/area';
import { addDays } from '../../server/day';
import { intersection, rulesOf, standingOf, union, type Period } from '../../server/adviser/staffing';

const street = { code: '640104001', name: '凤凰北街', level: AreaLevel.SUBDISTRICT, since: '2022-03-01' };
const two = StaffingRule.STREET_BACKBONES;
const day = '2023-12-31';

describe('the staffing rule', () => {
  test('given each level, then a street owes backbones and a service point, a community one backbone, a grid nothing', () => {
    expect(rulesOf(AreaLevel.SUBDISTRICT)).toEqual(['STREET_BACKBONES', 'STREET_SERVICE_POINT']);
    expect(rulesOf(AreaLevel.COMMUNITY)).toEqual(['COMMUNITY_BACKBONE']);
    expect(rulesOf(AreaLevel.GRID)).toEqual([]);
  });

  test('given nobody, then both are missing since the first day of the scheme', () => {
    expect(standingOf(two, street, [], day)).toMatchObject({ standing: 0, missing: 2, lackingSince: '2022-03-01' });
  });

  test('given two of whom one left on a leap day, then one is missing since that day and the sentence says so', () => {
    const line = standingOf(
      two,
      street,
      [
        { from: '2022-03-01', until: null },
        { from: '2022-05-01', until: '2024-02-29' },
      ],
      '2024-03-01',
    );
    expect(line).toMatchObject({ required: 2, standing: 1, missing: 1, lackingSince: '2024-02-29' });
    expect(line.explanation.zh).toBe('凤凰北街应有至少2名街道救助骨干，现有1，自2024-02-29起缺1。');
    expect(line.explanation.en).toContain('1 missing since 2024-02-29');
  });

  test('given one who takes over on the day on which another leaves, then nothing was ever missing', () => {
    const periods = [
      { from: '2020-01-01', until: null },
      { from: '2020-01-01', until: '2022-06-01' },
      { from: '2022-06-01', until: null },
    ];
    expect(standingOf(two, street, periods, day)).toMatchObject({ standing: 2, missing: 0, lackingSince: undefined });
  });

  test('given posts that begin tomorrow, then they do not count today', () => {
    const periods = [
      { from: '2024-01-01', until: null },
      { from: '2024-01-01', until: null },
    ];
    expect(standingOf(two, street, periods, day).standing).toBe(0);
    expect(standingOf(two, street, periods, '2024-01-01')).toMatchObject({ standing: 2, lackingSince: undefined });
  });

  const dayOfCase = fc.integer({ min: 0, max: 60 }).map((days) => addDays('2022-02-01', days));
  const period: fc.Arbitrary<Period> = fc.record({ from: dayOfCase, until: fc.option(dayOfCase) });
  const covers = (periods: readonly Period[], on: string) =>
    periods.filter(({ from, until }) => from <= on && (until === null || on < until)).length;

  test('given any periods, then union and intersection say of every day what the periods say of it', () => {
    fc.assert(
      fc.property(fc.array(period, { maxLength: 6 }), fc.array(period, { maxLength: 6 }), dayOfCase, (a, b, on) => {
        const [left, right] = [union(a), union(b)];
        expect(covers(left, on)).toBe(covers(a, on) > 0 ? 1 : 0);
        expect(covers(intersection(left, right), on)).toBe(covers(a, on) > 0 && covers(b, on) > 0 ? 1 : 0);
      }),
    );
  });

  test('given any periods, then the line is what counting day by day finds', () => {
    fc.assert(
      fc.property(fc.array(period, { maxLength: 6 }), dayOfCase, (periods, on) => {
        if (on < street.since) return;
        let lackingSince: string | undefined;
        for (let each = street.since; each <= on; each = addDays(each, 1))
          lackingSince = covers(periods, each) < 2 ? (lackingSince ?? each) : undefined;
        const line = standingOf(two, street, periods, on);
        expect(line).toMatchObject({ standing: covers(periods, on), lackingSince });
        expect(line.missing > 0).toBe(lackingSince !== undefined);
      }),
    );
  });
});
