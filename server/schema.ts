/** Promises the executable schema built from the resolvers that the composition made by hand. */
import 'reflect-metadata';
import { assertValidSchema, GraphQLSchema, type GraphQLObjectType } from 'graphql';
import { buildSchemaSync, type NonEmptyArray, type ResolverData } from 'type-graphql';

// Subscriptions come from the outbox through the hub; nothing may be published past it.
const noPubSub = {
  publish: () => {
    throw new Error('Events come from the outbox only.');
  },
  subscribe: () => {
    throw new Error('Events come from the outbox only.');
  },
};

type Classes = ReadonlyMap<unknown, object>;

/** By schema: the instances that answer it. */
const instances = new WeakMap<GraphQLSchema, Classes>();
let built: { readonly schema: GraphQLSchema; readonly classes: Classes } | undefined;

/**
 * The schema with these resolvers, instances with what they need. Its types are made once in a process, whatever servers it runs; which
 * instance answers is found by the schema that is asked.
 */
export function buildLinkageSchema(resolvers: readonly object[]): GraphQLSchema {
  const classes: Classes = new Map(resolvers.map((resolver) => [resolver.constructor, resolver]));
  const isBuilt = built?.classes.size === classes.size && [...classes.keys()].every((key) => built!.classes.has(key));
  if (!isBuilt) built = { schema: buildTypes([...classes.keys()]), classes };
  const schema = new GraphQLSchema({ ...built!.schema.toConfig(), assumeValid: true });
  instances.set(schema, classes);
  return schema;
}

function buildTypes(classes: readonly unknown[]): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: classes as NonEmptyArray<new () => unknown>,
    container: ({ info }: ResolverData) => ({ get: (wanted: unknown) => instances.get(info.schema)!.get(wanted) }),
    pubSub: noPubSub,
    validate: false,
    authMode: 'error',
    // It would answer an introspection to itself at every start; the schema is validated below.
    skipCheck: true,
  });
  describe(schema.getQueryType(), '查询 What can be read. Send queries and mutations over HTTP.');
  describe(schema.getMutationType(), '变更 What can be done: one input each, and a union of what came of it.');
  describe(schema.getSubscriptionType(), '订阅 What can be followed live, over WebSocket (graphql-transport-ws).');
  assertValidSchema(schema);
  return schema;
}

/** type-graphql gives the root types no description. */
function describe(type: GraphQLObjectType | null | undefined, description: string): void {
  if (type) type.description = description;
}
