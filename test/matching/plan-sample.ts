/** Promises small planning instances and the plain way to the best plan, for tests to compare with. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlanInstance } from '../../server/matching/engine/plan/instance';
import { seeded } from '../bench/matching/instances';

/** One row of [organisation, score] pairs for each need. */
export function instanceOf(
  rows: readonly (readonly (readonly [number, number])[])[],
  capacity: readonly number[],
  unassignedScore: readonly number[] = rows.map(() => 0),
): PlanInstance {
  const arcStart = [0];
  for (const row of rows) arcStart.push(arcStart[arcStart.length - 1]! + row.length);
  return {
    needs: rows.length,
    organisations: capacity.length,
    arcStart: Int32Array.from(arcStart),
    arcOrganisation: Int32Array.from(rows.flat(), (pair) => pair[0]),
    arcScore: Int32Array.from(rows.flat(), (pair) => pair[1]),
    capacity: Int32Array.from(capacity),
    unassignedScore: Int32Array.from(unassignedScore),
  };
}

/** Up to 6 needs and 4 organisations; scores from all equal to the whole range, capacities from none to more than enough. */
export function smallInstance(seed: number): PlanInstance {
  const next = seeded(seed);
  const needs = next(7);
  const organisations = 1 + next(4);
  const scores = [1, 3, 20, 10_001][next(4)]!;
  const unassigned = [1, scores, 10_001][next(3)]!;
  const rows = Array.from({ length: needs }, () =>
    Array.from({ length: organisations }, (_, organisation) => [organisation, next(scores)] as const).filter(
      () => next(3) > 0,
    ),
  );
  return instanceOf(
    rows,
    Array.from({ length: organisations }, () => next(4)),
    rows.map(() => next(unassigned)),
  );
}

/** Tries every assignment. */
export function bestByTrial(instance: PlanInstance): number {
  const { needs, arcStart, arcOrganisation, arcScore, unassignedScore } = instance;
  const left = instance.capacity.slice();
  const best = (need: number): number => {
    if (need === needs) return 0;
    let most = unassignedScore[need]! + best(need + 1);
    for (let arc = arcStart[need]!; arc < arcStart[need + 1]!; arc++) {
      const organisation = arcOrganisation[arc]!;
      if (left[organisation]! === 0) continue;
      left[organisation]! -= 1;
      most = Math.max(most, arcScore[arc]! + best(need + 1));
      left[organisation]! += 1;
    }
    return most;
  };
  return best(0);
}

/**
 * A public assignment instance as a plan: score = 10,000 - cost, one place each, nothing for staying unassigned. Costs are
 * below 10,000 / n, so a perfect matching outweighs any other and its cost is n x 10,000 - objective.
 */
export function publicInstance(name: string): PlanInstance {
  const text = readFileSync(join(__dirname, 'instances', `${name}.txt`), 'utf8');
  const [size, ...numbers] = text.trim().split(/\s+/).map(Number) as [number, ...number[]];
  const rows: [number, number][][] = Array.from({ length: size }, () => []);
  if (name === 'assignp800') {
    for (let at = 0; at < numbers.length; at += 3)
      rows[numbers[at]! - 1]!.push([numbers[at + 1]! - 1, 10_000 - numbers[at + 2]!]);
  } else numbers.forEach((cost, at) => rows[Math.floor(at / size)]!.push([at % size, 10_000 - cost]));
  for (const row of rows) row.sort((a, b) => a[0] - b[0]);
  return instanceOf(
    rows,
    Array.from({ length: size }, () => 1),
  );
}
