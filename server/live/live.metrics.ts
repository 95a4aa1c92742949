/** Promises the numbers by which an operator sees that events flow: how far behind, what holds them back, who listens. */
import { Gauge, type Registry } from 'prom-client';
import type { EventFollower } from '../event/follower';
import type { LiveHub } from './hub';

export function registerLiveMetrics(registry: Registry, follower: EventFollower, hub: LiveHub): void {
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  const metrics = () => follower.metrics();
  gauge('linkage_events_connected', '1 while the outbox can be read.', () => Number(metrics().connected));
  gauge(
    'linkage_events_lag_seconds',
    'From the transaction of the newest event to its arrival.',
    () => metrics().lagMilliseconds / 1_000,
  );
  gauge(
    'linkage_events_held_back_seconds',
    'For how long events wait behind an open transaction.',
    () => metrics().heldBackMilliseconds / 1_000,
  );
  gauge('linkage_events_reconnects', 'How often the reading of the outbox began again.', () => metrics().reconnects);
  gauge('linkage_live_subscribers', 'Subscribers of the hub.', () => hub.subscriberCount);
  gauge('linkage_live_groups', 'Groups of subscribers who get the same answers.', () => hub.groupCount);
  gauge('linkage_live_executions', 'How often an event was resolved for a group.', () => hub.executions);
}
