/** Shows the timeline of a household: everything that happened once and in order, page by page, without words, and nothing to whom it is not for. */
import { v7 } from 'uuid';
import { TimelineKind } from '../../schema/timeline/timeline';
import { Urgency } from '../../schema/need/enums';
import { Situation } from '../../schema/taxonomy/situation';
import { happenings } from '../../server/composition/timeline';
import { accepted, confirmed, provider, serviceRecord } from '../stage/claims';
import { consent, household, type StagedHousehold } from '../stage/households';
import { referredNeed, stagedCommunity, verifiedNeed } from '../stage/needs';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';
import { followed } from '../warning/staging';

const query = `query ($id: ID!, $first: Int! = 100, $after: String, $kinds: [TimelineKind!]) { household(id: $id) {
  timeline(first: $first, after: $after, kinds: $kinds) { pageInfo { hasNextPage endCursor } edges { node { at kind code subjectId } } } } }`;

/** Tables of a household that are not in its timeline, and why. */
const notTold: Record<string, string> = {
  household_member: 'members have no day of their own beside the registration',
  job_seeker: 'that somebody looks for work is told by the first referral',
  household_means: 'means are figures, read with a reason where they are kept',
  photo: 'a picture is shown with the visit that took it',
  case_experience: 'what was learned from a case is not of the household any more',
  rights_request: 'a request about one’s own data is read by who decides on it',
};

describe('the timeline of a household', () => {
  let server: TestServer;
  let near: Person;
  beforeAll(async () => {
    server = await startTestServer();
    near = await people(server).adviser('640104001');
  });
  afterAll(() => server.close());

  async function read(person: Person, family: StagedHousehold, more: Record<string, unknown> = {}): Promise<any> {
    const answer = await server.request(query, { id: family.id, ...more }, person.token);
    expect(answer.errors).toBeUndefined();
    return answer.data.household?.timeline;
  }
  const nodes = (timeline: any) => timeline.edges.map((edge: any) => edge.node);

  /** A household with a consent, a need that was served to the end, one that waits as an emergency, and what followed from them. */
  async function lived(): Promise<StagedHousehold> {
    const { claimService, deliveryService } = server.app.composition;
    const family = await household(server, { areaCode: stagedCommunity });
    const who = await provider(server);
    await consent(server, family, who.organisationId);
    const claim = await confirmed(server, who, await referredNeed(server, { household: family }));
    accepted(await claimService.recordService(who.member, serviceRecord(claim.globalId)));
    accepted(
      await claimService.reportDelivery(who.member, { commandId: v7(), claimId: claim.globalId, quantityDelivered: 1 }),
    );
    accepted(
      await deliveryService.confirmDelivery({ commandId: v7(), claimId: claim.globalId, cardCode: family.cardCode }),
    );
    await referredNeed(server, { household: family, urgency: Urgency.EMERGENCY });
    await followed(server);
    return family;
  }

  test('given a household that was helped, then all of it is there once, the newest first, in codes that name nobody', async () => {
    const family = await lived();
    const entries = nodes(await read(near, family));
    const kinds = entries.map((entry: any) => entry.kind);
    expect(kinds.filter((kind: string) => kind !== 'SERVICE_GIVEN').reverse()).toEqual([
      ...['HOUSEHOLD_REGISTERED', 'CONTACT_CARD_ISSUED', 'CONSENT_GIVEN', 'NEED_TAKEN_DOWN', 'NEED_REFERRED'],
      ...[
        'NEED_CLAIMED',
        'DELIVERY_REPORTED',
        'DELIVERY_CONFIRMED',
        'NEED_TAKEN_DOWN',
        'NEED_REFERRED',
        'WARNING_RAISED',
      ],
    ]);
    const instants = entries.map((entry: any) => entry.at);
    expect([...instants].sort().reverse()).toEqual(instants);
    expect(entries.find((entry: any) => entry.kind === 'SERVICE_GIVEN')).toMatchObject({
      ...{ at: '2026-01-14T16:00:00.000Z', code: 'CLEANING' },
    });
    for (const entry of entries) expect(entry.code ?? 'NONE').toMatch(/^[A-Z_]+$/);
    const said = JSON.stringify(entries);
    for (const secret of Object.values(family.identity)) expect(said).not.toContain(secret);
    for (const { kind, subjectId } of entries) {
      if (subjectId === null) continue;
      const answer = await server.request('query ($id: ID!) { node(id: $id) { id } }', { id: subjectId }, near.token);
      expect([kind, answer.data.node]).toEqual([kind, { id: subjectId }]);
    }
  });

  test('given pages of two and a choice of kinds, then they are the whole and the part of it', async () => {
    const family = await lived();
    const whole = nodes(await read(near, family));
    const paged: unknown[] = [];
    for (let after: string | null = null; ;) {
      const page: any = await read(near, family, { first: 2, after });
      paged.push(...nodes(page));
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(paged).toEqual(whole);
    const kinds = ['NEED_CLAIMED', 'CONSENT_GIVEN'];
    expect(nodes(await read(near, family, { kinds }))).toEqual(
      whole.filter((entry: any) => kinds.includes(entry.kind)),
    );
    const strange = await server.request(query, { id: family.id, after: 'bm90IG91cnM' }, near.token);
    expect(strange.errors![0]!.extensions.code).toBe('BAD_USER_INPUT');
  });

  test('given a restricted need, then only who took it down or referred it finds it and its warning; for others the timeline is as without it', async () => {
    const family = await household(server, { areaCode: stagedCommunity });
    const before = await read(near, family);
    const need = await verifiedNeed(server, {
      ...{ household: family, urgency: Urgency.EMERGENCY, situations: [Situation.MENTAL_ILLNESS] },
    });
    const confidant = await people(server).adviser('640104001');
    await server.database.query('UPDATE need SET created_by = $2 WHERE id = $1', [need.needId, confidant.accountId]);
    await followed(server);
    await server.app.composition.warningRefresh.survey();
    expect(await read(near, family)).toEqual(before);
    expect(await read(await people(server).bureau(), family)).toEqual(before);
    const own = nodes(await read(confidant, family));
    expect(own.map((entry: any) => entry.kind)).toEqual([
      ...['WARNING_RAISED', 'NEED_TAKEN_DOWN', 'CONTACT_CARD_ISSUED', 'HOUSEHOLD_REGISTERED'],
    ]);
    expect(await read(await people(server).adviser('640104012'), family)).toBeUndefined();
  });

  test('given every kind of the contract, then one room tells it; every table of a household is told or named with why not', async () => {
    expect(happenings.map(({ kind }) => kind).sort()).toEqual(Object.values(TimelineKind).sort());
    for (const { definition } of happenings)
      expect([/\p{Script=Han}/u.test(definition.zh), definition.en.length > 5]).toEqual([true, true]);
    const tables = await server.database.query<{ name: string }>(
      `SELECT DISTINCT c.relname AS name FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        WHERE a.attname = 'household_id' AND c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace ORDER BY 1`,
    );
    const statements = happenings.map(({ rows }) => rows).join('\n');
    const forgotten = tables.filter(({ name }) => !new RegExp(`\\b${name}\\b`).test(statements) && !(name in notTold));
    // Add its happenings to composition/timeline.ts, or say in `notTold` why it has none.
    expect(forgotten).toEqual([]);
  });
});
