/** Promises Mercurius as its manual shows subscriptions: its own PubSub, `withFilter`, one execution for each subscriber. */
import Fastify from 'fastify';
import mercurius, { withFilter, type IResolvers, type PubSub } from 'mercurius';
import { answering, usage } from './protocol';
import { peerEvent, type PeerEvent } from './question';

const schema = `
  type Area { code: String! name: String! }
  type Need {
    id: ID! serviceKind: String! urgency: String! status: String! cardText: String! quantity: Int! quantityRemaining: Int!
    referredAt: String! area: Area!
  }
  type NeedEvent { cursor: String! type: String! at: String! needId: ID! need: Need! }
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
        ({ organisationFeed }: { organisationFeed: PeerEvent }, args: unknown) =>
          organisationFeed.organisationId === (args as { organisationId: string }).organisationId,
      ),
    },
  },
};

const app = Fastify();
void app.register(mercurius, { schema, resolvers: resolvers as unknown as IResolvers, subscription: true });
const listening = app.listen({ port: 0, host: '127.0.0.1' });

function publish({ organisation }: { organisation: number }): void {
  app.graphql.pubsub.publish({ topic: 'NEED', payload: { organisationFeed: peerEvent(organisation) } });
}

answering({
  address: async () => `${(await listening).replace('http', 'ws')}/graphql`,
  publish,
  subscribed: () => subscribed,
  ...usage,
});
