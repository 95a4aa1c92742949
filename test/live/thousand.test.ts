/** Shows that a thousand needs referred through the API reach all fourteen listening organisations of the district, without error. */
import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';
import { globalId } from '../../schema/global-id';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { household } from '../stage/households';
import { verifiedNeed } from '../stage/needs';
import { people } from '../stage/people';
import { startSampleServer } from '../stage/sample';
import type { TestServer } from '../stage/server';

const total = 1_000;
const kinds = [
  ServiceKind.CLEANING,
  ServiceKind.HEART_TO_HEART,
  ServiceKind.HOME_VISIT,
  ServiceKind.PROXY_SERVICE,
  ServiceKind.POLICY_GUIDANCE,
];

/** The same work by eight at once. */
const byEight = (work: () => Promise<void>) => Promise.all(Array.from({ length: 8 }, work));

describe('a thousand needs', () => {
  let server: TestServer;
  const sockets: Client[] = [];
  beforeAll(async () => {
    server = await startSampleServer();
  }, 180_000);
  afterAll(async () => {
    for (const socket of sockets) await socket.dispose();
    await server.close();
  });

  test('given fourteen organisations that listen, when a thousand needs are referred, then each hears of exactly those it matches, in one order', async () => {
    // given
    const organisations = await server.database.query<{ id: string }>(
      "SELECT id FROM organisation WHERE kind <> 'SHOP' ORDER BY id",
    );
    expect(organisations).toHaveLength(14);
    const heard = new Map<string, string[]>();
    const errors: unknown[] = [];
    for (const { id } of organisations) heard.set(id, await listen(id, errors));
    const adviser = await people(server).adviser('640104');
    const families = await Promise.all(
      Array.from({ length: 10 }, () => household(server, { areaCode: '640104001002' })),
    );
    const needIds: string[] = [];
    const numbers = Array.from({ length: total }, (_, index) => index);
    await byEight(async () => {
      for (let index = numbers.pop(); index !== undefined; index = numbers.pop()) {
        const of = { household: families[index % 10], serviceKind: kinds[index % kinds.length] };
        needIds.push((await verifiedNeed(server, of)).id);
      }
    });
    // when
    const waiting = [...needIds];
    await byEight(async () => {
      for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
        const answer = await server.request(
          'mutation ($input: ReferNeedInput!) { referNeed(input: $input) { __typename } }',
          { input: { needId: id } },
          adviser.token,
        );
        if (answer.data?.referNeed?.__typename !== 'Need') errors.push(answer);
      }
    });
    // then
    const referrals = await server.database.query<{ organisation: string; need: string }>(
      `SELECT organisation_id AS organisation, need_id AS need FROM referral WHERE need_id = ANY ($1)`,
      [needIds.map((id) => Buffer.from(id, 'base64url').toString().slice('Need:'.length))],
    );
    const expected = (id: string) => referrals.filter((row) => row.organisation === id).length;
    const deadline = Date.now() + 30_000;
    while (organisations.some(({ id }) => heard.get(id)!.length < expected(id)) && Date.now() < deadline)
      await new Promise((resolve) => setImmediate(resolve));
    expect(errors).toEqual([]);
    const order = await server.database.query<{ need: string }>(
      "SELECT subject_id AS need FROM event WHERE type = 'NeedReferred' ORDER BY transaction, position",
    );
    for (const { id } of organisations) {
      const its = new Set(referrals.filter((row) => row.organisation === id).map((row) => row.need));
      const inOrder = order.map((row) => row.need).filter((need) => its.has(need));
      expect(heard.get(id)).toEqual(inOrder.map((need) => globalId('Need', need)));
    }
    expect(referrals.length).toBeGreaterThan(total);
  }, 180_000);

  /** Follows the feed of an organisation from now on; the list fills with the needs referred to it. */
  async function listen(organisationId: string, errors: unknown[]): Promise<string[]> {
    const member = await people(server).organisationMember(organisationId);
    const { data } = await server.request('{ feedPosition }', {}, member.token);
    const heard: string[] = [];
    const client = createClient({
      url: `${server.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${member.token}` },
    });
    sockets.push(client);
    client.subscribe<{ organisationFeed: { type: string; needId: string } }>(
      {
        query:
          'subscription ($of: ID!, $after: String) { organisationFeed(organisationId: $of, after: $after) { type needId } }',
        variables: { of: globalId('Organisation', organisationId), after: data.feedPosition },
      },
      {
        next: ({ data: event }) => {
          if (event?.organisationFeed.type === 'NEED_REFERRED') heard.push(event.organisationFeed.needId);
        },
        error: (error) => errors.push(error),
        complete: () => undefined,
      },
    );
    return heard;
  }
});
