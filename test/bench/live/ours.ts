/** Promises the product as it is deployed: PostgreSQL, sign-ins, outbox, follower, hub; events are written as its services write them. */
import 'reflect-metadata';
import { globalId } from '../../../schema/global-id';
import { organisationScope } from '../../../server/event/audience';
import { append } from '../../../server/event/outbox';
import { startStageCluster } from '../../stage/cluster';
import { approvedOrganisation } from '../../stage/organisations';
import { people } from '../../stage/people';
import { startTestServer, type TestServer } from '../../stage/server';
import { answering, timedId, usage, type Seat } from './protocol';

const socketsPerAccount = 20;
const query = `subscription ($organisationId: ID!, $after: String) {
  event: organisationFeed(organisationId: $organisationId, after: $after) { cursor type at needId } }`;
const started = startStageCluster().then((cluster) => {
  process.env.LINKAGE_TEST_CLUSTER = cluster.url;
  process.once('disconnect', () => void cluster.stop());
  return startTestServer();
});
let organisations: string[] = [];

async function seats(details: { organisations: number; sockets: number }): Promise<Seat[]> {
  const server = await started;
  organisations = [];
  const made: Seat[] = [];
  for (let index = 0; index < details.organisations; index += 1) {
    const { organisationId } = await approvedOrganisation(server);
    organisations.push(organisationId);
    made.push(...(await seatsOf(server, organisationId, details.sockets)));
  }
  return made;
}

async function seatsOf(server: TestServer, organisationId: string, sockets: number): Promise<Seat[]> {
  const made: Seat[] = [];
  for (let left = sockets; left > 0; left -= socketsPerAccount) {
    const { token } = await people(server).organisationMember(organisationId);
    const variables = { organisationId: globalId('Organisation', organisationId) };
    made.push({ token, query, variables, sockets: Math.min(left, socketsPerAccount) });
  }
  return made;
}

async function publish({ organisation }: { organisation: number }): Promise<void> {
  const { database } = (await started).app.composition;
  const scope = organisationScope(organisations[organisation]!);
  const needId = timedId();
  await database.transaction((tx) =>
    append(tx, { type: 'NeedReferred', subjectId: needId, audience: [scope], payload: { needId } }),
  );
}

answering({
  address: async () => `${(await started).url.replace('http', 'ws')}/graphql`,
  seats,
  publish,
  publishAll: async ({ each }: { each: number }) => {
    for (let count = 0; count < each; count += 1)
      for (let first = 0; first < organisations.length; first += 10)
        await Promise.all(
          organisations.slice(first, first + 10).map((_, index) => publish({ organisation: first + index })),
        );
  },
  position: async () => {
    const { live } = (await started).app.composition;
    return live.feedPosition();
  },
  subscribed: async () => (await started).app.composition.hub.subscriberCount,
  executions: async () => (await started).app.composition.hub.executions,
  usage,
});
