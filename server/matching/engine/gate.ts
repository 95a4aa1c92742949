/** Promises the shape of one gate: nothing when it is open, else the reason and the least that would open it. */
import type { Change, GateReason } from './explanation';
import type { NeedFacts, OfferingFacts } from './facts';

export type Gate = (need: NeedFacts, offering: OfferingFacts) => Failure | undefined;

export interface Failure {
  readonly reason: GateReason;
  readonly toPass: readonly Change[];
}

export function fail(reason: GateReason, ...toPass: readonly Change[]): Failure {
  return { reason, toPass };
}
