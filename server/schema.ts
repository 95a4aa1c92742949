/** Promises the executable schema built from the resolvers that the composition made by hand. */
import 'reflect-metadata';
import type { GraphQLObjectType, GraphQLSchema } from 'graphql';
import { buildSchemaSync, type NonEmptyArray } from 'type-graphql';

// Subscriptions come from the outbox through the hub; nothing may be published past it.
const noPubSub = {
  publish: () => {
    throw new Error('Events come from the outbox only.');
  },
  subscribe: () => {
    throw new Error('Events come from the outbox only.');
  },
};

/** Builds the schema. Each resolver is an instance; the first parameter of none is a container. */
export function buildLinkageSchema(resolvers: readonly object[]): GraphQLSchema {
  const byClass = new Map<unknown, object>(resolvers.map((resolver) => [resolver.constructor, resolver]));
  const classes = [...byClass.keys()] as unknown as NonEmptyArray<new () => unknown>;
  const schema = buildSchemaSync({
    resolvers: classes,
    container: { get: (wanted: unknown) => byClass.get(wanted) },
    pubSub: noPubSub,
    validate: false,
    authMode: 'error',
    // It would answer an introspection to itself at every start; Apollo validates the schema anyway.
    skipCheck: true,
  });
  describe(schema.getQueryType(), '查询 What can be read. Send queries and mutations over HTTP.');
  describe(schema.getMutationType(), '变更 What can be done: one input each, and a union of what came of it.');
  describe(schema.getSubscriptionType(), '订阅 What can be followed live, over WebSocket (graphql-transport-ws).');
  return schema;
}

/** type-graphql gives the root types no description. */
function describe(type: GraphQLObjectType | null | undefined, description: string): void {
  if (type) type.description = description;
}
