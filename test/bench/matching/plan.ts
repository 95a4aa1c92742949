/**
 * Promises one solve measured in a process of its own: cold, as the first thing that the process plans, or warm. A server plans
 * again and again: six other instances of 10,000 needs come first (and before a smaller one 60,000 needs in others of its size), so
 * that the code is compiled as it would be there. The instance itself was not planned before.
 */
import { execFileSync } from 'node:child_process';
import { solvePlan } from '../../../server/matching/engine/plan/solve';
import { makeInstance, type InstanceOptions } from './instances';
import type { Measured } from './lemon';

export interface MeasuredPlan extends Measured {
  /** Peak resident memory of the process, instance included. */
  readonly peakMegabytes: number;
}

export type Start = 'cold' | 'warm';

export function planInChild(options: InstanceOptions, start: Start): MeasuredPlan {
  const answer = execFileSync(process.execPath, [__filename, JSON.stringify(options), start], { encoding: 'utf8' });
  return JSON.parse(answer) as MeasuredPlan;
}

if (require.main === module) {
  const options = JSON.parse(process.argv[2]!) as InstanceOptions;
  if (process.argv[3] === 'warm') {
    for (let seed = 2; seed <= 7; seed++) solvePlan(makeInstance({ ...options, seed, needs: 10_000 }));
    // Small plans end before the compiler has seen enough of them: as many needs again, in plans of their own size.
    const more = options.needs < 10_000 ? Math.ceil(60_000 / options.needs) : 0;
    for (let seed = 8; seed < 8 + more; seed++) solvePlan(makeInstance({ ...options, seed }));
  }
  const instance = makeInstance(options);
  // Compiling and collecting that the plans before set off in other threads is theirs, not this one's; what this one sets off counts.
  if (process.argv[3] === 'warm') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  // The clocks' own first calls cost as much as a small plan.
  process.cpuUsage(process.cpuUsage());
  performance.now();
  const cpu = process.cpuUsage();
  const begun = performance.now();
  const { objective } = solvePlan(instance);
  const wallMilliseconds = performance.now() - begun;
  const { user, system } = process.cpuUsage(cpu);
  const peakMegabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stdout.write(
    JSON.stringify({ objective, wallMilliseconds, cpuMilliseconds: (user + system) / 1000, peakMegabytes }),
  );
}
