/** Shows that offerings which come and go use the same few numbers of the engine, and that the plan stays the one a fresh solve gives. */
import { firstRuleset } from '../../server/matching/engine/ruleset';
import { World } from '../../server/plan/world';
import { moment, needRow, offeringRow, seeded } from './rows';

describe('offerings that come and go', () => {
  const needs = Array.from({ length: 12 }, (_, number) => needRow(number));
  const fresh = (offerings: ReturnType<typeof offeringRow>[]) =>
    new World({ needs, offerings, windows: [] }, firstRuleset, moment);

  test('given 300 that follow one another, three at a time, then the problem never has more than four organisations and is as good as solved anew', () => {
    let standing = [0, 1, 2].map((number) => offeringRow(number, { capacityMaximum: 2 }));
    const world = fresh(standing);
    for (let number = 3; number < 300; number += 1) {
      const [gone, ...left] = standing;
      const comes = offeringRow(number, { capacityMaximum: 1 + (number % 4) });
      standing = [...left, comes];
      const organisationIds = [gone!.organisationId, comes.organisationId];
      world.apply({ needIds: [], organisationIds }, { needs: [], offerings: [comes], windows: [] });
      expect(world.instance().instance.organisations).toBeLessThanOrEqual(4);
      expect(world.certificate().optimal).toBe(true);
      expect(world.objective).toBe(fresh(standing).objective);
    }
  });

  test('given any that go, come and come again, several at once, then objective, prices and pairs are those of a fresh world', () => {
    const random = seeded(20261128);
    const all = Array.from({ length: 8 }, (_, number) => offeringRow(number, { capacityMaximum: 1 + (number % 3) }));
    let standing = all.slice(0, 4);
    const world = fresh(standing);
    for (let round = 0; round < 300; round += 1) {
      const before = new Set(standing.map(({ id }) => id));
      standing = all.filter(() => random() < 0.5);
      const touched = all.filter((row) => before.has(row.id) || standing.includes(row));
      world.apply(
        { needIds: [], organisationIds: touched.map((row) => row.organisationId) },
        { needs: [], offerings: standing, windows: [] },
      );
      const other = fresh(standing);
      expect(world.objective).toBe(other.objective);
      expect(new Map([...world.placePrices()].sort())).toEqual(new Map([...other.placePrices()].sort()));
      const pairs = (of: World) => [...of.needs.values()].map(({ row, pairings }) => [row.id, pairings]);
      expect(pairs(world)).toEqual(pairs(other));
      for (const need of world.needs.values()) {
        const planned = world.plannedPairing(need);
        if (planned) expect(standing.map(({ id }) => id)).toContain(planned.offeringId);
      }
      expect(world.instance().instance.organisations).toBeLessThanOrEqual(all.length);
    }
  });
});
