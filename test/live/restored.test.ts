/**
 * Shows a whole installation restored from a dump into a cluster that has counted less far: old cursors expire, what happens from then
 * on is told at once and in order, and webhooks go on with the message that is their next, each once.
 */
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { v7 } from 'uuid';
import WebSocket from 'ws';
import { follow, type FeedEvent, type FollowEnd, type Following } from '../../client-examples/follow/follow';
import { globalId } from '../../schema/global-id';
import { organisationScope } from '../../server/event/audience';
import { append, readState } from '../../server/event/outbox';
import type { Database } from '../../server/database/database';
import { referred, until } from '../event/writing';
import { startStageCluster, type StageCluster } from '../stage/cluster';
import type { TestDatabase } from '../stage/database';
import { approvedOrganisation } from '../stage/organisations';
import { people } from '../stage/people';
import { restoreInto } from '../stage/restore';
import { startTestServer, type TestServer } from '../stage/server';
import { startReceiver, type Receiver } from '../webhook/receiver';

const query = `subscription ($organisationId: ID!, $after: String) {
  event: organisationFeed(organisationId: $organisationId, after: $after) { cursor needId } }`;
const create = `mutation ($input: CreateWebhookEndpointInput!) { createWebhookEndpoint(input: $input) { __typename } }`;

describe('an installation restored into another cluster', () => {
  let cluster: StageCluster;
  let receiver: Receiver;
  const ends: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    [cluster, receiver] = await Promise.all([startStageCluster(), startReceiver()]);
  }, 120_000);
  afterAll(async () => {
    for (const end of ends.reverse()) await end();
    await receiver.close();
    await cluster.stop();
  });

  /** Tells an organisation of a donation and of a need in one transaction. */
  async function happen(database: Database, organisationId: string) {
    const [donationId, needId] = [v7(), randomUUID()];
    const scope = organisationScope(organisationId);
    await database.transaction((tx) =>
      append(
        tx,
        { type: 'DonationReceived', subjectId: donationId, audience: [scope], payload: { donationId } },
        referred(scope, needId),
      ),
    );
    return { donation: globalId('Donation', donationId), need: globalId('Need', needId) };
  }
  const donationsTold = () => receiver.received.map(({ body }) => JSON.parse(body).data.donationId as string).sort();

  /** A database in the other cluster, seen as the tests of this one see theirs. */
  async function elsewhere(): Promise<TestDatabase> {
    const client = new Client({ connectionString: cluster.url });
    await client.connect();
    await client.query('CREATE DATABASE restored TEMPLATE linkage_template');
    await client.end();
    const url = new URL(cluster.url);
    url.pathname = '/restored';
    const own = new Client({ connectionString: url.toString() });
    await own.connect();
    ends.push(() => own.end());
    return {
      url: url.toString(),
      query: async <Row>(sql: string, parameters: unknown[] = []) => (await own.query(sql, parameters)).rows as Row[],
      drop: async () => undefined,
    };
  }

  test('50: given a client and a webhook that stand in the middle, when three servers start on the restored database, then the old cursor expires, new events arrive at once and in order, and every message is sent once', async () => {
    const first = await startTestServer();
    ends.push(() => first.database.drop());
    // Far beyond what the other cluster has counted.
    await first.database.query(
      'DO $$ BEGIN FOR turn IN 1..60000 LOOP PERFORM pg_current_xact_id(); COMMIT; END LOOP; END $$',
    );
    const { organisationId } = await approvedOrganisation(first, {});
    const partner = await people(first).companyPartner(organisationId);
    const member = await people(first).organisationMember(organisationId);
    const input = {
      ...{ endpointId: v7(), organisationId: globalId('Organisation', organisationId), url: receiver.url },
      ...{ name: '捐赠系统', topics: ['DONATION_RECEIVED'] },
    };
    await first.request(create, { input }, partner.token);
    const before = [];
    for (let count = 0; count < 2; count += 1)
      before.push(await happen(first.app.composition.database, organisationId));
    await until('both are sent', () => receiver.received.length === 2);
    const cursor = (await first.request('{ feedPosition }', {}, member.token)).data.feedPosition as string;
    const { epoch } = await readState(first.app.composition.database);
    await first.app.close();
    // The last moments: written, and read by nobody before the dump.
    const opened = await first.app.composition.database.open();
    for (let count = 0; count < 3; count += 1) before.push(await happen(opened, organisationId));
    await opened.close();
    const restored = await elsewhere();
    await restoreInto(first.database.url, restored.url);
    const rows = 'SELECT subject_id FROM event ORDER BY transaction, position';
    const order = await restored.query(rows);
    const [unreadable] = await restored.query(
      'SELECT bool_and(transaction >= pg_snapshot_xmax(pg_current_snapshot())) AS all FROM event',
    );
    expect(unreadable).toEqual({ all: true });

    const secrets = {
      LINKAGE_TOKEN_SECRET: first.config.tokenSecret.toString('base64'),
      LINKAGE_DATA_KEYS: first.config.dataKeys.map(({ name, key }) => `${name}:${key.toString('base64')}`).join(','),
    };
    const servers: TestServer[] = await Promise.all([1, 2, 3].map(() => startTestServer(secrets, restored)));
    ends.push(() => Promise.all(servers.map((server) => server.close())));
    const composed = servers.map((server) => server.app.composition);
    const { epoch: taken } = await readState(composed[0]!.database);
    expect(taken).not.toBe(epoch);
    expect(composed.map(({ follower }) => follower.epoch)).toEqual([taken, taken, taken]);
    expect((await restored.query(rows)).slice(0, order.length)).toEqual(order);

    const begin = (server: TestServer, after: string) => {
      const [heard, ended]: [string[], FollowEnd[]] = [[], []];
      const following: Following = follow<FeedEvent & { needId: string }>({
        url: `${server.url.replace('http', 'ws')}/graphql`,
        token: () => member.token,
        webSocketImpl: WebSocket,
        query,
        variables: { organisationId: globalId('Organisation', organisationId) },
        after,
        onEvent: ({ needId }) => heard.push(needId),
        onEnd: (end) => ended.push(end),
      });
      ends.push(() => following.stop());
      return { heard, ended };
    };
    const refused = servers.map((server) => begin(server, cursor));
    await until('each is refused', () => refused.every(({ ended }) => ended.length > 0));
    expect(refused.map(({ heard, ended }) => [heard, ended[0]!.code])).toEqual(Array(3).fill([[], 'CURSOR_EXPIRED']));

    const position = (await servers[0]!.request('{ feedPosition }', {}, member.token)).data.feedPosition as string;
    const following = servers.map((server) => begin(server, position));
    const later = [];
    for (let count = 0; count < 6; count += 1) later.push(await happen(composed[count % 3]!.database, organisationId));
    await until('all hear all', () => following.every(({ heard }) => heard.length >= 6));
    expect(following.map(({ heard }) => heard)).toEqual(Array(3).fill(later.map(({ need }) => need)));

    const all = [...before, ...later].map(({ donation }) => donation).sort();
    await until('each message is sent', () => receiver.received.length >= all.length);
    await Promise.all(composed.map(({ webhookDispatch }) => webhookDispatch.sweep()));
    expect(donationsTold()).toEqual(all);
    const [messages] = await restored.query(
      `SELECT count(*)::int AS messages, count(e.subject_id)::int AS known
         FROM webhook_delivery d LEFT JOIN event e ON (e.transaction, e.position) = (d.event_transaction, d.event_position)
          AND e.type = 'DonationReceived'`,
    );
    expect(messages).toEqual({ messages: all.length, known: all.length });
  }, 180_000);
});
