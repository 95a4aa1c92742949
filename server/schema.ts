/** Promises the executable schema built from the resolvers that the composition made by hand. */
import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync, type NonEmptyArray } from 'type-graphql';

// Subscriptions come from the outbox by `subscribe` of their own; nothing may be published past it.
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
  const byClass = new Map(resolvers.map((resolver) => [resolver.constructor, resolver]));
  const classes = [...byClass.keys()] as unknown as NonEmptyArray<new () => unknown>;
  return buildSchemaSync({
    resolvers: classes as never,
    container: { get: (wanted) => byClass.get(wanted) },
    pubSub: noPubSub as never,
    validate: false,
    authMode: 'error',
  });
}
