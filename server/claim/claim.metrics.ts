/** Promises the numbers by which an operator sees a stampede: claims under way, and claims that wait in this process. */
import { Gauge, type Registry } from 'prom-client';
import type { ClaimAdmission } from './admission';

export function registerClaimMetrics(registry: Registry, admission: ClaimAdmission): void {
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  gauge('linkage_claims_running', 'Claims that hold or ask for a connection.', () => admission.running);
  gauge('linkage_claims_waiting', 'Claims that wait for their turn in this process.', () => admission.waiting);
}
