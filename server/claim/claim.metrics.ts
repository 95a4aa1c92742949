/** Promises the numbers by which an operator sees a stampede: claims under way, and claims that wait in this process. */
import type { Registry } from 'prom-client';
import { gaugesOf } from '../gauges';
import type { ClaimAdmission } from './admission';

export function registerClaimMetrics(registry: Registry, admissions: readonly ClaimAdmission[]): void {
  const gauge = gaugesOf(registry, 'claims');
  const all = (count: (admission: ClaimAdmission) => number) => () =>
    admissions.reduce((sum, one) => sum + count(one), 0);
  gauge(
    'running',
    'Claims under way; one that needs a connection of its own is counted for it, too.',
    all((one) => one.running),
  );
  gauge(
    'waiting',
    'Claims that wait for their turn in this process.',
    all((one) => one.waiting),
  );
}
