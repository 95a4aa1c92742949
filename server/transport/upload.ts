/**
 * Promises bytes that are no JSON: sent by PUT under an id made by the client, within a size, by who is signed in, and read by GET. No form
 * can send a PUT, so no foreign page can either.
 */
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Fault } from '../../schema/fault';
import type { Actor } from '../identity/actor';
import type { Message } from '../message';

export interface Upload {
  readonly id: string;
  readonly query: Readonly<Record<string, string>>;
  readonly mediaType: string;
  /** As they came; whoever reads them may empty the list. */
  readonly chunks: Buffer[];
}

export interface UploadAnswer {
  readonly status: number;
  readonly body: object;
}

export interface UploadRoute {
  /** Under which it is sent: /trigger-imports. */
  readonly path: string;
  readonly mediaTypes: readonly string[];
  readonly byteMaximum: (query: Readonly<Record<string, string>>) => number;
  /** Asked before the bytes are read; false for who may never send any. */
  readonly admits: (actor: Actor) => boolean;
  readonly receive: (actor: Actor, upload: Upload) => Promise<UploadAnswer>;
}

export interface Download {
  readonly mediaType: string;
  /** Under which a browser keeps it; left out, it shows it. */
  readonly fileName?: string;
  /** How many there are in all, where they come piece by piece: a reader notices when some are missing. */
  readonly byteCount?: number;
  readonly bytes: Buffer | AsyncIterable<Buffer>;
}

/** Bytes that are read by GET of /path/{UUID}. */
export interface DownloadRoute {
  readonly path: string;
  /** False for who may never read any. */
  readonly admits: (actor: Actor) => boolean;
  /** The bytes, or the status that says why not. */
  readonly read: (actor: Actor, id: string) => Promise<Download | number>;
}

export interface Gate {
  /** Throws UNAUTHENTICATED for a bad header. */
  readonly authenticate: (authorization: string | undefined) => Promise<Actor | undefined>;
  readonly isOriginAllowed: (request: FastifyRequest) => boolean;
  readonly refuse: (reply: FastifyReply, status: number, said?: Message) => FastifyReply;
}

const idShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export function registerUploads(server: FastifyInstance, gate: Gate, routes: readonly UploadRoute[]): void {
  for (const route of routes)
    void server.register(async (scope) => {
      scope.removeAllContentTypeParsers();
      // The body is left to the handler, which counts it; the parser of the others stays JSON.
      scope.addContentTypeParser([...route.mediaTypes], (_request, payload, done) => done(null, payload));
      scope.put(`${route.path}/:id`, { bodyLimit: Number.MAX_SAFE_INTEGER }, async (request, reply) => {
        const { id } = request.params as { id: string };
        if (!gate.isOriginAllowed(request)) return gate.refuse(reply, 403);
        if (!idShape.test(id) || request.headers['content-encoding'] !== undefined) return gate.refuse(reply, 400);
        const actor = await actorOf(gate, request);
        if (!actor) return gate.refuse(reply, 401);
        if (!route.admits(actor)) return gate.refuse(reply, 403, notAllowed);
        const query = textsOf(request.query);
        const chunks = await within(request, route.byteMaximum(query));
        if (!chunks) return gate.refuse(reply.header('connection', 'close'), 413, tooLong);
        const mediaType = (request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
        const answer = await route.receive(actor, { id, query, mediaType, chunks });
        return reply.code(answer.status).type('application/json; charset=utf-8').send(answer.body);
      });
    });
}

export function registerDownloads(server: FastifyInstance, gate: Gate, routes: readonly DownloadRoute[]): void {
  for (const route of routes)
    server.get(`${route.path}/:id`, async (request, reply) => {
      const { id } = request.params as { id: string };
      const actor = await actorOf(gate, request);
      if (!actor) return gate.refuse(reply, 401);
      const found = idShape.test(id) && route.admits(actor) ? await route.read(actor, id) : 404;
      if (typeof found === 'number') return gate.refuse(reply, found);
      const { mediaType, fileName, byteCount, bytes } = found;
      const disposition = fileName === undefined ? 'inline' : `attachment; filename="${fileName}"`;
      reply.type(mediaType).header('content-disposition', disposition);
      if (Buffer.isBuffer(bytes)) return reply.send(bytes);
      if (byteCount !== undefined) reply.header('content-length', byteCount);
      return reply.send(Readable.from(bytes, { objectMode: false }));
    });
}

const notAllowed: Message = { zh: '您的角色不允许此操作', en: 'your role does not allow this' };
const tooLong: Message = {
  zh: '文件过大，请拆分或压缩后重新发送',
  en: 'the file is too large: split it or make it smaller',
};

/** Undefined for nobody, and for a credential that does not hold. */
async function actorOf(gate: Gate, request: FastifyRequest): Promise<Actor | undefined> {
  try {
    return await gate.authenticate(request.headers.authorization);
  } catch (error) {
    if (error instanceof Fault && error.extensions.code === 'UNAUTHENTICATED') return undefined;
    throw error;
  }
}

/** The body as it came, or undefined when it is longer than allowed; what is too long is not read on. */
async function within(request: FastifyRequest, maximum: number): Promise<Buffer[] | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > maximum) return undefined;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.body as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maximum) return undefined;
    chunks.push(chunk);
  }
  return chunks;
}

function textsOf(query: unknown): Record<string, string> {
  const entries = Object.entries((query ?? {}) as Record<string, unknown>);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
