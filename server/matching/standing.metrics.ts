/** Promises the numbers by which an operator sees that the indexes hold what they should, and how often the database answers instead. */
import { Gauge, type Registry } from 'prom-client';
import { gaugesOf } from '../gauges';
import type { StandingIndex } from './standing';
import type { StandingReading } from './standing.reading';

export function registerStandingMetrics(registry: Registry, index: StandingIndex, reading: StandingReading): void {
  const gauge = gaugesOf(registry, 'index');
  gauge('loaded', '1 while the indexes of matching are loaded.', () => Number(index.metrics.loaded));
  gauge('loads', 'How often they were loaded.', () => index.metrics.loads);
  gauge('needs', 'Claimable needs in the index.', () => index.metrics.needs);
  gauge('offerings', 'Offerings in the index.', () => index.metrics.offerings);
  gauge('bytes', 'Bytes of the typed arrays of the indexes.', () => index.metrics.bytes);
  gauge('queued_events', 'Events that arrived and are not applied yet.', () => index.metrics.queuedEvents);
  new Gauge({
    name: 'linkage_index_answers',
    help: 'Questions answered from the index, and left to the database, by reason.',
    labelNames: ['how'],
    registers: [registry],
    collect() {
      for (const [how, count] of Object.entries(reading.counts)) this.set({ how }, count);
    },
  });
}
