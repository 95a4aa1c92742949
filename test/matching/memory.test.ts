/** Shows that the stated bytes of arrays are those that a plan takes, which the limit of a thread does not count, and that more is refused. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { EngineRefusal } from '../../server/matching/engine/plan/bounds';
import { arrayBytes, sizeOf, type PlanSize } from '../../server/matching/engine/plan/memory';
import { solvePlan } from '../../server/matching/engine/plan/solve';
import { projectRoot } from '../../server/project';
import { seeded } from '../bench/matching/percolate-world';

/** What is really taken: nearly all when arrays have just doubled and no way stands for two arcs, a fifth when they are about to and each stands for many. */
const leastPart = 0.2;
const objectMegabytes = 32;
const engine = join(projectRoot, '.build', 'server', 'matching', 'engine');

interface Shape {
  readonly needs: number;
  readonly organisations: number;
  readonly arcsOfNeed: number;
  /** Places for each need. */
  readonly ratio: number;
}

function instanceOf({ needs, organisations, arcsOfNeed, ratio }: Shape) {
  const random = seeded(7);
  const arcStart = new Int32Array(needs + 1);
  const rows = Array.from({ length: needs }, (_, need) => {
    const from = Math.floor(random() * organisations);
    const wide = Math.min(organisations, arcsOfNeed * 2);
    const row = new Set(Array.from({ length: arcsOfNeed }, () => (from + Math.floor(random() * wide)) % organisations));
    arcStart[need + 1] = arcStart[need]! + row.size;
    return [...row].sort((one, other) => one - other);
  });
  return {
    ...{ needs, organisations, arcStart, arcOrganisation: Int32Array.from(rows.flat()) },
    arcScore: Int32Array.from({ length: arcStart[needs]! }, () => 6_668 + Math.floor(random() * 3_332)),
    capacity: new Int32Array(organisations).fill(Math.ceil((needs * ratio) / organisations)),
    unassignedScore: new Int32Array(needs).fill(6_667),
  };
}

/** Solves and keeps the instance in a thread that has no other arrays and little room for objects; the most bytes of arrays it had at a time. */
function taken(instance: ReturnType<typeof instanceOf>): Promise<number> {
  const program = `
    const { parentPort, workerData } = require('node:worker_threads');
    const { solvePlan } = require(${JSON.stringify(join(engine, 'plan', 'solve.js'))});
    const { PlanKeeper } = require(${JSON.stringify(join(engine, 'keep', 'keeper.js'))});
    let most = 0;
    const look = () => { most = Math.max(most, process.memoryUsage().arrayBuffers); };
    const plan = solvePlan(workerData, { onProgress: look });
    const keeper = PlanKeeper.from(workerData, plan);
    look();
    parentPort.postMessage({ most, kept: keeper.objective === plan.objective });`;
  const worker = new Worker(program, {
    ...{ eval: true, workerData: instance },
    resourceLimits: { maxOldGenerationSizeMb: objectMegabytes },
  });
  return new Promise((resolve, reject) => {
    worker.once('message', ({ most, kept }: { most: number; kept: boolean }) => {
      expect(kept).toBe(true);
      resolve(most);
    });
    worker.once('error', reject);
  });
}

describe('the memory of a plan', () => {
  beforeAll(() => expect(existsSync(join(engine, 'plan', 'solve.js'))).toBe(true));

  test.each<Shape>([
    { needs: 20_000, organisations: 500, arcsOfNeed: 20, ratio: 1 },
    { needs: 60_000, organisations: 3_000, arcsOfNeed: 30, ratio: 0.8 },
    { needs: 10_000, organisations: 500, arcsOfNeed: 100, ratio: 1.2 },
    { needs: 20_000, organisations: 200, arcsOfNeed: 60, ratio: 20 },
    { needs: 60_000, organisations: 20_000, arcsOfNeed: 5, ratio: 1 },
    { needs: 20_000, organisations: 20_000, arcsOfNeed: 30, ratio: 1 },
    { needs: 100_000, organisations: 1_000, arcsOfNeed: 20, ratio: 0.2 },
  ])(
    'given $needs needs, $organisations organisations and $arcsOfNeed arcs each, then what is taken is between a fifth and all of what is stated',
    async (shape) => {
      const instance = instanceOf(shape);
      const part = (await taken(instance)) / arrayBytes(sizeOf(instance));
      expect(part).toBeLessThanOrEqual(1);
      expect(part).toBeGreaterThanOrEqual(leastPart);
    },
    120_000,
  );

  test('given a thread whose limit is 32 MB, then it holds more than that in arrays: only the statement bounds them', async () => {
    const most = await taken(instanceOf({ needs: 60_000, organisations: 3_000, arcsOfNeed: 30, ratio: 0.8 }));
    expect(most).toBeGreaterThan(objectMegabytes * 1_048_576);
  }, 60_000);

  test('given sizes, then the statement is exact arithmetic: 100,000 needs at 100 arcs fit the default limit, 100,000,000 arcs do not', () => {
    const district: PlanSize = { needs: 100_000, organisations: 5_000, arcs: 10_000_000, places: 100_000 };
    expect(arrayBytes(district)).toBe(102 * 10_000_000 + 168 * 100_000 + 684 * 5_000 + 12 * 100_000 + 1_048_576);
    expect(arrayBytes(district) / 1_048_576).toBeLessThan(2_048);
    expect(arrayBytes({ ...district, arcs: 100_000_000 }) / 1_048_576).toBeGreaterThan(2_048);
  });

  test('given one megabyte less than is stated, then the solve is refused by code and in both languages; given as much, it is solved', () => {
    const instance = instanceOf({ needs: 20_000, organisations: 500, arcsOfNeed: 20, ratio: 1 });
    const megabytes = Math.ceil(arrayBytes(sizeOf(instance)) / 1_048_576);
    let refused: unknown;
    try {
      solvePlan(instance, { megabytesMaximum: megabytes - 1 });
    } catch (error) {
      refused = error;
    }
    expect(refused).toBeInstanceOf(EngineRefusal);
    expect(refused).toMatchObject({
      code: 'PLAN_TOO_LARGE',
      messageZh: expect.stringContaining(`约需 ${megabytes} MB`),
      messageEn: expect.stringContaining(`about ${megabytes} MB of arrays, and may take ${megabytes - 1} MB`),
    });
    expect(solvePlan(instance, { megabytesMaximum: megabytes }).objective).toBeGreaterThan(0);
  });
});
