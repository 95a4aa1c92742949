/** Promises the numbers by which an operator sees a stampede: claims under way, and claims that wait in this process. */
import type { Registry } from 'prom-client';
import { gaugesOf } from '../gauges';
import type { ClaimAdmission } from './admission';

export function registerClaimMetrics(registry: Registry, admission: ClaimAdmission): void {
  const gauge = gaugesOf(registry, 'claims');
  gauge('running', 'Claims that hold or ask for a connection.', () => admission.running);
  gauge('waiting', 'Claims that wait for their turn in this process.', () => admission.waiting);
}
