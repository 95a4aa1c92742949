/** Promises GraphQL over HTTP and WebSocket on one port, bounded in size and time, ended in order. */
import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import helmet from '@fastify/helmet';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Config } from '../config';
import type { RequestContext } from '../context';
import { Fault } from '../../schema/fault';
import type { Actor } from '../identity/actor';
import { createApollo } from './apollo';
import { registerActivities, registerCalendar, type CalendarReader } from './calendar';
import { registerDisclosures, type DisclosureReader } from './disclosure';
import { browserCookie } from './cookie';
import { Guard } from './guard';
import { productLimits, type Limits } from './limits';
import { createLog, type Log } from './log';
import { Mask } from './mask';
import { registerPortal } from './portal';
import { addressHasher, isOriginAllowed } from './origin';
import { Repeats } from './repeats';
import { admitRequest, answer, answerFailure, answerNotFound, jsonOnly } from './request';
import { Sockets } from './sockets';
import { Metrics, registerStatus } from './status';
import { registerDownloads, registerUploads, type DownloadRoute, type Gate, type UploadRoute } from './upload';
import { attachWebSocket, type Subscribe } from './websocket';

export interface TransportOptions {
  readonly config: Config;
  readonly schema: GraphQLSchema;
  /** The actor of an Authorization header; undefined for nobody; throws UNAUTHENTICATED for a bad one. */
  readonly authenticate: (authorization: string | undefined) => Promise<Actor | undefined>;
  /** Throws when the database does not answer. */
  readonly ready: () => Promise<void>;
  /** Replaces the `subscribe` of graphql-js: the live room shares one execution between subscribers. */
  readonly subscribe?: Subscribe;
  /** Reads what is due behind a calendar address. */
  readonly calendar?: CalendarReader;
  /** Reads the calendar of activities, for everybody. */
  readonly activities?: () => Promise<string>;
  /** Reads what is published. */
  readonly disclosures?: DisclosureReader;
  /** Where the built portal stands; its pages are served when they are there. */
  readonly portalFolder?: string;
  /** What is sent as bytes. */
  readonly uploads?: readonly UploadRoute[];
  /** What is read as bytes. */
  readonly downloads?: readonly DownloadRoute[];
  readonly log?: Log;
  readonly limits?: Partial<Limits>;
}

export interface Transport {
  readonly server: FastifyInstance;
  readonly sockets: Sockets;
  readonly metrics: Metrics;
  readonly log: Log;
  /** Listens; resolves with the port. */
  listen(address: { readonly host: string; readonly port: number }): Promise<number>;
  /** Says 503, closes sockets, lets requests under way finish, stops listening. */
  close(): Promise<void>;
}

export async function createTransport(options: TransportOptions): Promise<Transport> {
  const { config, schema } = options;
  const limits: Limits = {
    ...productLimits,
    // A load balancer needs a moment to see the 503; nobody waits for one at a desk.
    lameDuckMilliseconds: config.production ? 2_000 : 0,
    ...options.limits,
  };
  const log = options.log ?? createLog(config.logLevel);
  const mask = new Mask(log);
  const guard = new Guard(schema, config.introspection, limits);
  const sockets = new Sockets(limits);
  const metrics = new Metrics(sockets);
  let draining = false;
  const isDraining = () => draining;

  const server = createServer(config, limits);
  const endUnused = followUnused(server.server);
  await server.register(helmet, securityHeaders);
  const repeats = new Repeats();
  jsonOnly(server, repeats);
  observe(server, log, metrics, config, isDraining);
  server.setErrorHandler((error, request, reply) => answerFailure(error, request, reply, mask));
  server.setNotFoundHandler(answerNotFound);
  registerStatus(server, { config, ready: options.ready, isDraining, metrics });

  registerRoutes(server, options);

  const apollo = createApollo({ schema, guard, mask, limits, log, onRefusal: (code) => metrics.countRefusal(code) });
  await apollo.start();
  server.addHook('onClose', () => apollo.stop());
  const handle = fastifyApolloHandler(apollo, { context: contextOf(options) });
  server.route({
    method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'],
    url: '/graphql',
    onRequest: (request, reply, done) => admitRequest(request, reply, config, done),
    handler: (request, reply) => repeats.inTurn(request, () => handle.call(server, request, reply)),
  });
  attachWebSocket(server.server, { ...options, guard, mask, log, limits, sockets, isDraining });

  return {
    server,
    sockets,
    metrics,
    log,
    listen: async (address) => {
      await server.listen(address);
      const bound = server.server.address();
      return typeof bound === 'object' && bound !== null ? bound.port : address.port;
    },
    close: async () => {
      draining = true;
      sockets.drain();
      if (limits.lameDuckMilliseconds > 0) await pause(limits.lameDuckMilliseconds);
      const closed = server.close();
      endUnused();
      // A peer that does not answer the closing handshake is not waited for.
      const impatience = setTimeout(() => sockets.end(), limits.closeMilliseconds);
      await closed;
      clearTimeout(impatience);
      sockets.end();
    },
  };
}

