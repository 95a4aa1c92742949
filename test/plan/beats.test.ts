/** Shows that long work of a planner is told from a thread that hangs: it asks whether to go on before each need and each few places. */
import { PlanCancelled } from '../../server/matching/engine/plan/bounds';
import { secondRuleset } from '../../server/matching/engine/ruleset';
import { pictureOf } from '../../server/plan/picture';
import { World } from '../../server/plan/world';
import { needRow, idOf, moment, offeringRow } from './rows';

const needs = 300;
const rows = {
  needs: Array.from({ length: needs }, (_, number) => needRow(number)),
  offerings: [offeringRow(0, { capacityMaximum: 200 })],
  windows: [],
};

/** A world, and how often it has asked whether to go on; from `refusal` on the answer is no. */
function counted() {
  const asking = { times: 0, refusal: Number.MAX_SAFE_INTEGER };
  const isCancelled = () => ++asking.times >= asking.refusal;
  return { asking, world: new World(rows, secondRuleset, moment, { isCancelled }) };
}

describe('work for many needs', () => {
  test('given a world that is published, then it asks for each need of the queue and of the picture', () => {
    const { asking, world } = counted();
    asking.times = 0;
    pictureOf(world, world.certificate());
    expect(asking.times).toBeGreaterThanOrEqual(2 * needs);
  });

  test('given a world that is begun, then it asks at least once for each need', () => {
    expect(counted().asking.times).toBeGreaterThanOrEqual(needs);
  });

  test('given an offering whose places go, then it asks for each few places and each need that it concerns; when told no, it stops', () => {
    const { asking, world } = counted();
    const change = (capacityMaximum: number) => {
      asking.times = 0;
      const reread = { needIds: [], organisationIds: [idOf(2_000_000)] };
      world.apply(reread, { needs: [], offerings: [offeringRow(0, { capacityMaximum })], windows: [] });
      return asking.times;
    };
    expect(change(8)).toBeGreaterThanOrEqual(needs + (200 - 8) / 64);
    expect(world.certificate().optimal).toBe(true);
    expect(change(200)).toBeGreaterThanOrEqual(needs + (200 - 8) / 64);
    expect(world.certificate().optimal).toBe(true);
    asking.refusal = 10;
    expect(() => change(8)).toThrow(PlanCancelled);
    expect(asking.times).toBe(10);
  });
});
