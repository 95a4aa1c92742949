/** Shows rulesets as data: validated, approved by a second person, one in force, history kept, and a dry run that counts. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import type { Criterion } from '../../schema/matching/enums';
import { firstRuleset, secondRuleset } from '../../server/matching/engine/ruleset';
import { approvedOrganisation } from '../stage/organisations';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';
import { contested, dryRunRuleset, dryRunWeights, weightsOf } from './ruleset-stage';

const fields = '__typename id version status weights { criterion weight } reason proposedBy approvedBy retiredAt';
const draftRuleset = `mutation ($input: DraftRulesetInput!) { draftRuleset(input: $input) { __typename
  ... on Ruleset { ${fields} } ... on InvalidInput { field messageZh } } }`;
const approveRuleset = `mutation ($id: ID!) { approveRuleset(input: { rulesetId: $id }) { __typename
  ... on Ruleset { ${fields} } ... on WrongState { currentStatus allowedStatuses } ... on NotFound { type } } }`;
const rulesetInForce = `{ ruleset { ${fields} } }`;
const retired = (...versions: string[]) => versions.map((version) => ({ version, status: 'RETIRED' }));

describe('rulesets', () => {
  let server: TestServer;
  let proposer: Person;
  let approver: Person;
  beforeEach(async () => {
    server = await startTestServer();
    proposer = await people(server).bureau();
    approver = await people(server).bureau();
  });
  afterEach(() => server.close());

  const draft = async (given: Partial<Record<Criterion, number>>, by = proposer) => {
    const input = { rulesetId: v7(), weights: weightsOf(given), reason: '试行：更看重紧急程度' };
    return (await server.request(draftRuleset, { input }, by.token)).data.draftRuleset;
  };
  const approve = async (id: string, by = approver) =>
    (await server.request(approveRuleset, { id }, by.token)).data.approveRuleset;
  const statuses = () =>
    server.database.query<{ version: string; status: string }>('SELECT version, status FROM ruleset ORDER BY number');
  const linesOf = (operation: string) =>
    server.database.query('SELECT account_id FROM audit_line WHERE operation = $1', [operation]);

  test('given a new installation, then the rulesets that come with it equal the constants of the engine', async () => {
    const { rulesets, database } = server.app.composition;
    expect(await rulesets.ofVersion(database, '2026-1')).toEqual(firstRuleset);
    expect(await rulesets.inForce(database)).toEqual(secondRuleset);
    const { data } = await server.request(rulesetInForce, {}, proposer.token);
    expect(data.ruleset).toMatchObject({ version: '2026-2', status: 'APPROVED', proposedBy: null, approvedBy: null });
    expect(data.ruleset.weights).toEqual(weightsOf(secondRuleset.weights));
  });

  test('given a draft, when a second person approves it, then it is in force and the one before is retired, with both audit lines', async () => {
    const made = await draft({ URGENCY: 10_000 });
    expect(made).toMatchObject({ status: 'DRAFT', proposedBy: globalId('Account', proposer.accountId) });
    expect(made.version).toMatch(/^20\d\d-3$/);
    const approved = await approve(made.id);
    expect(approved).toMatchObject({
      __typename: 'Ruleset',
      status: 'APPROVED',
      version: made.version,
      approvedBy: globalId('Account', approver.accountId),
    });
    expect(await statuses()).toEqual([...retired('2026-1', '2026-2'), { version: made.version, status: 'APPROVED' }]);
    expect(await linesOf('draftRuleset')).toEqual([{ account_id: proposer.accountId }]);
    expect(await linesOf('approveRuleset')).toEqual([{ account_id: approver.accountId }]);
  });

  test('given a draft, when its proposer approves it, then FourEyes, and nothing changes; the database refuses it as well', async () => {
    const made = await draft({ URGENCY: 10_000 });
    expect((await approve(made.id, proposer)).__typename).toBe('FourEyes');
    expect(await statuses()).toEqual([
      ...retired('2026-1'),
      { version: '2026-2', status: 'APPROVED' },
      { version: made.version, status: 'DRAFT' },
    ]);
    expect(await linesOf('approveRuleset')).toEqual([]);
    await server.database.query("UPDATE ruleset SET status = 'RETIRED', retired_at = now() WHERE number = 2");
    const past = server.database.query(
      "UPDATE ruleset SET status = 'APPROVED', approved_by = proposed_by, approved_at = now() WHERE status = 'DRAFT'",
    );
    await expect(past).rejects.toThrow('a_second_person_approves');
  });

  test('given weights that do not make a whole, then InvalidInput names the field, and nothing is written', async () => {
    const whole = weightsOf(secondRuleset.weights);
    const [first, second, ...rest] = whole as [(typeof whole)[number], (typeof whole)[number], ...typeof whole];
    const wrong: [string, unknown[]][] = [
      ['weights', weightsOf({ URGENCY: 9_999 })],
      ['weights', weightsOf({ URGENCY: 10_000, AREA_CLOSENESS: 1 })],
      ['weights.SITUATION_FIT', [{ ...first, weight: -1 }, { ...second, weight: 3_501 }, ...rest]],
      ['weights.SITUATION_FIT', [second, ...rest]],
      ['weights.URGENCY', [...whole, { criterion: 'URGENCY', weight: 0 }]],
      ['weights.LANGUAGE_AND_SKILL_FIT', [first, { ...second, weight: 10_001 }, ...rest]],
    ];
    for (const [field, weights] of wrong) {
      const input = { rulesetId: v7(), weights, reason: '试行' };
      const { data } = await server.request(draftRuleset, { input }, proposer.token);
      expect(data.draftRuleset).toMatchObject({ __typename: 'InvalidInput', field });
    }
    const input = { rulesetId: v7(), weights: whole, reason: ' ' };
    const { data } = await server.request(draftRuleset, { input }, proposer.token);
    expect(data.draftRuleset).toMatchObject({ __typename: 'InvalidInput', field: 'reason' });
    expect(await statuses()).toHaveLength(2);
    expect(await linesOf('draftRuleset')).toEqual([]);
  });

  test('given weights that are no whole numbers or of an unknown criterion, then BAD_USER_INPUT', async () => {
    for (const one of [
      { criterion: 'URGENCY', weight: 0.5 },
      { criterion: 'BEAUTY', weight: 1 },
    ]) {
      const input = { rulesetId: v7(), weights: [one], reason: '试行' };
      const { errors } = await server.request(draftRuleset, { input }, proposer.token);
      expect(errors![0]!.extensions.code).toBe('BAD_USER_INPUT');
    }
  });

  test('89, 90: given the same draft again, then the same one; given its id with other weights, then IdempotencyMismatch', async () => {
    const input = { rulesetId: v7(), weights: weightsOf({ URGENCY: 10_000 }), reason: '试行' };
    const ask = async (more: object = {}) =>
      (await server.request(draftRuleset, { input: { ...input, ...more } }, proposer.token)).data.draftRuleset;
    const answers = await Promise.all([ask(), ask(), ask()]);
    expect(new Set(answers.map((answer) => answer.version)).size).toBe(1);
    expect((await ask({ weights: weightsOf({ WAITING_TIME: 10_000 }) })).__typename).toBe('IdempotencyMismatch');
    expect(await statuses()).toHaveLength(3);
  });

  test('given two people who approve one draft at once, then one does, the other is told its state', async () => {
    const third = await people(server).bureau();
    const made = await draft({ URGENCY: 10_000 });
    const answers = await Promise.all([approve(made.id), approve(made.id, third)]);
    expect(answers.map((answer) => answer.__typename).sort()).toEqual(['Ruleset', 'WrongState']);
    expect(answers.find((answer) => answer.__typename === 'WrongState')).toMatchObject({
      currentStatus: 'APPROVED',
      allowedStatuses: ['DRAFT'],
    });
    expect(await linesOf('approveRuleset')).toHaveLength(1);
  });

  test('given ten drafts that are approved at once, then one is in force and all before it are retired', async () => {
    const drafts = [];
    for (let index = 0; index < 10; index += 1)
      drafts.push(await draft({ URGENCY: 10_000 - index, CAPACITY_AGE: index }));
    const answers = await Promise.all(drafts.map((made) => approve(made.id)));
    expect(answers.map((answer) => answer.__typename)).toEqual(drafts.map(() => 'Ruleset'));
    const now = await statuses();
    expect(now.filter(({ status }) => status === 'APPROVED')).toHaveLength(1);
    expect(now.filter(({ status }) => status === 'RETIRED')).toHaveLength(11);
  });

  test('given a ruleset once approved, then the owner of the database cannot change, undo or remove it, nor put a second one beside it', async () => {
    const made = await draft({ URGENCY: 10_000 });
    await approve(made.id);
    const before = await server.database.query('SELECT * FROM ruleset ORDER BY number');
    for (const sql of [
      `UPDATE ruleset SET weights = '{}' WHERE status = 'APPROVED'`,
      `UPDATE ruleset SET version = '2026-9' WHERE status = 'APPROVED'`,
      `UPDATE ruleset SET status = 'RETIRED', retired_at = now(), reason = 'x' WHERE status = 'APPROVED'`,
      `UPDATE ruleset SET status = 'RETIRED', retired_at = now(), approved_by = NULL WHERE status = 'APPROVED'`,
      `UPDATE ruleset SET status = 'APPROVED', retired_at = NULL WHERE status = 'RETIRED'`,
      `DELETE FROM ruleset WHERE status = 'RETIRED'`,
      'TRUNCATE ruleset',
    ])
      await expect(server.database.query(sql)).rejects.toThrow(/never changed/);
    const second = `INSERT INTO ruleset SELECT gen_random_uuid(), 99, '2026-99', weights, scales, status, reason, proposed_by, proposed_at,
      approved_by, approved_at, retired_at FROM ruleset WHERE status = 'APPROVED'`;
    await expect(server.database.query(second)).rejects.toThrow('one_ruleset_is_in_force');
    expect(await server.database.query('SELECT * FROM ruleset ORDER BY number')).toEqual(before);
  });

  test('given the history, then pages of it, the newest first; an organisation sees no draft', async () => {
    const made = await draft({ URGENCY: 10_000 });
    await approve(made.id);
    const later = await draft({ WAITING_TIME: 10_000 });
    const { organisationId } = await approvedOrganisation(server);
    const member = await people(server).organisationMember(organisationId);
    const history = `query ($first: Int!, $after: String) { rulesets(first: $first, after: $after) {
      edges { node { version status } } pageInfo { hasNextPage endCursor } } }`;
    const page = async (variables: object, by: Person) =>
      (await server.request(history, { first: 2, ...variables }, by.token)).data.rulesets;
    const firstPage = await page({}, approver);
    expect(firstPage.edges.map((edge: any) => edge.node)).toEqual([
      { version: later.version, status: 'DRAFT' },
      { version: made.version, status: 'APPROVED' },
    ]);
    expect(firstPage.pageInfo.hasNextPage).toBe(true);
    const secondPage = await page({ after: firstPage.pageInfo.endCursor }, approver);
    expect(secondPage.edges.map((edge: any) => edge.node)).toEqual([...retired('2026-2'), ...retired('2026-1')]);
    expect((await page({}, member)).edges.map((edge: any) => edge.node.status)).toEqual(['APPROVED', 'RETIRED']);
    const byId = `query ($id: ID!) { ruleset(rulesetId: $id) { version } }`;
    expect((await server.request(byId, { id: later.id }, member.token)).data.ruleset).toBeNull();
    expect((await server.request(byId, { id: later.id }, approver.token)).data.ruleset.version).toBe(later.version);
    expect((await approve(globalId('Ruleset', v7()))).__typename).toBe('NotFound');
  });

  test('given an adviser, an auditor or a member, when they propose, approve or try, then FORBIDDEN', async () => {
    const made = await draft({ URGENCY: 10_000 });
    for (const person of [await people(server).adviser(), await people(server).auditor()]) {
      const input = { rulesetId: v7(), weights: weightsOf({ URGENCY: 10_000 }), reason: '试行' };
      for (const [query, variables] of [
        [draftRuleset, { input }],
        [approveRuleset, { id: made.id }],
        [dryRunRuleset, { id: made.id, last: 1 }],
        [dryRunWeights, { weights: input.weights, last: 1 }],
      ] as const)
        expect((await server.request(query, variables, person.token)).errors![0]!.extensions.code).toBe('FORBIDDEN');
    }
    expect(await statuses()).toHaveLength(3);
  });

  describe('over needs', () => {
    test('given a draft, when it is tried on the last needs, then what moves is told as counts, and nothing is changed', async () => {
      const { near, fitting } = await contested(server);
      const made = await draft({ SITUATION_FIT: 10_000 });
      const ask = async (last: number) =>
        (await server.request(dryRunRuleset, { id: made.id, last }, approver.token)).data.dryRunRuleset;
      const organisations = (moves: number) =>
        [
          {
            organisationId: globalId('Organisation', near),
            rises: 0,
            falls: moves,
            placesGained: 0,
            placesLost: moves,
          },
          {
            ...{ organisationId: globalId('Organisation', fitting), rises: moves, falls: 0 },
            ...{ placesGained: moves, placesLost: 0 },
          },
        ].sort((a, b) => (a.organisationId < b.organisationId ? -1 : 1));
      const tried = await ask(200);
      tried.organisations.sort((a: any, b: any) => (a.organisationId < b.organisationId ? -1 : 1));
      expect(tried).toEqual({
        __typename: 'RulesetDryRun',
        inForceVersion: '2026-2',
        triedVersion: made.version,
        needs: 3,
        rankingsChanged: 3,
        firstPlacesChanged: 3,
        organisations: organisations(3),
      });
      expect(await ask(2)).toMatchObject({ needs: 2, rankingsChanged: 2 });
      expect(await ask(201)).toEqual({ __typename: 'InvalidInput', field: 'last' });
      expect(await ask(0)).toEqual({ __typename: 'InvalidInput', field: 'last' });
      expect(await statuses()).toMatchObject([{ status: 'RETIRED' }, { status: 'APPROVED' }, { status: 'DRAFT' }]);
      const elsewhere = await people(server).bureau('640104002');
      const { data } = await server.request(dryRunRuleset, { id: made.id, last: 200 }, elsewhere.token);
      expect(data.dryRunRuleset).toMatchObject({ needs: 0, organisations: [] });
    });

    test('given another ruleset in force, then scores, order and the explained version are its, on every server', async () => {
      const { near, fitting, needs } = await contested(server);
      const other = await startTestServer({}, server.database);
      try {
        const ranking = `query ($id: ID!) { matchNeed(needId: $id) { edges { node {
          score organisation { id } explanation { rulesetVersion criteria { criterion weight share } } } } } }`;
        const shown = async (on: TestServer) => {
          const by = await people(on).adviser();
          const { data } = await on.request(ranking, { id: needs[0]!.id }, by.token);
          return data.matchNeed.edges.map((edge: any) => edge.node);
        };
        const ids = [near, fitting].map((id) => globalId('Organisation', id));
        expect((await shown(other)).map((match: any) => match.organisation.id)).toEqual(ids);
        const made = await draft({ SITUATION_FIT: 10_000 });
        await approve(made.id);
        for (const on of [server, other]) {
          const matches = await shown(on);
          expect(matches.map((match: any) => match.organisation.id)).toEqual([...ids].reverse());
          expect(matches.map((match: any) => match.score)).toEqual([10_000, 7_000]);
          for (const { explanation } of matches) expect(explanation.rulesetVersion).toBe(made.version);
          expect(matches[1].explanation.criteria[0]).toEqual({
            criterion: 'SITUATION_FIT',
            weight: 10_000,
            share: 7_000,
          });
        }
      } finally {
        await other.close();
      }
    });
  });
});
