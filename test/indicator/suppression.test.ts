/** Shows that what is told of a table never lets fewer than five be found by subtraction, and that ratios and periods are exact. */
import fc from 'fast-check';
import { changePermille, fairness, permille } from '../../server/indicator/derived';
import { isOfWholeYears, monthsOf, periodBefore } from '../../server/indicator/period';
import { suppressedCells } from '../../server/indicator/suppression';

const tables = fc.array(
  fc.record({ heads: fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 500 })) }),
  {
    maxLength: 20,
  },
);

describe('suppression', () => {
  test('given any table, then no small cell is told, and what is left over by subtraction is of five or more in two or more cells, or of all', () => {
    fc.assert(
      fc.property(tables, (cells) => {
        const hidden = suppressedCells(cells);
        cells.forEach(({ heads }, index) => {
          if (heads > 0 && heads < 5) expect(hidden[index]).toBe(true);
          if (heads === 0) expect(hidden[index]).toBe(false);
        });
        const left = cells.filter((_, index) => hidden[index]);
        const told = cells.filter(({ heads }, index) => heads > 0 && !hidden[index]);
        if (left.length === 0 || told.length === 0) return;
        expect(left.length).toBeGreaterThanOrEqual(2);
        expect(left.reduce((sum, { heads }) => sum + heads, 0)).toBeGreaterThanOrEqual(5);
      }),
    );
  });

  test('given a table, then as few cells as needed are suppressed, the smallest first', () => {
    const of = (...heads: number[]) => suppressedCells(heads.map((count) => ({ heads: count })));
    expect(of(10, 20, 30)).toEqual([false, false, false]);
    expect(of(3, 20, 7, 30)).toEqual([true, false, true, false]);
    expect(of(3, 2, 30, 40)).toEqual([true, true, false, false]);
    expect(of(1, 2, 30, 40)).toEqual([true, true, true, false]);
    expect(of(0, 4, 0)).toEqual([false, true, false]);
    expect(of()).toEqual([]);
  });
});

describe('periods and ratios', () => {
  test('given golden days, then the period before has as many whole months, or as many days', () => {
    expect(periodBefore({ from: '2023-01-01', to: '2023-12-31' })).toEqual({ from: '2022-01-01', to: '2022-12-31' });
    expect(periodBefore({ from: '2024-03-01', to: '2024-03-31' })).toEqual({ from: '2024-02-01', to: '2024-02-29' });
    expect(periodBefore({ from: '2023-01-01', to: '2023-08-31' })).toEqual({ from: '2022-05-01', to: '2022-12-31' });
    expect(periodBefore({ from: '2024-03-02', to: '2024-03-04' })).toEqual({ from: '2024-02-28', to: '2024-03-01' });
    expect(periodBefore({ from: '2024-03-01', to: '2024-03-01' })).toEqual({ from: '2024-02-29', to: '2024-02-29' });
    expect(isOfWholeYears({ from: '2022-01-01', to: '2023-12-31' })).toBe(true);
    expect(isOfWholeYears({ from: '2022-01-01', to: '2023-12-30' })).toBe(false);
    expect(monthsOf({ from: '2023-11-30', to: '2024-02-01' })).toEqual(['2023-11', '2023-12', '2024-01', '2024-02']);
  });

  test('given any period, then the one before ends the day before it begins and is as long', () => {
    const day = fc
      .integer({ min: 0, max: 40_000 })
      .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, fc.nat(400), (from, days) => {
        const to = new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10);
        const before = periodBefore({ from, to });
        expect(Date.parse(from) - Date.parse(before.to)).toBe(86_400_000);
        expect(before.from <= before.to).toBe(true);
        const wholeMonths = from.endsWith('-01') && new Date(Date.parse(to) + 86_400_000).getUTCDate() === 1;
        if (wholeMonths) expect(monthsOf(before)).toHaveLength(monthsOf({ from, to }).length);
        else expect(Date.parse(before.to) - Date.parse(before.from)).toBe(Date.parse(to) - Date.parse(from));
      }),
    );
  });

  test('given figures of the case, then 1,455 on 6,614 is 22 %', () => {
    expect(permille(1_455n, 6_614n)).toBe(220);
    expect(changePermille(8_069n, 6_614n)).toBe(220);
    expect(changePermille(6_614n, 8_069n)).toBe(-180);
    expect(changePermille(5n, 5n)).toBe(0);
    expect(changePermille(5n, 0n)).toBeUndefined();
    expect(permille(9_007_199_254_740_991n, 9_007_199_254_740_991n)).toBe(1_000);
  });

  test('given shares of areas, then the index is 1000 where all are the same and least where one has all', () => {
    const share = (part: bigint, whole: bigint) => ({ part, whole });
    expect(fairness([share(1n, 2n), share(10n, 20n), share(5n, 10n)])).toBe(1_000);
    expect(fairness([share(4n, 4n), share(0n, 4n), share(0n, 8n), share(0n, 1n)])).toBe(250);
    expect(fairness([share(0n, 4n)])).toBeUndefined();
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(50), fc.nat(50)), { minLength: 1, maxLength: 12 }), (areas) => {
        const index = fairness(areas.map(([part, rest]) => share(BigInt(part), BigInt(part + rest))));
        const counted = areas.filter(([part, rest]) => part + rest > 0).length;
        if (index === undefined) return;
        expect(index).toBeGreaterThanOrEqual(Math.floor(1_000 / counted));
        expect(index).toBeLessThanOrEqual(1_000);
      }),
    );
  });
});
