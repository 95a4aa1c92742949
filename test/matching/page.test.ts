/** Shows which statements a page of needs costs, and that what a ranked page shows is what may be seen when it is shown. */
import { globalId } from '../../schema/global-id';
import { until } from '../attacks/probe';
import { provider } from '../stage/claims';
import { lockWaiters } from '../stage/database';
import { referredNeed, stagedCommunity, type StagedNeed } from '../stage/needs';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

const card = `id kind serviceKind urgency cardText quantityRemaining situations languages skills status referredAt`;
const whole = `${card} area { code } household { id }`;
const rankedPage = (fields: string) =>
  `query ($id: ID!) { needsForOrganisation(organisationId: $id, first: 10) { edges { node { score need { ${fields} } } } } }`;
const plainPage = `{ needs(first: 10) { edges { node { ${card} } } } }`;
const oneNeed = `query ($id: ID!) { need(id: $id) { ${whole} } }`;
const withdrawal = `mutation ($id: ID!) { withdrawNeed(input: { needId: $id, reason: NO_LONGER_WANTED }) { __typename } }`;

describe('a page of needs', () => {
  let server: TestServer;
  let id: string;
  let member: Person;
  let adviser: Person;
  let needs: StagedNeed[];
  beforeAll(async () => {
    server = await startTestServer();
    const organisation = await provider(server);
    id = globalId('Organisation', organisation.organisationId);
    member = await people(server).organisationMember(organisation.organisationId);
    adviser = await people(server).adviser(stagedCommunity);
    needs = [await referredNeed(server), await referredNeed(server), await referredNeed(server)];
    const { follower, standing } = server.app.composition;
    await until(() => standing.metrics.needs === 3 && follower.metrics().heldBackMilliseconds === 0);
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => server.close());

  /** The names of the statements that a request sends; what the server does by itself meanwhile is left out. */
  async function statementsOf(query: string, variables: Record<string, unknown>): Promise<string[]> {
    const asked = jest.spyOn(server.app.composition.database, 'query');
    const { errors } = await server.request(query, variables, member.token);
    expect(errors).toBeUndefined();
    const names = asked.mock.calls.map(([sql]) => /\/\* (\S+) \*\//.exec(sql)?.[1] ?? sql);
    return names.filter((name) => !name.startsWith('event.') || name === 'event.readTail');
  }

  const ranked = () => server.request(rankedPage(whole), { id }, member.token);

  test('given a ranked page, then it is six statements, one of them the log of its decision', async () => {
    expect(await statementsOf(rankedPage(card), { id })).toEqual([
      'actor.ofSessions',
      'event.readTail',
      'organisation.listOfferingsOf',
      'need.findNeeds',
      'decision.write',
      'need.involvements',
    ]);
  });

  test('given a plain page, then it is four statements', async () => {
    expect(await statementsOf(plainPage, {})).toEqual([
      'actor.ofSessions',
      'need.involvements',
      'need.listNeeds',
      'need.involvements',
    ]);
  });

  test('given a ranked page, then each need is shown as it is by its id', async () => {
    const { edges } = (await ranked()).data.needsForOrganisation;
    expect(edges.map(({ node }: any) => node.need.id).sort()).toEqual(needs.map((need) => need.id).sort());
    for (const { node } of edges)
      expect(node.need).toEqual((await server.request(oneNeed, { id: node.need.id }, member.token)).data.need);
  });

  test('given a log that makes a page wait, when a need is withdrawn meanwhile, then the page does not show it', async () => {
    const [withdrawn] = needs;
    const before = performance.now.bind(performance);
    await server.database.query('BEGIN');
    await server.database.query('LOCK TABLE decision IN SHARE MODE');
    const waiting = ranked();
    await until(async () => (await lockWaiters(server.database)) === 1);
    const { data } = await server.request(withdrawal, { id: withdrawn!.id }, adviser.token);
    expect(data.withdrawNeed.__typename).toBe('Need');
    // As long as a log may take that is not well.
    jest.spyOn(performance, 'now').mockImplementation(() => before() + 1_000);
    await server.database.query('COMMIT');
    const { edges } = (await waiting).data.needsForOrganisation;
    expect(edges.map(({ node }: any) => node.need?.id ?? null).sort()).toEqual(
      [needs[1]!.id, needs[2]!.id, null].sort(),
    );
  });
});
