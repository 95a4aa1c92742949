/** Promises type-graphql and graphql-ws as their manuals show them: a PubSub, a filter, one execution for each subscriber. */
import 'reflect-metadata';
import { createPubSub } from '@graphql-yoga/subscription';
import { useServer } from 'graphql-ws/use/ws';
import { Arg, buildSchemaSync, Field, ID, ObjectType, Query, Resolver, Root, Subscription } from 'type-graphql';
import { WebSocketServer } from 'ws';
import { answering, timedId, usage } from './protocol';

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

const pubSub = createPubSub<{ NEED: [NeedEvent] }>();
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

function publish({ organisation, length }: { organisation: number; length: number }): void {
  const needId = Buffer.from(`Need:${timedId()}`).toString('base64url');
  pubSub.publish('NEED', {
    needId,
    type: 'NEED_REFERRED',
    at: new Date().toISOString(),
    // So that the whole frame is as long as ours.
    cursor: 'x'.repeat(Math.max(1, length - 250)),
    organisationId: String(organisation),
  });
}

answering({
  address: () => `ws://127.0.0.1:${(server.address() as { port: number }).port}`,
  publish,
  subscribed: () => subscribed,
  usage,
});
