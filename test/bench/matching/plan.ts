/**
 * Promises one solve measured in a process of its own. A server plans again and again: three other instances of up to 10,000
 * needs come first, so that the code is compiled as it would be there.
 */
import { execFileSync } from 'node:child_process';
import { solvePlan } from '../../../server/matching/engine/plan/solve';
import { makeInstance, type InstanceOptions } from './instances';
import type { Measured } from './lemon';

export interface MeasuredPlan extends Measured {
  /** Peak resident memory of the process, instance included. */
  readonly peakMegabytes: number;
}

export function planInChild(options: InstanceOptions): MeasuredPlan {
  const answer = execFileSync(process.execPath, [__filename, JSON.stringify(options)], { encoding: 'utf8' });
  return JSON.parse(answer) as MeasuredPlan;
}

if (require.main === module) {
  const options = JSON.parse(process.argv[2]!) as InstanceOptions;
  const others = [2, 3, 4].map((seed) => makeInstance({ ...options, seed, needs: Math.min(options.needs, 10_000) }));
  for (const other of others) solvePlan(other);
  const instance = makeInstance(options);
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
