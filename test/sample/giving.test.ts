/** Shows what the federation of the sample works with, read through the API: the figures of the published case, and books that agree. */
import { checkData } from '../../server/allocation/check';
import { startSampleServer } from '../stage/sample';
import { postGraphQL, type TestServer } from '../stage/server';

interface Page<Node> {
  readonly edges: readonly { readonly node: Node }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

interface Balances {
  readonly received: string;
  readonly reserved: string;
  readonly delivered: string;
}

interface Given {
  readonly donorId: string;
  readonly donorKind: string;
  readonly form: string;
  readonly status: string;
  readonly moneyFen: string | null;
  readonly balances: Balances | null;
  readonly lots: readonly { readonly quantity: string; readonly unitValueFen: string; readonly balances: Balances }[];
}

interface JourneyPart {
  readonly stage: string;
  readonly amount: string;
  readonly lotId: string | null;
}

const balances = 'balances { received reserved delivered }';

describe('the giving of the sample district', () => {
  let server: TestServer;
  let federation: { token: string; organisationId: string };
  beforeAll(async () => {
    server = await startSampleServer();
    const token = await signIn('federation');
    const { data } = await server.request('{ me { roles { organisationId } } }', {}, token);
    federation = { token, organisationId: data.me.roles[0].organisationId };
  }, 180_000);
  afterAll(() => server.close());

  const signIn = async (login: string): Promise<string> => {
    const mutation = 'mutation ($input: SignInInput!) { signIn(input: $input) { ... on Session { accessToken } } }';
    const { data } = await postGraphQL(server.url, mutation, { input: { login, password: 'linkage-demo-2023' } });
    return data.signIn.accessToken as string;
  };
  /** All of a list, page by page. */
  const all = async <Node>(field: string, node: string, token: string): Promise<Node[]> => {
    const nodes: Node[] = [];
    for (let after: string | undefined; ;) {
      const query = `query ($after: String) { page: ${field.replace(')', ', first: 100, after: $after)')} {
        edges { node { ${node} } } pageInfo { hasNextPage endCursor } } }`;
      const { data, errors } = await server.request<{ page: Page<Node> }>(query, { after }, token);
      if (errors) throw new Error(errors[0]!.message);
      nodes.push(...data.page.edges.map((edge) => edge.node));
      if (!data.page.pageInfo.hasNextPage) return nodes;
      after = data.page.pageInfo.endCursor;
    }
  };
  const donations = () =>
    all<Given>(
      `donations(organisationId: "${federation.organisationId}")`,
      `donorId donorKind form status moneyFen ${balances} lots { quantity unitValueFen ${balances} }`,
      federation.token,
    );

  test('given the published case, then 14 organisations, 5 projects, 24 donors and 550 households are found through the API', async () => {
    const bureau = await signIn('bureau');
    const organisations = await all<{ kind: string }>('organisations(status: APPROVED)', 'kind', bureau);
    const projects = await all<{ name: string }>('charityProjects(statuses: [OPEN])', 'name', federation.token);
    const households = await all<{ id: string }>('households(areaCode: "640104")', 'id', bureau);
    expect({
      // Social organisations, the federation and companies; its nine shops give and offer nothing.
      organisations: organisations.filter(({ kind }) => kind !== 'SHOP').length,
      projects: projects.map(({ name }) => name).sort(),
      donors: new Set((await donations()).map(({ donorId }) => donorId)).size,
      households: new Set(households.map(({ id }) => id)).size,
    }).toEqual({
      organisations: 14,
      projects: ['微心愿', '护童成长', '清洁行', '知心话', '适老化改造'].sort(),
      donors: 24,
      households: 550,
    });
  });

  test('given all that was handed in, then the goods are worth 200,800 yuan and 80,000 yuan are for projects', async () => {
    const given = await donations();
    const goods = given.flatMap(({ lots }) => lots.map((lot) => BigInt(lot.quantity) * BigInt(lot.unitValueFen)));
    const money = given.map(({ moneyFen }) => BigInt(moneyFen ?? 0));
    const sum = (values: bigint[]) => values.reduce((total, value) => total + value, 0n);
    expect(given.map(({ status }) => status)).toEqual(given.map(() => 'RECEIVED'));
    expect(sum(goods)).toBe(20_080_000n);
    expect(sum(money)).toBe(8_000_000n);
  });

  test('given claims of the sample that were served, then goods and money are reserved and delivered, and all books agree', async () => {
    const given = await donations();
    const books = given.flatMap((one) => [
      ...(one.balances ? [one.balances] : []),
      ...one.lots.map((lot) => lot.balances),
    ]);
    expect(books.some((book) => book.reserved !== '0')).toBe(true);
    expect(books.some((book) => book.delivered !== '0')).toBe(true);
    expect(await checkData(server.app.composition.database)).toEqual([]);
  });

  test('given every donation and every need of the sample, then each fen that a household confirmed is found from both ends', async () => {
    const bureau = await signIn('bureau');
    const given = await all<{ id: string; lots: { id: string; unitValueFen: string }[] }>(
      `donations(organisationId: "${federation.organisationId}")`,
      'id lots { id unitValueFen }',
      federation.token,
    );
    const needs = await all<{ fundedBy: { donationId: string; deliveredValueFen: string }[] }>(
      'needs(filter: { areaCode: "640104" })',
      'fundedBy { donationId deliveredValueFen }',
      bureau,
    );
    const fromDonations = new Map<string, bigint>();
    for (const { id, lots } of given) {
      const { data } = await server.request<{ node: { journey: Page<JourneyPart> } }>(
        `query ($id: ID!) { node(id: $id) { ... on Donation {
           journey(first: 100) { edges { node { stage amount lotId } } pageInfo { hasNextPage } } } } }`,
        { id },
        federation.token,
      );
      expect(data.node.journey.pageInfo.hasNextPage).toBe(false);
      for (const { node } of data.node.journey.edges.filter((edge) => edge.node.stage === 'CONFIRMED')) {
        const unit = lots.find((lot) => lot.id === node.lotId)?.unitValueFen ?? 1;
        fromDonations.set(id, (fromDonations.get(id) ?? 0n) + BigInt(node.amount) * BigInt(unit));
      }
    }
    const fromNeeds = new Map<string, bigint>();
    for (const { donationId, deliveredValueFen } of needs.flatMap(({ fundedBy }) => fundedBy))
      if (deliveredValueFen !== '0')
        fromNeeds.set(donationId, (fromNeeds.get(donationId) ?? 0n) + BigInt(deliveredValueFen));
    expect(fromDonations.size).toBeGreaterThan(0);
    expect([...fromDonations].sort()).toEqual([...fromNeeds].sort());
  });
});
