/** Shows on districts whose hidden needs are known that visiting by gap finds them faster than at random, beyond chance. */
import { areaUnder, backtest, backtestDistrict, gainOf } from '../bench/outreach/backtest';

const randomOrders = 200;

describe('the map held against what it was not told', () => {
  test.each([
    ['COMMUNITY', 20_260_104],
    ['GRID', 20_260_104],
    ['COMMUNITY', 20_260_105],
    ['GRID', 20_260_105],
  ] as const)(
    'given hidden needs at the level %s (seed %d), then the order by gap beats each of 200 random ones (p < 0.005), and one by size',
    (level, seed) => {
      const { hidden, orders, random } = backtest(backtestDistrict(seed), level, randomOrders, seed + 1);
      const area = (order: readonly string[]) => areaUnder(gainOf(order, hidden));
      const atLeastAsGood = random.filter((order) => area(order) >= area(orders.gap)).length;
      // The test of random orders: (1 + as good as it) of (1 + all).
      expect((1 + atLeastAsGood) / (1 + randomOrders)).toBeLessThan(0.005);
      expect(area(orders.gap)).toBeGreaterThan(area(orders.residents));
      expect(area(orders.known)).toBeGreaterThan(area(orders.gap));
    },
  );

  test('given hidden needs that lie elsewhere than the map was made for, then its order finds them no faster than chance, so that the test above can fail', () => {
    const { hidden, orders, random } = backtest(backtestDistrict(20_260_104), 'COMMUNITY', randomOrders, 1);
    // The hidden needs of other places: what there is to find no longer follows the map.
    const codes = [...hidden.keys()];
    const elsewhere = new Map(codes.map((code, index) => [code, hidden.get(codes[(index + 71) % codes.length]!)!]));
    const area = (order: readonly string[]) => areaUnder(gainOf(order, elsewhere));
    const atLeastAsGood = random.filter((order) => area(order) >= area(orders.gap)).length;
    expect((1 + atLeastAsGood) / (1 + randomOrders)).toBeGreaterThan(0.005);
  });

  test('given a gain curve by hand, then the area under it is what it is', () => {
    const hidden = new Map([
      ['a', 3],
      ['b', 1],
      ['c', 0],
    ]);
    expect(gainOf(['a', 'b', 'c'], hidden)).toEqual([0, 0.75, 1, 1]);
    expect(areaUnder([0, 0.75, 1, 1])).toBeCloseTo((0.375 + 0.875 + 1) / 3, 12);
  });
});
