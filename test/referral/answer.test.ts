/** Shows what becomes of a referral: the organisation's no, and the ends that others bring about. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { ConsentPurpose } from '../../schema/household/consent';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { consent, household } from '../stage/households';
import { directlyReferredNeed, referredNeed, stagedCommunity } from '../stage/needs';
import { approvedOrganisation, type OfferingWish } from '../stage/organisations';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

const rejectReferral = `mutation ($input: RejectReferralInput!) { rejectReferral(input: $input) { __typename
  ... on Referral { status reason reasonNote } ... on WrongState { currentStatus allowedStatuses } ... on NotFound { type } ... on InvalidInput { field messageEn } } }`;
const referralsTo = `query ($id: ID!, $first: Int, $after: String) { referrals(organisationId: $id, first: $first, after: $after) {
  edges { node { id status mode need { id } } } pageInfo { hasNextPage endCursor } } }`;

const offers = (changes: Partial<OfferingWish> = {}): OfferingWish => ({
  serviceKind: ServiceKind.CLEANING,
  areaCodes: ['640104001'],
  capacityMaximum: 10,
  ...changes,
});

describe('what becomes of a referral', () => {
  let server: TestServer;
  let adviser: Person;
  beforeAll(async () => {
    server = await startTestServer();
    adviser = await people(server).adviser('640104001');
  });
  afterEach(() => server.database.query('UPDATE service_offering SET withdrawn_at = now() WHERE withdrawn_at IS NULL'));
  afterAll(() => server.close());

  const organisation = (wish: Partial<OfferingWish> = {}) =>
    approvedOrganisation(server, { offerings: [offers(wish)] });
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

  describe('the answer no', () => {
    test('given a referral, when its organisation rejects it with a reason, twenty times at once, then once; the area hears of it', async () => {
      const { organisationId } = await organisation();
      const member = await people(server).organisationMember(organisationId);
      const { needId, id } = await directlyReferredNeed(server, [organisationId]);
      const [row] = await referralsOf(needId);
      const input = {
        commandId: v7(),
        referralId: globalId('Referral', row!.id),
        reason: 'NO_CAPACITY',
        note: '本月人手不足',
      };
      const send = async (more: object = {}) =>
        (await server.request(rejectReferral, { input: { ...input, ...more } }, member.token)).data.rejectReferral;
      const said = { __typename: 'Referral', status: 'REJECTED', reason: 'NO_CAPACITY', reasonNote: '本月人手不足' };
      const answers = await Promise.all(Array.from({ length: 20 }, () => send()));
      expect(answers).toEqual(Array.from({ length: 20 }, () => said));
      expect(await send({ reason: 'OTHER' })).toEqual({ __typename: 'IdempotencyMismatch' });
      expect(await send({ commandId: v7() })).toEqual({
        __typename: 'WrongState',
        currentStatus: 'REJECTED',
        allowedStatuses: ['REQUESTED'],
      });
      const events = await eventsOf(row!.id, 'ReferralRejected');
      expect(events).toHaveLength(1);
      expect(events[0]!.audience).toContain('area:640104001');
      const { data } = await server.request('query ($id: ID!) { need(id: $id) { id } }', { id }, member.token);
      expect(data.need).toBeNull();
    });

    test('given a note with a name or phone, then it is refused without echo, and the referral stands', async () => {
      const { organisationId } = await organisation();
      const member = await people(server).organisationMember(organisationId);
      const { needId, household: home } = await referredNeed(server);
      const [row] = await referralsOf(needId);
      for (const note of [`${home.identity.name}不在家`, '请拨打13812345678']) {
        const input = { commandId: v7(), referralId: globalId('Referral', row!.id), reason: 'OTHER', note };
        const answer = await server.request(rejectReferral, { input }, member.token);
        expect(answer.data.rejectReferral).toMatchObject({ __typename: 'InvalidInput', field: 'note' });
        expect(JSON.stringify(answer)).not.toContain(note);
      }
      expect(await referralsOf(needId)).toMatchObject([{ status: 'REQUESTED' }]);
    });

    test('60: given a member of another organisation, then the referral is not found; D65 given the adviser, then FORBIDDEN', async () => {
      const { organisationId } = await organisation();
      const other = await organisation({ areaCodes: ['640104002'] });
      const stranger = await people(server).organisationMember(other.organisationId);
      const { needId } = await referredNeed(server);
      const row = (await referralsOf(needId)).find((one) => one.organisation_id === organisationId);
      const input = { commandId: v7(), referralId: globalId('Referral', row!.id), reason: 'OTHER' };
      expect((await server.request(rejectReferral, { input }, stranger.token)).data.rejectReferral).toEqual({
        __typename: 'NotFound',
        type: 'Referral',
      });
      expect((await server.request(rejectReferral, { input }, adviser.token)).errors![0]!.extensions.code).toBe(
        'FORBIDDEN',
      );
      expect(await referralsOf(needId)).toMatchObject([{ status: 'REQUESTED' }]);
    });
  });

  describe('what ends it', () => {
    test('given a withdrawn need, then its referrals are cancelled and its one event reaches those who were told', async () => {
      const { organisationId } = await organisation();
      const { id, needId } = await referredNeed(server);
      await server.request(
        `mutation ($id: ID!) { withdrawNeed(input: { needId: $id, reason: OTHER }) { __typename } }`,
        { id },
        adviser.token,
      );
      expect(await referralsOf(needId)).toMatchObject([{ organisation_id: organisationId, status: 'CANCELLED' }]);
      const events = await eventsOf(needId, 'NeedWithdrawn', 'ReferralCancelled');
      expect(events.map(({ type }) => type)).toEqual(['NeedWithdrawn']);
      expect(toldIn(events[0])).toEqual([`organisation:${organisationId}`]);
    });

    test('73: given a suspended organisation, then what it has not answered is taken back and it sees nothing at once', async () => {
      const { organisationId } = await organisation();
      const member = await people(server).organisationMember(organisationId);
      const bureau = await people(server).bureau();
      const { id, needId } = await directlyReferredNeed(server, [organisationId]);
      const suspend = `mutation ($id: ID!) { suspendOrganisation(input: { organisationId: $id, reason: "年检不合格,暂停服务" }) { __typename } }`;
      const suspended = await server.request(suspend, { id: globalId('Organisation', organisationId) }, bureau.token);
      expect(suspended.data.suspendOrganisation.__typename).toBe('Organisation');
      expect(await referralsOf(needId)).toMatchObject([{ status: 'CANCELLED' }]);
      const answer = await server.request('query ($id: ID!) { need(id: $id) { id } }', { id }, member.token);
      expect(answer.data?.need ?? null).toBeNull();
    });

    test('given a consent withdrawn, then the restricted need is no longer the organisation’s to see', async () => {
      const counselling = { serviceKind: ServiceKind.PSYCHOLOGICAL_COUNSELLING };
      const { organisationId } = await organisation({ ...counselling, takesRestricted: true });
      const member = await people(server).organisationMember(organisationId);
      const home = await household(server, { areaCode: stagedCommunity });
      const consentId = await consent(server, home, organisationId, { purpose: ConsentPurpose.REFERRAL });
      const { id, needId } = await directlyReferredNeed(server, [organisationId], { ...counselling, household: home });
      const ask = async () =>
        (await server.request('query ($id: ID!) { need(id: $id) { id } }', { id }, member.token)).data.need;
      expect(await ask()).toEqual({ id });
      const withdrawn = await server.app.composition.consentService.withdrawConsent(home.adviser, {
        consentId: globalId('Consent', consentId),
      });
      expect(withdrawn.constructor.name).not.toBe('NotFound');
      expect(await referralsOf(needId)).toMatchObject([{ status: 'CANCELLED' }]);
      expect(await ask()).toBeNull();
    });
  });

  test('given many referrals, then an organisation reads its own in pages, each once, the newest first; others read null', async () => {
    const { organisationId } = await organisation();
    const member = await people(server).organisationMember(organisationId);
    const other = await organisation({ areaCodes: ['640104002'] });
    const stranger = await people(server).organisationMember(other.organisationId);
    const made: string[] = [];
    for (let number = 0; number < 5; number += 1) made.unshift((await referredNeed(server)).id);
    const id = globalId('Organisation', organisationId);
    const seen: string[] = [];
    for (let after: string | undefined, more = true; more;) {
      const { data } = await server.request(referralsTo, { id, first: 2, after }, member.token);
      seen.push(...data.referrals.edges.map(({ node }: any) => node.need.id));
      ({ endCursor: after, hasNextPage: more } = data.referrals.pageInfo);
    }
    expect(seen).toEqual(made);
    expect((await server.request(referralsTo, { id, first: 2 }, stranger.token)).data.referrals).toBeNull();
    const bad = await server.request(referralsTo, { id, first: 2, after: 'x' }, member.token);
    expect(bad.errors![0]!.extensions.code).toBe('BAD_USER_INPUT');
  });
});
