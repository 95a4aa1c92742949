/** Shows what an event carries: the card while it is the reader's to see, the claim for its claimant and the area, by the rule of today. */
import { globalId } from '../../schema/global-id';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { until } from '../event/writing';
import { referredNeed, stagedCommunity } from '../stage/needs';
import { approvedOrganisation } from '../stage/organisations';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';
import { listen, type Listener } from './listener';

const fields = 'need { id cardText status } claim { id status } referral { id status }';

interface Told {
  readonly type: string;
  readonly need: { id: string; cardText: string; status: string } | null;
  readonly claim: { id: string; status: string } | null;
  readonly referral: { id: string; status: string } | null;
}

let server: TestServer;
let firm: string;
let rival: string;
let first: Person;
let second: Person;
let adviser: Person;
const listeners: Listener[] = [];

beforeAll(async () => {
  server = await startTestServer();
  const wish = { offerings: [{ serviceKind: ServiceKind.CLEANING, areaCodes: ['640104'], capacityMaximum: 5 }] };
  firm = (await approvedOrganisation(server, wish)).organisationId;
  rival = (await approvedOrganisation(server, wish)).organisationId;
  first = await people(server).organisationMember(firm);
  second = await people(server).organisationMember(rival);
  adviser = await people(server).adviser(stagedCommunity.slice(0, 9));
});
afterEach(async () => {
  await Promise.all(listeners.splice(0).map((listener) => listener.stop()));
});
afterAll(() => server.close());

async function follow(
  token: string,
  feed: { organisationId?: string; areaCode?: string },
  after: string,
): Promise<Listener> {
  const listener = await listen({ url: `${server.url.replace('http', 'ws')}/graphql`, token, fields, after, ...feed });
  listeners.push(listener);
  return listener;
}

const told = (listener: Listener) => listener.heard as unknown as Told[];
const last = async (listener: Listener, type: string): Promise<Told> => {
  await until(`${type} is told`, () => told(listener).at(-1)?.type === type);
  return told(listener).at(-1)!;
};

describe('what an event carries', () => {
  test('given a need referred and then claimed by one, then the claimant and the area see need and claim, the rival hears that it is gone and sees no claim', async () => {
    const after = (await server.request('{ feedPosition }', {}, first.token)).data.feedPosition as string;
    const [mine, theirs, area] = [
      await follow(first.token, { organisationId: firm }, after),
      await follow(second.token, { organisationId: rival }, after),
      await follow(adviser.token, { areaCode: '640104001' }, after),
    ];
    const need = await referredNeed(server);
    const card = { id: need.id, cardText: '独居老人需要帮助打扫房间', status: 'PUBLISHED' };
    for (const listener of [mine, theirs])
      expect(await last(listener, 'NEED_REFERRED')).toMatchObject({
        need: card,
        claim: null,
        referral: { status: 'REQUESTED' },
      });
    expect(await last(area, 'NEED_REFERRED')).toMatchObject({ need: card, claim: null, referral: null });
    expect(told(mine).at(-1)!.referral!.id).not.toBe(told(theirs).at(-1)!.referral!.id);

    const claimId = crypto.randomUUID();
    const answer = await server.request(
      'mutation ($input: ClaimNeedInput!) { claimNeed(input: $input) { __typename } }',
      { input: { claimId, needId: need.id, organisationId: globalId('Organisation', firm) } },
      first.token,
    );
    expect(answer.data?.claimNeed.__typename).toBe('Claim');
    const claim = { id: globalId('Claim', claimId), status: 'ACCEPTED' };
    expect(await last(mine, 'NEED_CLAIMED')).toMatchObject({ need: { id: need.id, status: 'CLAIMED' }, claim });
    expect(await last(area, 'NEED_CLAIMED')).toMatchObject({ need: { id: need.id, status: 'CLAIMED' }, claim });
    expect(await last(theirs, 'NEED_CLAIMED')).toMatchObject({ needId: need.id, claim: null });
  });

  test('51: given events missed and a need that was withdrawn since, then the rule of today decides what the missed events carry', async () => {
    const after = (await server.request('{ feedPosition }', {}, first.token)).data.feedPosition as string;
    const need = await referredNeed(server);
    await server.database.query("UPDATE referral SET status = 'CANCELLED' WHERE need_id = $1", [need.needId]);
    await server.database.query("UPDATE need SET status = 'WITHDRAWN', status_reason = 'x' WHERE id = $1", [
      need.needId,
    ]);
    const listener = await follow(first.token, { organisationId: firm }, after);
    expect(await last(listener, 'NEED_REFERRED')).toMatchObject({ needId: need.id, need: null, claim: null });
    expect(listener.failures).toEqual([]);
  });
});
