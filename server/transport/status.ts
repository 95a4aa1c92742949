/** Promises /health for load balancers, without versions, and /metrics for programs on the same machine only. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Config } from '../config';
import { isLoopback } from './origin';
import type { Sockets } from './sockets';

/** Figures of the process itself: taken once, however many servers it runs. */
let processMetrics: Registry | undefined;

function processRegistry(): Registry {
  if (!processMetrics) {
    processMetrics = new Registry();
    collectDefaultMetrics({ register: processMetrics });
  }
  return processMetrics;
}

/** The figures of one server. */
export class Metrics {
  readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'linkage_http_request_seconds',
    help: 'Time from request to answer.',
    labelNames: ['method', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [this.registry],
  });
  private readonly refusals = new Counter({
    name: 'linkage_guard_refusals_total',
    help: 'Requests that the guard refused, by code.',
    labelNames: ['code'],
    registers: [this.registry],
  });

  constructor(sockets: Sockets) {
    this.gauge('linkage_sockets', 'Open WebSockets.', () => sockets.size);
    this.gauge('linkage_subscriptions', 'Open subscriptions.', () => sockets.subscriptions);
    this.gauge('linkage_sockets_buffered_bytes', 'What waits for readers.', () => sockets.buffered.sum);
    this.gauge('linkage_sockets_fullest_bytes', 'What waits for the slowest reader.', () => sockets.buffered.fullest);
  }

  countRequest(method: string, status: number, seconds: number): void {
    this.requests.observe({ method, status: String(status) }, seconds);
  }

  countRefusal(code: string): void {
    this.refusals.inc({ code });
  }

  async text(): Promise<string> {
    return `${await processRegistry().metrics()}\n${await this.registry.metrics()}`;
  }

  private gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      collect() {
        this.set(read());
      },
    });
  }
}

export interface StatusParts {
  readonly config: Config;
  readonly ready: () => Promise<void>;
  readonly isDraining: () => boolean;
  readonly metrics: Metrics;
}

export function registerStatus(server: FastifyInstance, parts: StatusParts): void {
  const isReady = oneAtATime(parts.ready);
  server.get('/health', async (_request, reply) => {
    if (parts.isDraining()) return reply.code(503).send({ status: 'draining' });
    return (await isReady()) ? { status: 'ok' } : reply.code(503).send({ status: 'unavailable' });
  });
  server.get('/metrics', async (request, reply) => {
    if (!isLocal(request)) return reply.callNotFound();
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(await parts.metrics.text());
  });
}

/** What a proxy on this machine passes on comes from loopback too, but names whom it passes on. */
function isLocal(request: FastifyRequest): boolean {
  const forwarded = request.headers['x-forwarded-for'] ?? request.headers.forwarded ?? request.headers['x-real-ip'];
  return forwarded === undefined && isLoopback(request.socket.remoteAddress);
}

/** Anybody may ask for health as often as they like; the database is asked by one of them at a time. */
function oneAtATime(ready: () => Promise<void>): () => Promise<boolean> {
  let asking: Promise<boolean> | undefined;
  return () => {
    asking ??= ready()
      .then(
        () => true,
        () => false,
      )
      .finally(() => (asking = undefined));
    return asking;
  };
}
