/** Shows that what the map tells tells of no few: by every table of small numbers, by subtraction over levels, and by the whole map. */
import { mapOf, type DistrictCounts } from '../../server/outreach/map';
import { tell, toldParts, type Branch } from '../../server/outreach/telling';
import { backtestDistrict } from '../bench/outreach/backtest';

const k = 5;

/** What a reader learns of the parts of a told area. */
function published(counts: readonly number[], rest: number): string {
  const told = toldParts(counts, rest, k);
  const all = counts.reduce((sum, count) => sum + count, rest);
  return JSON.stringify([all, counts.map((count, index) => (told[index] ? count : null))]);
}

function tablesOf(parts: number, limit: number): number[][] {
  if (parts === 0) return [[]];
  return tablesOf(parts - 1, limit).flatMap((table) =>
    Array.from({ length: limit + 1 }, (_, count) => [...table, count]),
  );
}

describe('what is told of counts', () => {
  test.each([
    [2, 20, 0],
    [3, 15, 0],
    [4, 12, 0],
    [2, 15, 15],
  ])(
    'given every table of %d parts that sum to %d at most, %d of it in none of them, and whoever knows the rule, then each hidden count could be another, and their sum is five or more',
    (parts, limit, restLimit) => {
      const worlds = new Map<string, number[][]>();
      for (const table of tablesOf(parts, limit))
        for (let rest = 0; rest <= restLimit; rest += 1) {
          const sum = table.reduce((all, count) => all + count, rest);
          if (sum < k || sum > limit) continue;
          const said = published(table, rest);
          worlds.set(said, [...(worlds.get(said) ?? []), table]);
        }
      let hiddenCounts = 0;
      for (const [said, tables] of worlds) {
        const [all, cells] = JSON.parse(said) as [number, (number | null)[]];
        const hidden = cells.flatMap((cell, index) => (cell === null ? [index] : []));
        for (const cell of cells) expect(cell === null || cell >= k).toBe(true);
        if (hidden.length === 0) continue;
        hiddenCounts += hidden.length;
        expect(all - cells.reduce<number>((sum, cell) => sum + (cell ?? 0), 0)).toBeGreaterThanOrEqual(k);
        for (const index of hidden)
          expect([said, new Set(tables.map((table) => table[index])).size]).not.toEqual([said, 1]);
      }
      expect(hiddenCounts).toBeGreaterThan(20);
    },
  );

  test('given a part that is hidden to protect another, then its own parts are hidden too, whatever their counts', () => {
    const leaf = (code: string, count: number): Branch => ({ code, count, parts: [] });
    const tree: Branch = {
      ...{ code: 'd', count: 40 },
      parts: [
        { code: 'a', count: 3, parts: [leaf('a1', 3)] },
        { code: 'b', count: 12, parts: [leaf('b1', 6), leaf('b2', 6)] },
        { code: 'c', count: 25, parts: [leaf('c1', 20), leaf('c2', 5)] },
      ],
    };
    const told = tell(tree, k);
    const said = [...told].filter(([, one]) => one.single).map(([code, one]) => [code, one.count]);
    expect(said).toEqual([
      ['d', 40],
      ['c', 25],
      ['c1', 20],
      ['c2', 5],
    ]);
    for (const code of ['a', 'a1', 'b', 'b1', 'b2'])
      expect(told.get(code)).toEqual({ codes: ['a', 'b'], count: 15, single: false });
  });

  test('given households that no grid is known of, then they count as one hidden part', () => {
    expect(toldParts([9, 7], 2, k)).toEqual([true, false]);
    expect(toldParts([9, 7], 0, k)).toEqual([true, true]);
    expect(toldParts([9, 9], 6, k)).toEqual([false, false]);
    expect(toldParts([4], 0, k)).toEqual([false]);
  });

  test('given two districts that differ only in what is hidden, then their maps are the same to the last digit', () => {
    const { counts } = backtestDistrict(7);
    const community = counts.grids[0]!.code.slice(0, 12);
    const own = [...counts.seen].filter(([code, count]) => code.startsWith(community) && count < k);
    const [from] = own.find(([, count]) => count > 0)!;
    const [to] = own.find(([code, count]) => code !== from && count < k - 1)!;
    const moved = (counted: ReadonlyMap<string, number>) =>
      new Map([...counted].map(([code, count]) => [code, count + (code === to ? 1 : code === from ? -1 : 0)]));
    const other: DistrictCounts = { ...counts, seen: moved(counts.seen), seenBefore: counts.seenBefore };
    expect(other.seen.get(from)).toBe(counts.seen.get(from)! - 1);
    for (const level of ['SUBDISTRICT', 'COMMUNITY', 'GRID'] as const)
      expect(mapOf(other, level)).toEqual(mapOf(counts, level));
    for (const area of mapOf(counts, 'GRID')) expect(area.observed ?? k).toBeGreaterThanOrEqual(k);
  });
});
