/** The one place where a long solve tells its progress and learns that nobody wants it any more. */
import { PlanCancelled } from './bounds';
import type { SolveHooks } from './instance';

/** Called between steps with the share of the work done; throws PlanCancelled. */
export type Pulse = (share: number) => void;

/** Calls both hooks; shares never fall. */
export function pulseOf(hooks: SolveHooks): Pulse {
  let highest = 0;
  return (share) => {
    if (hooks.isCancelled?.()) throw new PlanCancelled();
    highest = Math.max(highest, share);
    hooks.onProgress?.(highest);
  };
}
