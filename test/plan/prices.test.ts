/** Shows that the price of a place is exactly what one more of it adds to the plan, however the plan came to be. */
import { Urgency } from '../../schema/need/enums';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { firstRuleset } from '../../server/matching/engine/ruleset';
import { solvePlan } from '../../server/matching/engine/plan/solve';
import { pictureOf } from '../../server/plan/picture';
import type { PlanRows } from '../../server/plan/plan.rows';
import { World } from '../../server/plan/world';
import { worthOf } from '../../server/plan/worth';
import { idOf, moment, needRow, offeringRow, seeded } from './rows';

const [here, there] = ['640104001002', '640104001003'];

describe('the worth of one more place', () => {
  test('given a chain of moves, then the place is worth the whole chain, to the point', () => {
    const rows: PlanRows = {
      // Two needs here, which both offerings reach; one there, which only the street's reaches; one that nobody serves.
      needs: [
        needRow(1, { areaCode: here }),
        needRow(2, { areaCode: here }),
        needRow(3, { areaCode: there }),
        needRow(4, { areaCode: '640104002001', serviceKind: ServiceKind.MEDICAL_SUPPORT, urgency: Urgency.URGENT }),
      ],
      offerings: [offeringRow(1, { areaCodes: [here] }), offeringRow(2, { areaCodes: ['640104001'] })],
      windows: [],
    };
    const world = new World(rows, firstRuleset, moment);
    // 2,500 + 1,000 + closeness + 300 + 0 waiting + 1,000 + 500, closeness 2,500 in the community and 1,875 in the street.
    const [community, street] = [worthOf(7_800), worthOf(7_175)];
    expect([community, street]).toEqual([9_266, 9_058]);
    expect(world.objective).toBe(community + street + 6_667 + 3_334);
    // A second place in the community: a need comes to it, and the place that it leaves or never had goes to who has none.
    expect(world.placePrices()).toEqual(
      new Map([
        [rows.offerings[0]!.id, community - 6_667],
        [rows.offerings[1]!.id, street - 6_667],
      ]),
    );
    const { prices } = pictureOf(world, world.certificate());
    expect(prices.map(({ serviceKind, areaCode, price }) => [serviceKind, areaCode, price])).toEqual([
      ['CLEANING', '640104001', 2_599],
      // Nobody matches it: all that an urgent need can gain.
      ['MEDICAL_SUPPORT', '640104002', 6_666],
    ]);
  });

  test('given 200 random worlds and changes, then each price is the gain of a plan solved anew with one more place', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const random = seeded(seed);
      const before = randomRows(random);
      const world = new World(before, firstRuleset, moment);
      const after = changed(before, random);
      world.apply(
        {
          needIds: before.needs.map(({ id }) => id),
          organisationIds: after.offerings.map((row) => row.organisationId),
        },
        after,
      );
      const fresh = new World(after, firstRuleset, moment);
      const prices = world.placePrices();
      expect({ seed, objective: world.objective, prices }).toEqual({
        ...{ seed, objective: fresh.objective, prices: fresh.placePrices() },
      });
      const { instance } = fresh.instance();
      after.offerings.forEach(({ id }, node) => {
        const capacity = instance.capacity.slice();
        capacity[node]! += 1;
        const gain = solvePlan({ ...instance, capacity }).objective - fresh.objective;
        expect({ seed, id, price: prices.get(id) }).toEqual({ seed, id, price: gain });
      });
    }
  });
});

function randomRows(random: () => number): PlanRows {
  const some = (most: number) => 1 + Math.floor(random() * most);
  const urgencies = [Urgency.ROUTINE, Urgency.URGENT, Urgency.EMERGENCY];
  return {
    needs: Array.from({ length: some(10) }, (_, number) =>
      needRow(number, { areaCode: `64010400100${some(3)}`, urgency: urgencies[some(3) - 1] }),
    ),
    offerings: Array.from({ length: some(5) }, (_, number) =>
      offeringRow(number, {
        areaCodes: [random() < 0.3 ? '640104001' : `64010400100${some(3)}`],
        capacityMaximum: some(3),
      }),
    ),
    windows: [],
  };
}

/** Some needs leave, some capacities change, and a need is pinned. */
function changed({ needs, offerings }: PlanRows, random: () => number): PlanRows {
  const left = needs.filter(() => random() < 0.8);
  return {
    needs: left,
    offerings: offerings.map((row) =>
      random() < 0.5 ? row : { ...row, capacityMaximum: 1 + Math.floor(random() * 3) },
    ),
    windows: left.slice(0, 1).map(({ id }) => ({
      ...{ needId: id, offeringId: offerings[0]!.id, askedOrganisationIds: [idOf(2_000_000)] },
    })),
  };
}
