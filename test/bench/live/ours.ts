/** Promises the product as it is deployed: PostgreSQL, sign-ins, outbox, follower, hub; events are written as its services write them. */
import 'reflect-metadata';
import { globalId } from '../../../schema/global-id';
import { organisationScope } from '../../../server/event/audience';
import { append } from '../../../server/event/outbox';
import { createTestDatabase } from '../../stage/database';
import { approvedOrganisation } from '../../stage/organisations';
import { people } from '../../stage/people';
import { startTestServer, testEnvironment, type TestServer } from '../../stage/server';
import { ageMilliseconds, answering, timedId, usage, watchStops, type Seat, type Stops } from './protocol';

/** What further servers need to stand beside the first, over the same database. */
export interface Shared {
  readonly environment: NodeJS.ProcessEnv;
  readonly databaseUrl: string;
}

const socketsPerAccount = 20;
const query = `subscription ($organisationId: ID!, $after: String) {
  event: organisationFeed(organisationId: $organisationId, after: $after) { cursor type at needId } }`;

let server: TestServer | undefined;
let organisations: string[] = [];
/** Ages of events when their transaction was committed, and when they had come to the hub. */
let ages: { committed: number[]; arrived: number[] } | undefined;
let endWatch: (() => Stops) | undefined;

const composition = () => server!.app.composition;

async function begin(details: { cluster: string; shared?: Shared }): Promise<{ url: string; shared: Shared }> {
  const { shared } = details;
  process.env.LINKAGE_TEST_CLUSTER = details.cluster;
  const environment = shared?.environment ?? testEnvironment();
  // It goes with the cluster: whoever made it is not the last to need it.
  const databaseUrl = shared?.databaseUrl ?? (await createTestDatabase()).url;
  const database = { url: databaseUrl, query: () => Promise.resolve([]), drop: () => Promise.resolve() };
  server = await startTestServer(environment, database);
  composition().hub.on('passing', (event) => {
    if (event.type === 'NeedReferred') ages?.arrived.push(ageMilliseconds(event.subjectId));
  });
  const url = `${server.url.replace('http', 'ws')}/graphql`;
  return { url, shared: { environment, databaseUrl } };
}

async function seats(details: { organisations: number; sockets: number }): Promise<Seat[]> {
  organisations = [];
  const made: Seat[] = [];
  for (let index = 0; index < details.organisations; index += 1) {
    const { organisationId } = await approvedOrganisation(server!);
    organisations.push(organisationId);
    made.push(...(await seatsOf(organisationId, details.sockets)));
  }
  return made;
}

async function seatsOf(organisationId: string, sockets: number): Promise<Seat[]> {
  const made: Seat[] = [];
  for (let left = sockets; left > 0; left -= socketsPerAccount) {
    const { token } = await people(server!).organisationMember(organisationId);
    const variables = { organisationId: globalId('Organisation', organisationId) };
    made.push({ token, query, variables, sockets: Math.min(left, socketsPerAccount) });
  }
  return made;
}

async function publish({ organisation }: { organisation: number }): Promise<void> {
  const scope = organisationScope(organisations[organisation]!);
  const needId = timedId();
  await composition().database.transaction((tx) =>
    append(tx, { type: 'NeedReferred', subjectId: needId, audience: [scope], payload: { needId } }),
  );
  ages?.committed.push(ageMilliseconds(needId));
}

async function publishAll({ each }: { each: number }): Promise<void> {
  for (let count = 0; count < each; count += 1)
    for (let first = 0; first < organisations.length; first += 10)
      await Promise.all(
        organisations.slice(first, first + 10).map((_, index) => publish({ organisation: first + index })),
      );
}

answering(
  {
    begin,
    seats,
    organisations: () => organisations,
    know: (details: { organisations: string[] }) => void (organisations = details.organisations),
    publish,
    publishAll,
    position: () => composition().live.feedPosition(),
    subscribed: () => composition().hub.subscriberCount,
    executions: () => composition().hub.executions,
    beginAges: () => {
      ages = { committed: [], arrived: [] };
      endWatch = watchStops();
    },
    endAges: () => {
      const taken = ages!;
      ages = undefined;
      return { ...taken, stops: endWatch!() };
    },
    usage,
  },
  async () => server?.close(),
);
