/** Promises Mercurius as its manual shows subscriptions: its own PubSub, `withFilter`, one execution for each subscriber. */
import Fastify from 'fastify';
import mercurius, { withFilter, type IResolvers, type PubSub } from 'mercurius';
import { answering, timedId, usage } from './protocol';

interface NeedEvent {
  readonly cursor: string;
  readonly type: string;
  readonly at: string;
  readonly needId: string;
  readonly organisationId: string;
}

const schema = `
  type NeedEvent { cursor: String! type: String! at: String! needId: ID! }
  type Query { nothing: String }
  type Subscription { organisationFeed(organisationId: ID!): NeedEvent! }
`;

let subscribed = 0;
const resolvers = {
  Subscription: {
    organisationFeed: {
      subscribe: withFilter(
        (_root: unknown, _args: unknown, { pubsub }: { pubsub: PubSub }) => {
          subscribed += 1;
          return pubsub.subscribe('NEED');
        },
        ({ organisationFeed }: { organisationFeed: NeedEvent }, args: unknown) =>
          organisationFeed.organisationId === (args as { organisationId: string }).organisationId,
      ),
    },
  },
};

const app = Fastify();
void app.register(mercurius, { schema, resolvers: resolvers as unknown as IResolvers, subscription: true });
const listening = app.listen({ port: 0, host: '127.0.0.1' });

function publish({ organisation, length }: { organisation: number; length: number }): void {
  const needId = Buffer.from(`Need:${timedId()}`).toString('base64url');
  const event: NeedEvent = {
    needId,
    type: 'NEED_REFERRED',
    at: new Date().toISOString(),
    // So that the whole frame is as long as ours.
    cursor: 'x'.repeat(Math.max(1, length - 250)),
    organisationId: String(organisation),
  };
  app.graphql.pubsub.publish({ topic: 'NEED', payload: { organisationFeed: event } });
}

answering({
  address: async () => `${(await listening).replace('http', 'ws')}/graphql`,
  publish,
  subscribed: () => subscribed,
  usage,
});
