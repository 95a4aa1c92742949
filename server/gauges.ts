/** Promises one way to show a number to an operator: read at the moment it is asked for. */
import { Gauge, type Registry } from 'prom-client';

export type AddGauge = (name: string, help: string, read: () => number) => void;

/** Adds gauges to a registry, their names beginning with `linkage_` and what is given. */
export function gaugesOf(registry: Registry, prefix: string): AddGauge {
  return (name, help, read) =>
    void new Gauge({
      name: `linkage_${prefix}_${name}`,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
}
