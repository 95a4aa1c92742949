/** Promises the product as it is deployed: PostgreSQL, sign-ins, outbox, follower, hub; events are written as its services write them. */
import 'reflect-metadata';
import { globalId } from '../../../schema/global-id';
import { organisationScope } from '../../../server/event/audience';
import { append } from '../../../server/event/outbox';
import { createTestDatabase } from '../../stage/database';
import { approvedOrganisation } from '../../stage/organisations';
import { people } from '../../stage/people';
import { startTestServer, testEnvironment, type TestServer } from '../../stage/server';
import { referredNeed } from '../../stage/needs';
import { ageMilliseconds, answering, timedId, usage, watchStops, type Seat, type Stops } from './protocol';
import { card, fieldsOf, type Question } from './question';
import type { Subscribers } from './side';

/** What further servers need to stand beside the first, over the same database. */
export interface Shared {
  readonly environment: NodeJS.ProcessEnv;
  readonly databaseUrl: string;
}

const socketsPerAccount = 20;
const queryOf = (question: Question) => `subscription ($organisationId: ID!, $after: String) {
  event: organisationFeed(organisationId: $organisationId, after: $after) { ${fieldsOf(question)} } }`;

let server: TestServer | undefined;
/** The organisations that are told of events, and the need that events with a need are about. */
let made: { organisations: string[]; needId?: string } = { organisations: [] };
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

async function seats({ organisations, socketsOfEach, question }: Subscribers): Promise<Seat[]> {
  const taken: Seat[] = [];
  const query = queryOf(question);
  if (question === 'need') made.needId = (await referredNeed(server!, { cardText: card.text })).needId;
  for (let index = 0; index < organisations; index += 1) {
    const { organisationId } = await approvedOrganisation(server!);
    made.organisations.push(organisationId);
    taken.push(...(await seatsOf(organisationId, query, socketsOfEach)));
  }
  return taken;
}

async function seatsOf(organisationId: string, query: string, sockets: number): Promise<Seat[]> {
  const taken: Seat[] = [];
  for (let left = sockets; left > 0; left -= socketsPerAccount) {
    const { token } = await people(server!).organisationMember(organisationId);
    const variables = { organisationId: globalId('Organisation', organisationId) };
    taken.push({ token, query, variables, sockets: Math.min(left, socketsPerAccount) });
  }
  return taken;
}

async function publish({ organisation }: { organisation: number }): Promise<void> {
  const scope = organisationScope(made.organisations[organisation]!);
  const needId = made.needId ?? timedId();
  // By one statement, as claims are written: what is measured is who hears of it.
  await composition().database.single((tx) =>
    append(tx, { type: 'NeedReferred', subjectId: needId, audience: [scope], payload: { needId } }),
  );
  ages?.committed.push(ageMilliseconds(needId));
}

async function publishAll({ each }: { each: number }): Promise<void> {
  for (let count = 0; count < each; count += 1)
    for (let first = 0; first < made.organisations.length; first += 10)
      await Promise.all(
        made.organisations.slice(first, first + 10).map((_, index) => publish({ organisation: first + index })),
      );
}

answering(
  {
    begin,
    seats,
    made: () => made,
    know: (details: typeof made) => void (made = details),
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
    ...usage,
  },
  async () => server?.close(),
);
