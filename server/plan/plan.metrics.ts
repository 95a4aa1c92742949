/** Promises the numbers by which an operator sees the planner of this server: whether it leads, how fresh and proved its plan is. */
import type { Registry } from 'prom-client';
import { gaugesOf } from '../gauges';
import type { PlannerHost } from './planner.host';

export function registerPlannerMetrics(registry: Registry, host: Pick<PlannerHost, 'state'>): void {
  const gauge = gaugesOf(registry, 'planner');
  const age = () => (host.state.publishedAt === undefined ? 0 : (Date.now() - host.state.publishedAt) / 1_000);
  gauge('leading', '1 while this server plans.', () => Number(host.state.leading));
  gauge('publications', 'Versions that this server has published.', () => host.state.publications);
  gauge('published_ago_seconds', 'Since the last publication of this server; 0 before the first.', age);
  gauge('optimal', '1 while the certificate of the last plan held.', () => Number(host.state.optimal ?? false));
  gauge('needs_open', 'Open needs of the last plan.', () => host.state.needsOpen);
  gauge('needs_planned', 'Of these, with a place.', () => host.state.needsPlanned);
  gauge('offers', 'Offers that this server has made.', () => host.state.offers);
  gauge('load_seconds', 'Of the last plan made anew, from reading to publication.', () => host.state.loadSeconds);
  gauge('progress', 'Part of the solve under way that is done; 0 when none is.', () => host.state.progress ?? 0);
  gauge('refused', '1 while the engine refuses to plan; planProgress tells why.', () =>
    Number(host.state.refusal !== undefined),
  );
  gauge('failures', 'How often the planner failed and began anew.', () => host.state.failures);
  gauge('thread_restarts', 'How often the planning thread ended by itself.', () => host.state.restarts);
}
