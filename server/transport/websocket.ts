/** Promises subscriptions over graphql-transport-ws behind the same guard as HTTP, and sockets that cannot harm the process. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { GraphQLError, type ExecutionArgs, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { handleProtocols, makeServer, type Context, type ServerOptions, type SubscribePayload } from 'graphql-ws';
import { WebSocketServer, type WebSocket } from 'ws';
import { Fault } from '../../schema/fault';
import type { Config } from '../config';
import type { RequestContext } from '../context';
import type { Actor } from '../identity/actor';
import type { Guard } from './guard';
import type { Limits } from './limits';
import { describeFailure, type Log } from './log';
import type { Mask } from './mask';
import { isOriginAllowed } from './origin';
import { closeCode, Connection } from './connection';
import type { Sockets } from './sockets';

/** Errors as clients may see them. */
export type PresentErrors = (errors: readonly GraphQLError[]) => readonly GraphQLFormattedError[];

/** Replaces the `subscribe` of graphql-js; answers that do not pass through graphql-ws present their errors by themselves. */
export type Subscribe = (
  args: ExecutionArgs,
  presentErrors: PresentErrors,
) => ReturnType<NonNullable<ServerOptions['subscribe']>>;

export interface WebSocketParts {
  readonly config: Config;
  readonly schema: GraphQLSchema;
  readonly authenticate: (authorization: string | undefined) => Promise<Actor | undefined>;
  readonly subscribe?: Subscribe;
  readonly guard: Guard;
  readonly mask: Mask;
  readonly log: Log;
  readonly limits: Limits;
  readonly sockets: Sockets;
  readonly isDraining: () => boolean;
}

interface Extra extends Record<PropertyKey, unknown> {
  readonly connection: Connection;
}

type SocketContext = Context<Record<string, unknown>, Extra>;

/** Answers upgrades of the HTTP server at /graphql. */
export function attachWebSocket(http: Server, parts: WebSocketParts): void {
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: parts.limits.messageBytes,
    // A compressed frame cannot be shared between subscribers, and compression is memory for whoever asks for it.
    perMessageDeflate: false,
    handleProtocols,
  });
  const protocol = makeServer(protocolOptions(parts));
  http.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const status = upgradeStatus(request, parts);
    if (status !== undefined) return refuseUpgrade(stream, status);
    server.handleUpgrade(request, stream, head, (socket) => accept(socket, protocol, parts));
  });
}

/** The status that refuses an upgrade; undefined when it may go on. */
function upgradeStatus(request: IncomingMessage, parts: WebSocketParts): string | undefined {
  const path = (request.url ?? '').split('?')[0];
  if (path !== '/graphql') return '404 Not Found';
  if (!isOriginAllowed(request.headers.origin, request.headers.host, parts.config)) return '403 Forbidden';
  if (parts.isDraining() || parts.sockets.isFull) return '503 Service Unavailable';
  return undefined;
}

