/** Shows weights tried before anybody drafts them, and the comparison of rankings that tells what they would change. */
import fc from 'fast-check';
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { compareRankings } from '../../server/matching/ruleset.comparison';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';
import { contested, dryRunRuleset, dryRunWeights, weightsOf } from './ruleset-stage';

describe('weights that nobody has drafted', () => {
  let server: TestServer;
  let proposer: Person;
  beforeAll(async () => {
    server = await startTestServer();
    proposer = await people(server).bureau();
  });
  afterAll(() => server.close());

  test('given weights that nobody drafted, when they are tried, then the same is told as of a draft of them, each organisation by its name, and no draft is there', async () => {
    const { fitting } = await contested(server);
    const weights = weightsOf({ SITUATION_FIT: 10_000 });
    const ask = async (more: object = {}, by = proposer) =>
      (await server.request(dryRunWeights, { weights, last: 200, ...more }, by.token)).data.dryRunWeights;
    const before = await ask();
    expect(before).toMatchObject({ inForceVersion: '2026-2', triedVersion: null, needs: 3, firstPlacesChanged: 3 });
    expect(await ask({ weights: weightsOf({ SITUATION_FIT: 9_999 }) })).toMatchObject({ field: 'weights' });
    expect(await ask({ last: 201 })).toEqual({ __typename: 'InvalidInput', field: 'last' });
    expect(await ask({}, await people(server).bureau('640104002'))).toMatchObject({ needs: 0, organisations: [] });
    const named = `query ($weights: [CriterionWeightInput!]!) { dryRunWeights(weights: $weights) {
      ... on RulesetDryRun { organisations { organisationId organisation { id name } } } } }`;
    const { data } = await server.request(named, { weights }, proposer.token);
    const rows = await server.database.query('SELECT name FROM organisation WHERE id = $1', [fitting]);
    const one = data.dryRunWeights.organisations.find(
      ({ organisationId }: { organisationId: string }) => organisationId === globalId('Organisation', fitting),
    );
    expect(one.organisation).toEqual({ id: one.organisationId, ...rows[0]! });
    expect(await server.database.query('SELECT 1 FROM ruleset')).toHaveLength(2);
    const draft = `mutation ($input: DraftRulesetInput!) { draftRuleset(input: $input) { ... on Ruleset { id version } } }`;
    const input = { rulesetId: v7(), weights, reason: '试行' };
    const made = (await server.request(draft, { input }, proposer.token)).data.draftRuleset;
    const { data: after } = await server.request(dryRunRuleset, { id: made.id, last: 200 }, proposer.token);
    expect(after.dryRunRuleset).toEqual({ ...before, triedVersion: made.version });
  });
});

describe('the comparison of rankings', () => {
  test('given any two orders of the same organisations, then nothing moves exactly when they are equal, and rises answer falls', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const order = fc.shuffledSubarray(ids, { minLength: ids.length });
    fc.assert(
      fc.property(order, order, (before, after) => {
        const moved = compareRankings([{ before, after }]);
        const same = before.join() === after.join();
        expect(moved.rankingsChanged).toBe(same ? 0 : 1);
        expect(moved.organisations.length === 0).toBe(same);
        expect(moved.organisations.some(({ rises }) => rises > 0)).toBe(
          moved.organisations.some(({ falls }) => falls > 0),
        );
        const sum = (of: 'placesGained' | 'placesLost') => moved.organisations.reduce((all, one) => all + one[of], 0);
        expect(sum('placesGained')).toBe(sum('placesLost'));
      }),
    );
  });
});
