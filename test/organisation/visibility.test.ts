/** Shows who sees which organisations: approved ones everyone, the others and the reason of a state only those concerned. */
import { globalId } from '../../schema/global-id';
import { OrganisationKind, OrganisationStatus } from '../../schema/organisation/organisation';
import { approvedOrganisation } from '../stage/organisations';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

const look = 'query ($id: ID!) { organisation(id: $id) { name status statusReason creditCodeWarnings } }';
const suspend = 'mutation ($input: OrganisationReasonInput!) { suspendOrganisation(input: $input) { __typename } }';

describe('what is seen of an organisation', () => {
  let server: TestServer;
  let bureau: Person;
  let adviser: Person;
  beforeAll(async () => {
    server = await startTestServer();
    bureau = await people(server).bureau();
    adviser = await people(server).adviser();
  });
  afterAll(() => server.close());

  const globalOf = (organisationId: string) => globalId('Organisation', organisationId);

  test('given a suspended organisation, then its name and reason are seen by its members and those who answer for it, by nobody else', async () => {
    const { organisationId } = await approvedOrganisation(server, { name: '已暂停的组织' });
    const member = await people(server).organisationMember(organisationId);
    const auditor = await people(server).auditor();
    const system = await people(server).systemAdministrator();
    const rival = await people(server).organisationMember((await approvedOrganisation(server)).organisationId);
    const seenBy = async (person: Person) =>
      (await server.request(look, { id: globalOf(organisationId) }, person.token)).data.organisation;
    expect(await seenBy(rival)).toEqual({
      name: '已暂停的组织',
      status: 'APPROVED',
      statusReason: null,
      creditCodeWarnings: null,
    });
    const input = { organisationId: globalOf(organisationId), reason: '投诉查实' };
    const suspended = await server.request(suspend, { input }, bureau.token);
    expect(suspended.data.suspendOrganisation).toEqual({ __typename: 'Organisation' });
    for (const person of [member, bureau, auditor, system])
      expect(await seenBy(person)).toEqual({
        name: '已暂停的组织',
        status: 'SUSPENDED',
        statusReason: '投诉查实',
        creditCodeWarnings: [],
      });
    for (const person of [rival, adviser]) expect(await seenBy(person)).toBeNull();
    expect((await server.request(look, { id: globalOf(organisationId) })).errors?.[0]?.extensions.code).toBe(
      'UNAUTHENTICATED',
    );
    expect((await server.request(look, { id: 'not an id' }, adviser.token)).data.organisation).toBeNull();
  });

  test('given many organisations, then pages of the list meet without gap or repetition, and each reader finds what it may see', async () => {
    for (let number = 0; number < 7; number += 1) await approvedOrganisation(server);
    await approvedOrganisation(server, { status: OrganisationStatus.INVITED, areaCode: '64' });
    const waiting = await approvedOrganisation(server, {
      status: OrganisationStatus.AWAITING_REVIEW,
      kind: OrganisationKind.SHOP,
    });
    const list = `query ($after: String, $status: OrganisationStatus) { organisations(first: 3, after: $after, status: $status) {
      edges { node { id status } } pageInfo { hasNextPage endCursor } } }`;
    const all = async (person: Person, status?: string) => {
      const found: { id: string; status: string }[] = [];
      for (let after: string | undefined; ;) {
        const { organisations } = (await server.request(list, { after, status }, person.token)).data;
        found.push(...organisations.edges.map((edge: { node: { id: string; status: string } }) => edge.node));
        if (!organisations.pageInfo.hasNextPage) return found;
        after = organisations.pageInfo.endCursor;
      }
    };
    const stored = await server.database.query<{ id: string; status: string }>(
      'SELECT id, status FROM organisation ORDER BY created_at, id',
    );
    const nodes = stored.map((row) => ({ id: globalOf(row.id), status: row.status }));
    const inDistrict = await server.database.query<{ id: string }>(
      "SELECT id FROM organisation WHERE area_code LIKE '640104%'",
    );
    expect(nodes.length).toBeGreaterThanOrEqual(9);
    const overseen = new Set(inDistrict.map((row) => globalOf(row.id)));
    expect(await all(bureau)).toEqual(nodes.filter((node) => node.status === 'APPROVED' || overseen.has(node.id)));
    const reader = await people(server).adviser();
    expect(await all(reader)).toEqual(nodes.filter((node) => node.status === 'APPROVED'));
    expect(await all(reader, 'SUSPENDED')).toEqual([]);
    expect(await all(bureau, 'AWAITING_REVIEW')).toContainEqual({
      id: globalOf(waiting.organisationId),
      status: 'AWAITING_REVIEW',
    });
    const ofKind = async (kind: string) =>
      (
        await server.request(
          'query ($kind: OrganisationKind) { organisations(first: 100, kind: $kind) { edges { node { id } } } }',
          { kind },
          bureau.token,
        )
      ).data.organisations.edges.map((edge: { node: { id: string } }) => edge.node.id);
    expect(await ofKind('SHOP')).toEqual([globalOf(waiting.organisationId)]);
    expect(await ofKind('INDIVIDUAL')).toEqual([]);
    const forged = Buffer.from(JSON.stringify(["2026-02-30 00:00:00'; DROP", 'x'])).toString('base64url');
    expect((await server.request(list, { after: forged }, adviser.token)).errors?.[0]?.extensions.code).toBe(
      'BAD_USER_INPUT',
    );
  });

  test('given the service kinds, then all eighteen carry their codes for whoever is signed in', async () => {
    const answer = await server.request(
      '{ serviceKinds { kind domain restricted openEligibility gravity threeSixtyGiving } }',
      {},
      adviser.token,
    );
    expect(answer.data.serviceKinds).toHaveLength(18);
    expect(answer.data.serviceKinds).toContainEqual({
      kind: 'CLEANING',
      domain: 'HOME_VISITING',
      restricted: false,
      openEligibility: 'housing/maintenance_repairs/small_repairs',
      gravity: ['inadequate-housing'],
      threeSixtyGiving: ['GTIP060'],
    });
  });
});
