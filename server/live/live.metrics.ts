/** Promises the numbers by which an operator sees that events flow: how far behind, what holds them back, who listens. */
import type { Registry } from 'prom-client';
import type { EventFollower } from '../event/follower';
import { gaugesOf } from '../gauges';
import type { LiveHub } from './hub';

export function registerLiveMetrics(registry: Registry, follower: EventFollower, hub: LiveHub): void {
  const gauge = gaugesOf(registry, 'events');
  const live = gaugesOf(registry, 'live');
  const metrics = () => follower.metrics();
  gauge('connected', '1 while the outbox can be read.', () => Number(metrics().connected));
  gauge(
    'lag_seconds',
    'From the transaction of the newest event to its arrival.',
    () => metrics().lagMilliseconds / 1_000,
  );
  gauge(
    'held_back_seconds',
    'For how long the oldest event waits that cannot be told yet, behind an open transaction.',
    () => metrics().heldBackMilliseconds / 1_000,
  );
  gauge('reconnects', 'How often the reading of the outbox began again.', () => metrics().reconnects);
  live('subscribers', 'Subscribers of the hub.', () => hub.subscriberCount);
  live('groups', 'Groups of subscribers who get the same answers.', () => hub.groupCount);
  live('executions', 'How often an event was resolved for a group.', () => hub.executions);
}
