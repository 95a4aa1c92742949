/** Shows who sees how much of a need, by every path: what may not be seen is not there, in no list, edge, ranking or error. */
import { globalId } from '../../schema/global-id';
import { ConsentPurpose } from '../../schema/household/consent';
import { NeedKind } from '../../schema/need/enums';
import { OrganisationKind } from '../../schema/organisation/organisation';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { Situation } from '../../schema/taxonomy/situation';
import { consent, household, type StagedHousehold } from '../stage/households';
import {
  directlyReferredNeed,
  draftedNeed,
  referredNeed,
  stagedCommunity,
  verifiedNeed,
  type StagedNeed,
} from '../stage/needs';
import { approvedOrganisation } from '../stage/organisations';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

const grid = `${stagedCommunity}001`;
const whole = `id cardText status restricted situations quantityRemaining area { code level } household { id } origin statusReason createdAt
  literacy economicStatus hardshipDegree`;
const needQuery = `query ($id: ID!) { need(id: $id) { ${whole} } }`;
const nodeQuery = `query ($id: ID!) { node(id: $id) { __typename id ... on Need { cardText household { id } } } }`;
const listQuery = `query ($filter: NeedFilter, $first: Int, $after: String) { needs(filter: $filter, first: $first, after: $after) {
  edges { node { id household { id } } } pageInfo { hasNextPage endCursor } } }`;
const rankQuery = `query ($id: ID!, $first: Int, $after: String) { needsForOrganisation(organisationId: $id, first: $first, after: $after) {
  edges { node { score need { id cardText } explanation { score criteria { share } } } } pageInfo { hasNextPage endCursor } } }`;
const explainQuery = `query ($need: ID!, $organisation: ID!) { explainMatch(needId: $need, organisationId: $organisation) {
  offeringId score need { id } organisation { id } explanation { matched gates { gate passed reason toPass { change value } } criteria { share } score } } }`;
const organisationsQuery = `query ($id: ID!) { matchNeed(needId: $id) { edges { node { score organisation { id } } } } }`;