/** What is read or sent beside GraphQL. */
function registerRoutes(server: FastifyInstance, options: TransportOptions): void {
  if (options.calendar) registerCalendar(server, options.calendar);
  if (options.activities) registerActivities(server, options.activities);
  if (options.disclosures) registerDisclosures(server, options.disclosures);
  if (options.portalFolder !== undefined) registerPortal(server, options.portalFolder);
  const gate: Gate = {
    authenticate: (authorization) => options.authenticate(authorization),
    isOriginAllowed: ({ headers }) => isOriginAllowed(headers.origin, headers.host, options.config),
    refuse: answer,
  };
  registerUploads(server, gate, options.uploads ?? []);
  registerDownloads(server, gate, options.downloads ?? []);
}

function createServer(config: Config, limits: Limits): FastifyInstance {
  return Fastify({
    logger: false,
    genReqId: () => randomUUID(),
    bodyLimit: limits.messageBytes,
    trustProxy: config.trustedProxy ?? false,
    exposeHeadRoutes: false,
    forceCloseConnections: 'idle',
    requestTimeout: limits.requestMilliseconds,
    // Node looks for requests that take too long only as often as this; without it a slow request stays open.
    http: {
      headersTimeout: limits.requestMilliseconds,
      connectionsCheckingInterval: limits.connectionCheckMilliseconds,
      maxHeaderSize: 16 * 1024,
    },
  });
}

/**
 * Ends the connections that never sent anything. Browsers and clients open some in advance; Node counts them as busy, and a server
 * that closes would wait for their first request until its time is over.
 */
function followUnused(server: Server): () => void {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  return () => {
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
  };
}

/** What this port serves is data: nothing may be run, framed or referred to. */
const securityHeaders = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: true },
  referrerPolicy: { policy: 'no-referrer' as const },
  frameguard: { action: 'deny' as const },
};

function observe(server: FastifyInstance, log: Log, metrics: Metrics, config: Config, isDraining: () => boolean): void {
  // A person at a terminal wants to see the address, not a line for each request.
  const level = config.production ? 'info' : 'debug';
  server.addHook('onSend', async (request: FastifyRequest, reply: FastifyReply) => {
    reply.header('x-request-id', request.id);
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    if (isDraining()) reply.header('connection', 'close');
  });
  server.addHook('onResponse', async (request, reply) => {
    const { method } = request;
    metrics.countRequest(method, reply.statusCode, reply.elapsedTime / 1_000);
    // The path without its query: a query by GET carries what people typed.
    const path = request.url.split('?')[0];
    log[level](
      { requestId: request.id, method, path, status: reply.statusCode, milliseconds: Math.round(reply.elapsedTime) },
      'request',
    );
  });
}

function contextOf(
  options: TransportOptions,
): (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext> {
  const hashOf = addressHasher(options.config);
  return async (request, reply) => ({
    requestId: request.id,
    transport: 'http' as const,
    actor: await authenticated(options, request.headers.authorization),
    clientHash: hashOf(request.ip),
    loaders: new Map(),
    browser: browserCookie(request, reply, options.config),
    gone: () => goneSignal(reply),
  });
}

function goneSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  const look = () => {
    if (!reply.raw.writableFinished) gone.abort(clientGone());
  };
  if (reply.raw.destroyed) look();
  else reply.raw.once('close', look);
  return gone.signal;
}

function clientGone(): Fault {
  return new Fault('RETRYABLE', { zh: '请求方已断开', en: 'the client has gone before its answer' });
}

/** The actor. Throws the fault with the status that HTTP has for it. */
async function authenticated(options: TransportOptions, authorization: string | undefined): Promise<Actor | undefined> {
  try {
    return await options.authenticate(authorization);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    throw withStatus(error);
  }
}

function withStatus(fault: Fault): Fault {
  const isRetryable = fault.extensions.code === 'RETRYABLE';
  const head = isRetryable ? { status: 503, headers: new Map([['retry-after', '1']]) } : { status: 401 };
  return Object.assign(fault, { extensions: { ...fault.extensions, http: head } });
}
