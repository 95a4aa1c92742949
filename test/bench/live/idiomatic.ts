/** Promises type-graphql and graphql-ws as their manuals show them: a PubSub, a filter, one execution for each subscriber. */
import 'reflect-metadata';
import { createPubSub } from '@graphql-yoga/subscription';
import { useServer } from 'graphql-ws/use/ws';
import { Arg, buildSchemaSync, Field, ID, Int, ObjectType, Query, Resolver, Root, Subscription } from 'type-graphql';
import { WebSocketServer } from 'ws';
import { answering, usage } from './protocol';
import { peerEvent, type PeerEvent } from './question';

@ObjectType()
class Area {
  @Field(() => String)
  code!: string;

  @Field(() => String)
  name!: string;
}

@ObjectType()
class Need {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  serviceKind!: string;

  @Field(() => String)
  urgency!: string;

  @Field(() => String)
  status!: string;

  @Field(() => String)
  cardText!: string;

  @Field(() => Int)
  quantity!: number;

  @Field(() => Int)
  quantityRemaining!: number;

  @Field(() => String)
  referredAt!: string;

  @Field(() => Area)
  area!: Area;
}

@ObjectType()
class NeedEvent {
  @Field(() => String)
  cursor!: string;

  @Field(() => String)
  type!: string;

  @Field(() => String)
  at!: string;

  @Field(() => ID)
  needId!: string;

  @Field(() => Need)
  need!: Need;

  organisationId!: string;
}

@Resolver()
class Feed {
  @Query(() => String)
  nothing(): string {
    return '';
  }

  @Subscription(() => NeedEvent, {
    topics: 'NEED',
    filter: ({ payload, args }) =>
      (payload as NeedEvent).organisationId === (args as { organisationId: string }).organisationId,
  })
  organisationFeed(@Root() event: NeedEvent, @Arg('organisationId', () => ID) _organisationId: string): NeedEvent {
    return event;
  }
}

const pubSub = createPubSub<{ NEED: [PeerEvent] }>();
const schema = buildSchemaSync({ resolvers: [Feed], pubSub, validate: false });
const server = new WebSocketServer({ port: 0, perMessageDeflate: false });
let subscribed = 0;
useServer(
  {
    schema,
    onOperation: () => void (subscribed += 1),
    onComplete: () => void (subscribed -= 1),
  },
  server,
);

answering({
  address: () => `ws://127.0.0.1:${(server.address() as { port: number }).port}`,
  publish: ({ organisation }: { organisation: number }) => pubSub.publish('NEED', peerEvent(organisation)),
  subscribed: () => subscribed,
  ...usage,
});