describe('who sees a need', () => {
  let server: TestServer;
  let adviser: Person;
  let member: Person;
  let other: Person;
  let partner: Person;
  let organisationId: string;
  let otherId: string;
  let companyId: string;
  let home: StagedHousehold;
  beforeAll(async () => {
    server = await startTestServer();
    const counsels = { areaCodes: ['640104001'], capacityMaximum: 1_000, takesRestricted: true };
    const offerings = [
      { ...counsels, serviceKind: ServiceKind.CLEANING },
      { ...counsels, serviceKind: ServiceKind.PSYCHOLOGICAL_COUNSELLING },
      { ...counsels, serviceKind: ServiceKind.MICRO_WISH },
    ];
    ({ organisationId } = await approvedOrganisation(server, { offerings }));
    ({ organisationId: otherId } = await approvedOrganisation(server, { offerings }));
    ({ organisationId: companyId } = await approvedOrganisation(server, { kind: OrganisationKind.COMPANY, offerings }));
    adviser = await people(server).adviser('640104001');
    member = await people(server).organisationMember(organisationId);
    other = await people(server).organisationMember(otherId);
    partner = await people(server).companyPartner(companyId);
    home = await household(server, { areaCode: grid });
  });
  afterAll(() => server.close());

  /** Everything that a person can ask of one need, and whether the need is in the answers. */
  async function pathsTo(person: Person, ofOrganisation: string, staged: Pick<StagedNeed, 'id'>) {
    const ask = (query: string, variables: Record<string, unknown>) => server.request(query, variables, person.token);
    const organisation = globalId('Organisation', ofOrganisation);
    const [need, node, list, ranking, explanation, referrals] = await Promise.all([
      ask(needQuery, { id: staged.id }),
      ask(nodeQuery, { id: staged.id }),
      ask(listQuery, { first: 100 }),
      ask(rankQuery, { id: organisation, first: 100 }),
      ask(explainQuery, { need: staged.id, organisation }),
      ask(`query ($id: ID!) { referrals(organisationId: $id, first: 100) { edges { node { need { id } } } } }`, {
        id: organisation,
      }),
    ]);
    const has = (edges: any[] | undefined, idOf: (node: any) => string | undefined) =>
      (edges ?? []).some(({ node: item }) => idOf(item) === staged.id);
    return {
      need: need.data.need !== null,
      node: node.data.node !== null,
      list: has(list.data.needs.edges, (item) => item.id),
      ranking: has(ranking.data.needsForOrganisation?.edges, (item) => item.need?.id),
      explanation: explanation.data.explainMatch !== null,
      referral: has(referrals.data.referrals?.edges, (item) => item.need?.id),
    };
  }
  const nowhere = { need: false, node: false, list: false, ranking: false, explanation: false, referral: false };
  const everywhere = { need: true, node: true, list: true, ranking: true, explanation: true, referral: true };

  test('given a published need, then an organisation sees its card with the community, and nothing of the household', async () => {
    const staged = await referredNeed(server, { household: home, areaCode: grid });
    await server.database.query(
      `UPDATE need SET literacy = 'PRIMARY', economic_status = 'NO_INCOME', hardship_degree = 'SEVERE' WHERE id = $1`,
      [staged.needId],
    );
    const { data, errors } = await server.request(needQuery, { id: staged.id }, member.token);
    expect(errors).toBeUndefined();
    expect(data.need).toEqual({
      id: staged.id,
      cardText: '独居老人需要帮助打扫房间',
      status: 'PUBLISHED',
      restricted: false,
      situations: [],
      quantityRemaining: 1,
      area: { code: stagedCommunity, level: 'COMMUNITY' },
      household: null,
      origin: null,
      statusReason: null,
      createdAt: null,
      literacy: null,
      economicStatus: null,
      hardshipDegree: null,
    });
    expect(await pathsTo(member, organisationId, staged)).toEqual(everywhere);
  });

  test('given the adviser of its area, then the grid, the household and what tailors the help are there', async () => {
    const staged = await referredNeed(server, { household: home, areaCode: grid });
    const { data } = await server.request(needQuery, { id: staged.id }, adviser.token);
    expect(data.need).toMatchObject({
      area: { code: grid, level: 'GRID' },
      household: { id: home.id },
      origin: 'DAILY_VISIT',
      createdAt: expect.any(String),
    });
  });

  test('given a draft and a verified need, then no organisation finds them by any path', async () => {
    for (const staged of [await draftedNeed(server), await verifiedNeed(server)])
      expect(await pathsTo(member, organisationId, staged)).toEqual(nowhere);
  });

  const restricted: [string, { serviceKind: ServiceKind; situations?: Situation[] }][] = [
    ['its kind of help', { serviceKind: ServiceKind.PSYCHOLOGICAL_COUNSELLING }],
    ['its situation', { serviceKind: ServiceKind.CLEANING, situations: [Situation.DOMESTIC_VIOLENCE] }],
  ];
  test.each(restricted)(
    'D62 given a need restricted for %s, referred by name, then the named organisation finds it and the other by no path at all',
    async (_, options) => {
      await consent(server, home, organisationId, { purpose: ConsentPurpose.REFERRAL });
      const staged = await directlyReferredNeed(server, [organisationId], {
        ...options,
        household: home,
        areaCode: grid,
        cardText: '金丝雀卡片文字',
      });
      expect(await pathsTo(member, organisationId, staged)).toEqual(everywhere);
      expect(await pathsTo(other, otherId, staged)).toEqual(nowhere);
      expect(await pathsTo(partner, companyId, staged)).toEqual(nowhere);
      const { data } = await server.request(needQuery, { id: staged.id }, member.token);
      expect(data.need).toMatchObject({
        household: null,
        literacy: null,
        origin: null,
        area: { code: stagedCommunity },
      });
      for (const query of [needQuery, nodeQuery])
        expect(JSON.stringify(await server.request(query, { id: staged.id }, other.token))).not.toContain('金丝雀');
    },
  );

  test('60: given the answers for a restricted need and for a need that is not there, then they are the same', async () => {
    const staged = await verifiedNeed(server, { serviceKind: ServiceKind.PSYCHOLOGICAL_COUNSELLING });
    const nothing = globalId('Need', '0190f0f0-0000-7000-8000-000000000000');
    const organisation = globalId('Organisation', otherId);
    for (const [query, variables] of [
      [needQuery, (id: string) => ({ id })],
      [nodeQuery, (id: string) => ({ id })],
      [explainQuery, (id: string) => ({ need: id, organisation })],
    ] as const)
      expect(await server.request(query, variables(staged.id), other.token)).toEqual(
        await server.request(query, variables(nothing), other.token),
      );
  });

  test('60: given ids of nothing, of no type and of none, then node answers null to everyone', async () => {
    for (const id of [
      '',
      'x',
      globalId('Need', 'x'),
      globalId('Nothing', home.householdId),
      globalId('Household', home.householdId),
      globalId('Need', home.householdId),
    ])
      expect((await server.request(nodeQuery, { id }, member.token)).data.node).toBeNull();
    const own = await server.request(nodeQuery, { id: home.id }, adviser.token);
    expect(own.data.node).toEqual({ __typename: 'Household', id: home.id });
    const area = await server.request(nodeQuery, { id: globalId('Area', grid) }, member.token);
    expect(area.data.node.__typename).toBe('Area');
    const organisation = await server.request(nodeQuery, { id: globalId('Organisation', otherId) }, member.token);
    expect(organisation.data.node.__typename).toBe('Organisation');
  });

  test('71: given an organisation that filters by a grid, then the open pool answers nothing: no grid can be guessed', async () => {
    const staged = await referredNeed(server, { household: home, areaCode: grid });
    const within = async (areaCode: string, token: string) =>
      (await server.request(listQuery, { filter: { areaCode }, first: 100 }, token)).data.needs.edges.map(
        ({ node }: any) => node.id,
      );
    expect(await within(grid, member.token)).toEqual([]);
    expect(await within(stagedCommunity, member.token)).toContain(staged.id);
    expect(await within(grid, adviser.token)).toContain(staged.id);
    const bad = await server.request(listQuery, { filter: { areaCode: "6401' OR 1=1" } }, member.token);
    expect(bad.errors![0]!.extensions.code).toBe('BAD_USER_INPUT');
  });

  test('given a company partner, then it sees micro-wishes of the open pool and no other needs', async () => {
    const wish = await referredNeed(server, { kind: NeedKind.MICRO_WISH });
    const need = await referredNeed(server);
    expect(await pathsTo(partner, companyId, wish)).toEqual(everywhere);
    expect(await pathsTo(partner, companyId, need)).toEqual(nowhere);
  });

  test('given an adviser of another street, an auditor and the administrator, then the need is not there', async () => {
    const staged = await referredNeed(server);
    const elsewhere = await people(server).adviser('640104002');
    expect((await server.request(needQuery, { id: staged.id }, elsewhere.token)).data.need).toBeNull();
    for (const person of [await people(server).auditor(), await people(server).systemAdministrator()])
      expect((await server.request(nodeQuery, { id: staged.id }, person.token)).data.node).toBeNull();
  });

  test('given the ranking of another organisation, or the explanation of its match, then a member gets null', async () => {
    const staged = await referredNeed(server);
    const foreign = globalId('Organisation', otherId);
    expect((await server.request(rankQuery, { id: foreign }, member.token)).data.needsForOrganisation).toBeNull();
    expect(
      (await server.request(explainQuery, { need: staged.id, organisation: foreign }, member.token)).data.explainMatch,
    ).toBeNull();
    const forArea = await server.request(explainQuery, { need: staged.id, organisation: foreign }, adviser.token);
    expect(forArea.data.explainMatch).toMatchObject({ organisation: { id: foreign }, explanation: { matched: true } });
    expect(
      (await server.request(organisationsQuery, { id: staged.id }, member.token)).errors![0]!.extensions.code,
    ).toBe('FORBIDDEN');
  });

  test('given many needs, then lists and rankings come in pages, each need once, the best first, and shares sum to scores', async () => {
    const mine = await approvedOrganisation(server, {
      offerings: [{ serviceKind: ServiceKind.HOME_VISIT, areaCodes: ['640104003'], capacityMaximum: 5 }],
    });
    const reader = await people(server).organisationMember(mine.organisationId);
    const made: string[] = [];
    for (let number = 0; number < 7; number += 1) {
      const urgency = (['ROUTINE', 'URGENT', 'EMERGENCY'] as const)[number % 3]!;
      const staged = await referredNeed(server, {
        serviceKind: ServiceKind.HOME_VISIT,
        areaCode: '640104003001',
        urgency: urgency as never,
      });
      made.push(staged.id);
    }
    const nodes: any[] = [];
    for (let after: string | undefined, more = true; more;) {
      const { data } = await server.request(
        rankQuery,
        { id: globalId('Organisation', mine.organisationId), first: 3, after },
        reader.token,
      );
      nodes.push(...data.needsForOrganisation.edges.map(({ node }: any) => node));
      ({ endCursor: after, hasNextPage: more } = data.needsForOrganisation.pageInfo);
    }
    expect(nodes.map(({ need }) => need.id).sort()).toEqual([...made].sort());
    const scores = nodes.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    for (const { score, explanation } of nodes)
      expect(explanation.criteria.reduce((sum: number, { share }: any) => sum + share, 0)).toBe(score);

    const listed: string[] = [];
    const filter = { serviceKinds: ['HOME_VISIT'] };
    for (let after: string | undefined, more = true; more;) {
      const { data } = await server.request(listQuery, { filter, first: 3, after }, reader.token);
      listed.push(...data.needs.edges.map(({ node }: any) => node.id));
      ({ endCursor: after, hasNextPage: more } = data.needs.pageInfo);
    }
    expect(listed).toEqual([...made].reverse());
  });

  test('given cursors that are not ours, then BAD_USER_INPUT, not a failure of the database', async () => {
    const forged = [['x'], ['2026-01-01', 'y'], ["now()'", globalId('Need', 'x')], [1, 2, 3]].map((key) =>
      Buffer.from(JSON.stringify(key)).toString('base64url'),
    );
    for (const after of ['', 'x', ...forged])
      expect((await server.request(listQuery, { after }, member.token)).errors![0]!.extensions.code).toBe(
        'BAD_USER_INPUT',
      );
  });
});
