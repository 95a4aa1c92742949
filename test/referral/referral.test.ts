/** Shows referral: a need reaches exactly the organisations that match, once, with reasons; by name where it must. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { ConsentPurpose } from '../../schema/household/consent';
import { CapacityStatus } from '../../schema/organisation/offering';
import { OrganisationKind, OrganisationStatus } from '../../schema/organisation/organisation';
import { NeedKind } from '../../schema/need/enums';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { consent } from '../stage/households';
import { draftedNeed, referredNeed, stagedCommunity, verifiedNeed } from '../stage/needs';
import { approvedOrganisation, type OfferingWish } from '../stage/organisations';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

const referNeed = `mutation ($id: ID!) { referNeed(input: { needId: $id }) { __typename
  ... on Need { status referrals { edges { node { mode status score organisation { id } explanation { rulesetVersion matched } } } } }
  ... on WrongState { currentStatus allowedStatuses } ... on NotFound { type } ... on RestrictedNeed { messageEn } } }`;
const referNeedDirectly = `mutation ($id: ID!, $to: [ID!]!) { referNeedDirectly(input: { needId: $id, organisationIds: $to }) { __typename
  ... on Need { status } ... on WrongState { currentStatus } ... on NotFound { type } ... on InvalidInput { field }
  ... on GateFailed { failed { organisationId gates { gate reason passed toPass { change value } } } } } }`;

const offers = (changes: Partial<OfferingWish> = {}): OfferingWish => ({
  serviceKind: ServiceKind.CLEANING,
  areaCodes: ['640104001'],
  capacityMaximum: 10,
  ...changes,
});

describe('referral', () => {
  let server: TestServer;
  let adviser: Person;
  let elsewhere: Person;
  beforeAll(async () => {
    server = await startTestServer();
    adviser = await people(server).adviser('640104001');
    elsewhere = await people(server).adviser('640104002');
  });
  afterEach(() => server.database.query('UPDATE service_offering SET withdrawn_at = now() WHERE withdrawn_at IS NULL'));
  afterAll(() => server.close());

  const organisation = (wish: Partial<OfferingWish> = {}, kind?: OrganisationKind, status?: OrganisationStatus) =>
    approvedOrganisation(server, { kind, status, offerings: [offers(wish)] });
  const referralsOf = (needId: string) =>
    server.database.query<{ organisation_id: string; mode: string; status: string; score: number; id: string }>(
      'SELECT id, organisation_id, mode, status, score FROM referral WHERE need_id = $1 ORDER BY id',
      [needId],
    );
  const eventsOf = (needId: string, ...types: string[]) =>
    server.database.query<{ type: string; audience: string[] }>(
      'SELECT type, audience FROM event WHERE subject_id = $1 AND type = ANY ($2) ORDER BY transaction, position',
      [needId, types],
    );
  const toldIn = (event: { audience: string[] } | undefined) =>
    event!.audience.filter((scope) => scope.startsWith('organisation:')).sort();

  test('given organisations that match and others that fail one gate each, then exactly those that match are told, in one event', async () => {
    const street = await organisation();
    const community = await organisation({ areaCodes: [stagedCommunity] });
    const waitList = await organisation({ capacityStatus: CapacityStatus.WAITLIST });
    await organisation({ areaCodes: ['640104002'] });
    await organisation({ serviceKind: ServiceKind.HOME_VISIT });
    await organisation({ capacityStatus: CapacityStatus.NO_CAPACITY });
    await organisation({ capacityMaximum: 0 });
    await organisation({}, OrganisationKind.COMPANY);
    await organisation({}, undefined, OrganisationStatus.SUSPENDED);
    await organisation({}, undefined, OrganisationStatus.AWAITING_REVIEW);
    const { id, needId } = await verifiedNeed(server);

    const { data, errors } = await server.request(referNeed, { id }, adviser.token);

    expect(errors).toBeUndefined();
    const matching = [street, community, waitList].map(({ organisationId }) => organisationId).sort();
    expect(data.referNeed).toMatchObject({ __typename: 'Need', status: 'PUBLISHED' });
    expect(data.referNeed.referrals.edges.map(({ node }: any) => node.organisation.id).sort()).toEqual(
      matching.map((organisationId) => globalId('Organisation', organisationId)).sort(),
    );
    const rows = await referralsOf(needId);
    expect(rows.map((row) => row.organisation_id).sort()).toEqual(matching);
    expect(rows.every(({ mode, status }) => mode === 'OPEN' && status === 'REQUESTED')).toBe(true);
    const events = await eventsOf(needId, 'NeedReferred', 'NeedUnmatched');
    expect(events.map(({ type }) => type)).toEqual(['NeedReferred']);
    expect(toldIn(events[0])).toEqual(matching.map((organisationId) => `organisation:${organisationId}`));
    expect(events[0]!.audience).toContain(`area:${stagedCommunity}`);
    expect(
      await server.database.query("SELECT details FROM audit_line WHERE subject_id = $1 AND operation = 'referNeed'", [
        needId,
      ]),
    ).toEqual([{ details: { from: 'VERIFIED', organisations: 3 } }]);
  });

  test('given the log of a referral, then its explanation is stored whole: gates, shares that sum to the score, ruleset', async () => {
    await organisation();
    const { needId } = await referredNeed(server);
    const [row] = await server.database.query<{ score: number; explanation: any; ruleset_version: string }>(
      'SELECT score, explanation, ruleset_version FROM referral WHERE need_id = $1',
      [needId],
    );
    expect(row!.explanation).toMatchObject({ rulesetVersion: row!.ruleset_version, matched: true, score: row!.score });
    expect(row!.explanation.gates).toHaveLength(9);
    expect(row!.explanation.criteria.reduce((sum: number, { share }: any) => sum + share, 0)).toBe(row!.score);
  });

  test('given nobody who matches, then the need is published and the area hears that it is unmatched', async () => {
    const { needId } = await referredNeed(server);
    expect(await referralsOf(needId)).toEqual([]);
    const events = await eventsOf(needId, 'NeedReferred', 'NeedUnmatched');
    expect(events.map(({ type }) => type)).toEqual(['NeedReferred', 'NeedUnmatched']);
    expect(toldIn(events[1])).toEqual([]);
  });

  test('given a referral asked for twice, also at once, then one is done and the others answer WrongState', async () => {
    await organisation();
    const { id, needId } = await verifiedNeed(server);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => server.request(referNeed, { id }, adviser.token)),
    );
    const kinds = answers.map(({ data }) => data.referNeed.__typename).sort();
    expect(kinds).toEqual(['Need', ...Array.from({ length: 9 }, () => 'WrongState')]);
    expect(answers.find(({ data }) => data.referNeed.currentStatus)!.data.referNeed).toEqual({
      __typename: 'WrongState',
      currentStatus: 'PUBLISHED',
      allowedStatuses: ['VERIFIED', 'RESTRICTED'],
    });
    expect(await referralsOf(needId)).toHaveLength(1);
    expect(await eventsOf(needId, 'NeedReferred')).toHaveLength(1);
  });

  test('given a draft, an adviser of elsewhere, or an id of nothing, then nothing is referred', async () => {
    const { id, needId } = await draftedNeed(server);
    expect((await server.request(referNeed, { id }, adviser.token)).data.referNeed).toMatchObject({
      currentStatus: 'DRAFT',
    });
    expect((await server.request(referNeed, { id }, elsewhere.token)).data.referNeed).toEqual({
      __typename: 'NotFound',
      type: 'Need',
    });
    const none = globalId('Need', v7());
    expect((await server.request(referNeed, { id: none }, adviser.token)).data.referNeed).toEqual({
      __typename: 'NotFound',
      type: 'Need',
    });
    expect(await referralsOf(needId)).toEqual([]);
  });

  test('65: given a member of an organisation that sees the need, when it refers it, then FORBIDDEN', async () => {
    const { organisationId } = await organisation();
    const member = await people(server).organisationMember(organisationId);
    const { id } = await referredNeed(server);
    const { errors } = await server.request(referNeed, { id }, member.token);
    expect(errors![0]!.extensions.code).toBe('FORBIDDEN');
  });

  test('given a micro-wish, then companies, shops and individuals are told as well, and of nothing else', async () => {
    const wish = { serviceKind: ServiceKind.MICRO_WISH };
    const granting = [];
    for (const kind of [
      OrganisationKind.SOCIAL_ORGANISATION,
      OrganisationKind.COMPANY,
      OrganisationKind.SHOP,
      OrganisationKind.INDIVIDUAL,
    ])
      granting.push((await organisation(wish, kind)).organisationId);
    const { needId } = await referredNeed(server, { kind: NeedKind.MICRO_WISH });
    expect((await referralsOf(needId)).map((row) => row.organisation_id).sort()).toEqual(granting.sort());
  });

  describe('by name', () => {
    test('given a restricted need, then it is not pushed openly: RestrictedNeed, and nothing changes', async () => {
      const { id, needId } = await verifiedNeed(server, { serviceKind: ServiceKind.PSYCHOLOGICAL_COUNSELLING });
      expect((await server.request(referNeed, { id }, adviser.token)).data.referNeed.__typename).toBe('RestrictedNeed');
      expect(await server.database.query('SELECT status FROM need WHERE id = $1', [needId])).toEqual([
        { status: 'VERIFIED' },
      ]);
      expect(await eventsOf(needId, 'NeedReferred', 'NeedReferredDirectly')).toEqual([]);
    });

    test('given organisations that fail, then every failed gate of each, with what would open it, and nothing changes', async () => {
      const counselling = { serviceKind: ServiceKind.PSYCHOLOGICAL_COUNSELLING };
      const fits = await organisation({ ...counselling, takesRestricted: true });
      const open = await organisation({ ...counselling, areaCodes: ['640104002'] });
      const { id, needId, household: home } = await verifiedNeed(server, counselling);
      await consent(server, home, fits.organisationId, { purpose: ConsentPurpose.REFERRAL });
      const to = [fits, open].map(({ organisationId }) => globalId('Organisation', organisationId));
      const { data } = await server.request(referNeedDirectly, { id, to }, adviser.token);
      const failed = (gate: string, reason: string, change: string, value: string) => ({
        gate,
        reason,
        passed: false,
        toPass: [{ change, value }],
      });
      expect(data.referNeedDirectly).toEqual({
        __typename: 'GateFailed',
        failed: [
          {
            organisationId: to[1],
            gates: [
              failed('AREA', 'OUT_OF_AREA', 'ADD_AREA', stagedCommunity),
              failed('RESTRICTION', 'RESTRICTED_NOT_TAKEN', 'TAKE_RESTRICTED', 'true'),
              failed('CONSENT', 'CONSENT_MISSING', 'OBTAIN_CONSENT', 'REFERRAL'),
            ],
          },
        ],
      });
      expect(await referralsOf(needId)).toEqual([]);
    });

    test('given an organisation that passes, then it alone is told; asked again, nothing is doubled', async () => {
      const { organisationId } = await organisation();
      await organisation();
      const { id, needId } = await verifiedNeed(server);
      const to = [globalId('Organisation', organisationId)];
      for (let time = 0; time < 2; time += 1)
        expect((await server.request(referNeedDirectly, { id, to }, adviser.token)).data.referNeedDirectly).toEqual({
          __typename: 'Need',
          status: 'RESTRICTED',
        });
      expect(await referralsOf(needId)).toMatchObject([
        { organisation_id: organisationId, mode: 'DIRECTED', status: 'REQUESTED' },
      ]);
      const events = await eventsOf(needId, 'NeedReferredDirectly');
      expect(events).toHaveLength(1);
      expect(toldIn(events[0])).toEqual([`organisation:${organisationId}`]);
    });

    test('given a need in the open pool, when it is addressed by name, then it leaves the pool and the others are told so', async () => {
      const named = await organisation();
      const other = await organisation();
      const { id, needId } = await referredNeed(server);
      const to = [globalId('Organisation', named.organisationId)];
      await server.request(referNeedDirectly, { id, to }, adviser.token);
      const rows = await referralsOf(needId);
      expect(rows.map(({ organisation_id, mode, status }) => [organisation_id, mode, status]).sort()).toEqual(
        [
          [named.organisationId, 'OPEN', 'CANCELLED'],
          [named.organisationId, 'DIRECTED', 'REQUESTED'],
          [other.organisationId, 'OPEN', 'CANCELLED'],
        ].sort(),
      );
      expect(toldIn((await eventsOf(needId, 'ReferralCancelled'))[0])).toEqual([
        `organisation:${other.organisationId}`,
      ]);
      const member = await people(server).organisationMember(other.organisationId);
      const { data } = await server.request('query ($id: ID!) { need(id: $id) { id } }', { id }, member.token);
      expect(data.need).toBeNull();
    });

    test('given no organisations, an unknown one, or too many, then it is said and nothing changes', async () => {
      const { id, needId } = await verifiedNeed(server);
      const ask = async (to: string[]) =>
        (await server.request(referNeedDirectly, { id, to }, adviser.token)).data.referNeedDirectly;
      const unknown = () => globalId('Organisation', v7());
      expect(await ask([])).toEqual({ __typename: 'InvalidInput', field: 'organisationIds' });
      expect(await ask([unknown()])).toEqual({ __typename: 'NotFound', type: 'Organisation' });
      expect(await ask(Array.from({ length: 51 }, unknown))).toEqual({
        __typename: 'InvalidInput',
        field: 'organisationIds',
      });
      expect(await server.database.query('SELECT status FROM need WHERE id = $1', [needId])).toEqual([
        { status: 'VERIFIED' },
      ]);
    });
  });
});
