/** Promises GraphQL over HTTP. */
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { ApolloServer } from '@apollo/server';
import fastifyApollo, { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import type { GraphQLSchema } from 'graphql';
import { randomUUID } from 'node:crypto';
import type { Config } from '../config';
import type { RequestContext } from '../context';
import type { Actor } from '../identity/actor';

export interface TransportOptions {
  readonly config: Config;
  readonly schema: GraphQLSchema;
  /** The actor of an Authorization header; undefined for nobody; throws UNAUTHENTICATED for a bad one. */
  readonly authenticate: (authorization: string | undefined) => Promise<Actor | undefined>;
  /** Throws when the database does not answer. */
  readonly ready: () => Promise<void>;
}

export async function createTransport(options: TransportOptions): Promise<FastifyInstance> {
  const server = Fastify({ logger: false });
  const apollo = new ApolloServer<RequestContext>({ schema: options.schema, plugins: [fastifyApolloDrainPlugin(server)] });
  await apollo.start();
  await server.register(fastifyApollo(apollo), {
    context: async (request: FastifyRequest) => ({
      requestId: randomUUID(),
      transport: 'http' as const,
      actor: await options.authenticate(request.headers.authorization),
      loaders: new Map(),
    }),
  });
  server.get('/health', async () => ({ status: 'ok' }));
  return server;
}
