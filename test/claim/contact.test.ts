/** Shows that a household is known to its claimant alone, while the claim lives, as far as consent goes; and the operations over GraphQL. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { DataKind } from '../../schema/household/identity';
import { claimed, delivered, endLease, provider, type Provider } from '../stage/claims';
import { consent } from '../stage/households';
import { referredNeed, stagedCommunity } from '../stage/needs';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

const contactQuery = `query ($id: ID!) { claim(id: $id) { status contact { __typename
  ... on ClaimContact { name phone address missingConsent } ... on NotFound { type } ... on WrongState { currentStatus } } } }`;

describe('the household behind a claim', () => {
  let server: TestServer;
  let who: Provider;
  let member: Person;
  beforeAll(async () => {
    server = await startTestServer();
    who = await provider(server, { capacityMaximum: 100 });
    member = await people(server).organisationMember(who.organisationId);
  });
  afterAll(() => server.close());

  const contact = async (claimId: string, person: Person = member) => {
    const answer = await server.request(contactQuery, { id: claimId }, person.token);
    expect(answer.errors).toBeUndefined();
    return answer.data.claim?.contact;
  };
  const readings = (householdId: string) =>
    server.database.query<{ details: Record<string, unknown> }>(
      "SELECT details FROM audit_line WHERE subject_id = $1 AND operation = 'readHouseholdIdentity'",
      [householdId],
    );

  test('given a claim without consent, then nothing is known, what is missing is named, and nothing is written down', async () => {
    const need = await referredNeed(server);
    const claim = await claimed(server, who, need);
    expect(await contact(claim.globalId)).toEqual({
      __typename: 'ClaimContact',
      name: null,
      phone: null,
      address: null,
      missingConsent: ['NAME', 'PHONE', 'ADDRESS'],
    });
    expect(await readings(need.household.householdId)).toEqual([]);
  });

  test('given a consent to name and phone, then these are known and the reading is written down; withdrawn, then not any more', async () => {
    const need = await referredNeed(server);
    const claim = await claimed(server, who, need);
    const consentId = await consent(server, need.household, who.organisationId, {
      dataKinds: [DataKind.NAME, DataKind.PHONE],
    });
    const { name, phone } = need.household.identity;
    expect(await contact(claim.globalId)).toMatchObject({ name, phone, address: null, missingConsent: ['ADDRESS'] });
    expect(await readings(need.household.householdId)).toMatchObject([
      { details: { kinds: ['NAME', 'PHONE'], organisationId: who.organisationId } },
    ]);
    await server.database.query('UPDATE consent SET withdrawn_at = now() WHERE id = $1', [consentId]);
    expect(await contact(claim.globalId)).toMatchObject({ name: null, phone: null });
  });

  test('given a consent but no claim, a claim that ended or a lease that is over, then nothing is known', async () => {
    const need = await referredNeed(server);
    await consent(server, need.household, who.organisationId);
    const claim = await claimed(server, who, need);
    await endLease(server.database, claim.id);
    expect(await contact(claim.globalId)).toEqual({ __typename: 'WrongState', currentStatus: 'ACCEPTED' });
    await server.app.composition.claimPool.expireLease(claim.id);
    expect(await contact(claim.globalId)).toEqual({ __typename: 'WrongState', currentStatus: 'LEASE_EXPIRED' });
    expect(await readings(need.household.householdId)).toEqual([]);
  });

  test('61: given another organisation, then the claim does not exist; given area staff, then it exists without contact', async () => {
    const need = await referredNeed(server);
    await consent(server, need.household, who.organisationId);
    const claim = await claimed(server, who, need);
    const stranger = await people(server).organisationMember((await provider(server)).organisationId);
    const adviser = await people(server).adviser(stagedCommunity);
    const elsewhere = await people(server).adviser('640104012');
    expect(await contact(claim.globalId, stranger)).toBeUndefined();
    expect(await contact(claim.globalId, elsewhere)).toBeUndefined();
    expect(await contact(claim.globalId, adviser)).toEqual({ __typename: 'NotFound', type: 'ClaimContact' });
    expect(await readings(need.household.householdId)).toEqual([]);
  });

  test('given the bearer of a contact card, then it confirms without signing in and learns nothing but the claim', async () => {
    const need = await referredNeed(server);
    const claim = await delivered(server, who, need);
    const answer = await server.request(
      `mutation ($input: ConfirmDeliveryInput!) { confirmDelivery(input: $input) { __typename
         ... on Claim { id status need { id } records { note } organisation { name } contact { __typename } claims: id } } }`,
      { input: { commandId: v7(), claimId: claim.globalId, cardCode: need.household.cardCode } },
    );
    expect(answer.errors).toBeUndefined();
    expect(answer.data.confirmDelivery).toMatchObject({
      __typename: 'Claim',
      status: 'COMPLETED',
      need: null,
      records: [],
      contact: { __typename: 'NotFound' },
    });
  });

  describe('over GraphQL', () => {
    const claimMutation = `mutation ($input: ClaimNeedInput!) { claimNeed(input: $input) { __typename
      ... on Claim { id status leaseUntil need { id status claims { id } } organisation { id } }
      ... on AlreadyClaimed { messageZh remaining holders } ... on NotFound { type } } }`;

    test('given a member, then it claims and reads its claim by id, by node, on the board and on the need', async () => {
      const need = await referredNeed(server);
      const claimId = v7();
      const input = { claimId, needId: need.id, organisationId: who.id };
      const answer = await server.request(claimMutation, { input }, member.token);
      expect(answer.errors).toBeUndefined();
      const id = globalId('Claim', claimId);
      expect(answer.data.claimNeed).toMatchObject({
        __typename: 'Claim',
        id,
        status: 'ACCEPTED',
        need: { id: need.id, status: 'CLAIMED', claims: [{ id }] },
        organisation: { id: who.id },
      });
      const node = await server.request('query ($id: ID!) { node(id: $id) { __typename id } }', { id }, member.token);
      expect(node.data.node).toEqual({ __typename: 'Claim', id });
      const other = await provider(server);
      const late = await people(server).organisationMember(other.organisationId);
      const refused = await server.request(
        claimMutation,
        { input: { ...input, claimId: v7(), organisationId: other.id } },
        late.token,
      );
      expect(refused.data.claimNeed).toMatchObject({ __typename: 'AlreadyClaimed', remaining: 0, holders: [] });
      expect(
        (await server.request('query ($id: ID!) { node(id: $id) { id } }', { id }, late.token)).data.node,
      ).toBeNull();
    });

    test('given the board of an organisation, then it is paged by state, the newest first, and only in the areas of area staff', async () => {
      const busy = await provider(server);
      const ids: string[] = [];
      for (let count = 0; count < 5; count += 1)
        ids.unshift((await claimed(server, busy, await referredNeed(server))).globalId);
      const own = await people(server).organisationMember(busy.organisationId);
      const board = `query ($id: ID!, $after: String, $status: [ClaimStatus!]) {
        claims(organisationId: $id, status: $status, first: 2, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } }`;
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const { claims } = (await server.request(board, { id: busy.id, after, status: ['ACCEPTED'] }, own.token)).data;
        seen.push(...claims.edges.map((edge: { node: { id: string } }) => edge.node.id));
        after = claims.pageInfo.hasNextPage ? claims.pageInfo.endCursor : undefined;
      } while (after);
      expect(seen).toEqual(ids);
      const count = async (person: Person, status?: string[]) => {
        const answer = await server.request(board, { id: busy.id, status }, person.token);
        return answer.errors?.[0]?.extensions.code ?? answer.data.claims.edges.length;
      };
      expect(await count(own, ['COMPLETED'])).toBe(0);
      expect(await count(await people(server).adviser(stagedCommunity))).toBe(2);
      expect(await count(await people(server).adviser('640104012'))).toBe(0);
      expect(await count(member)).toBe('FORBIDDEN');
      for (const forged of ['x', Buffer.from('["2026","y"]').toString('base64url')]) {
        const answer = await server.request(board, { id: busy.id, after: forged }, own.token);
        expect(answer.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
      }
    });
  });
});