function refuseUpgrade(stream: Duplex, status: string): void {
  stream.on('error', () => stream.destroy());
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\nRetry-After: 1\r\n\r\n`);
}

function accept(
  socket: WebSocket,
  protocol: ReturnType<typeof makeServer<Record<string, unknown>, Extra>>,
  parts: WebSocketParts,
): void {
  const connection = new Connection(socket, parts.limits);
  parts.sockets.add(connection);
  // ws closes the socket itself (1009 for a frame that is too large); without a listener the error would end the process.
  socket.on('error', () => undefined);
  socket.on('ping', () => limitRate(connection));
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (frame) => connection.send(frame),
      close: (code = 1000, reason = '') => connection.close(code, reason),
      onMessage: (handle) => {
        socket.on('message', (message: Buffer, isBinary: boolean) => {
          if (socket.readyState !== socket.OPEN || !limitRate(connection)) return;
          if (isBinary) return connection.close(4400, 'text frames only');
          handle(message.toString('utf8')).catch((error: unknown) => endFailed(connection, error, parts));
        });
      },
    },
    { connection },
  );
  socket.once('close', (code, reason) => {
    parts.sockets.remove(connection);
    Promise.resolve(closed(code, String(reason))).catch((error: unknown) => logFailure(error, parts));
  });
}

function limitRate(connection: Connection): boolean {
  if (connection.spend()) return true;
  connection.close(closeCode.tooMany, 'too many messages');
  return false;
}

/** A failure that says "later" leaves the client its retry; a bug does not. */
function endFailed(connection: Connection, error: unknown, parts: WebSocketParts): void {
  if (isRetryable(error)) return connection.close(closeCode.tryLater, 'try again');
  logFailure(error, parts);
  connection.close(closeCode.internal, 'internal error');
}

function logFailure(error: unknown, parts: WebSocketParts): void {
  parts.log.error(
    { errorId: randomUUID(), failure: describeFailure(error) },
    'a socket met a failure that nobody expected',
  );
}

function isRetryable(error: unknown): boolean {
  return error instanceof Fault && error.extensions.code === 'RETRYABLE';
}

function protocolOptions(parts: WebSocketParts): ServerOptions<Record<string, unknown>, Extra> {
  const presentErrors: PresentErrors = (errors) => parts.mask.presentAll(errors, parts.limits.errors);
  const { subscribe } = parts;
  return {
    connectionInitWaitTimeout: parts.limits.initialisationMilliseconds,
    subscribe: subscribe && ((args) => subscribe(args, presentErrors)),
    onConnect: (context) => connect(context, parts),
    onSubscribe: (context, id, payload) => prepare(context, id, payload, parts),
    onOperation: (context) => {
      context.extra.connection.subscriptions = Object.keys(context.subscriptions).length;
    },
    onComplete: (context, id) => {
      const open = Object.keys(context.subscriptions).filter((other) => other !== id);
      context.extra.connection.subscriptions = open.length;
    },
    onNext: (context, _id, _payload, _args, result) => {
      // An event that could not be read just now is not told half: the client comes back and resumes before it.
      if (result.errors?.some(({ extensions }) => extensions.code === 'RETRYABLE'))
        context.extra.connection.close(closeCode.tryLater, 'try again');
      return result.errors
        ? { ...result, errors: parts.mask.presentAll(result.errors, parts.limits.errors) }
        : undefined;
    },
    onError: (_context, _id, _payload, errors) => parts.mask.presentAll(errors, parts.limits.errors),
  };
}

function authorizationOf(context: SocketContext): string | undefined {
  const given = context.connectionParams?.authorization ?? context.connectionParams?.Authorization;
  return typeof given === 'string' ? given : undefined;
}

/** Lets a socket in with a good credential only; what it may subscribe to is decided for each subscription. */
async function connect(context: SocketContext, parts: WebSocketParts): Promise<boolean> {
  const { connection } = context.extra;
  const refuse = (code: number, reason: string) => {
    connection.close(code, reason);
    // The handshake of the protocol ends here; its own answer to "no" would be a second close, which ws ignores.
    return false;
  };
  const authorization = authorizationOf(context);
  if (authorization === undefined) return refuse(closeCode.unauthenticated, 'sign in first');
  try {
    const actor = await parts.authenticate(authorization);
    if (!actor) return refuse(closeCode.forbidden, 'the credential is not valid');
    if (connection.socket.readyState !== connection.socket.OPEN) return false;
    return parts.sockets.own(connection, actor) || refuse(closeCode.tooMany, 'too many sockets');
  } catch (error) {
    if (isRetryable(error)) return refuse(closeCode.tryLater, 'try again');
    if (!(error instanceof Fault)) logFailure(error, parts);
    return refuse(closeCode.forbidden, 'the credential is not valid');
  }
}

/** What is executed for a subscription, or why not. The actor is read again: the socket may be hours old. */
async function prepare(
  context: SocketContext,
  subscriptionId: string,
  payload: SubscribePayload,
  parts: WebSocketParts,
): Promise<ExecutionArgs | readonly GraphQLError[]> {
  // The subscription that asks is in the list already.
  if (Object.keys(context.subscriptions).length > parts.limits.subscriptionsPerSocket)
    return [
      new Fault('LIMIT_EXCEEDED', {
        zh: `每个连接最多 ${parts.limits.subscriptionsPerSocket} 个订阅`,
        en: `at most ${parts.limits.subscriptionsPerSocket} subscriptions on one socket`,
      }),
    ];
  try {
    const currentActor = actorReader(context, parts);
    const actor = await currentActor();
    if (!actor) return [signInEnded()];
    const document = parts.guard.parse(payload.query);
    const { operationName, variables } = payload;
    const refused = parts.guard.refuse({ document, operationName, variables, transport: 'websocket', actor });
    if (refused.length > 0) return refused;
    return {
      schema: parts.schema,
      document,
      operationName,
      variableValues: variables,
      contextValue: socketContext(context.extra.connection, subscriptionId, actor, currentActor),
    };
  } catch (error) {
    if (isRetryable(error)) context.extra.connection.close(closeCode.tryLater, 'try again');
    return [requestError(error)];
  }
}

function signInEnded(): Fault {
  return new Fault('UNAUTHENTICATED', { zh: '登录已失效，请重新登录', en: 'your sign-in has ended, sign in again' });
}

function requestError(error: unknown): GraphQLError {
  if (!(error instanceof GraphQLError)) return new GraphQLError('', { originalError: error as Error });
  if (error instanceof Fault) return error;
  return new GraphQLError(error.message, {
    source: error.source,
    positions: error.positions,
    extensions: { code: 'GRAPHQL_PARSE_FAILED' },
  });
}

/** Reads who the socket stands for now; undefined when its credential has ended or was revoked. */
function actorReader(context: SocketContext, parts: WebSocketParts): () => Promise<Actor | undefined> {
  const authorization = authorizationOf(context);
  return async () => {
    try {
      return await parts.authenticate(authorization);
    } catch (error) {
      if (error instanceof Fault && error.extensions.code === 'UNAUTHENTICATED') return undefined;
      throw error;
    }
  };
}

function socketContext(
  connection: Connection,
  subscriptionId: string,
  actor: Actor,
  currentActor: () => Promise<Actor | undefined>,
): RequestContext {
  return {
    requestId: randomUUID(),
    transport: 'websocket',
    actor,
    currentActor,
    closeSocket: (code, reason) => connection.close(code, reason),
    connection,
    subscriptionId,
    loaders: new Map(),
  };
}
