/** Shows what all servers rank by: counted from the claims and needs, the same everywhere, and never changing what was decided before. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { DecisionKind } from '../../schema/matching/decision';
import { decide, digestOf, inputsOf } from '../../server/matching/decision.record';
import { firstRuleset } from '../../server/matching/engine/ruleset';
import { projectRoot } from '../../server/project';
import { claimed, endLease, provider, type Provider } from '../stage/claims';
import { createTestDatabase } from '../stage/database';
import { referredNeed, stagedCommunity, type StagedNeed } from '../stage/needs';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';
import { replayDecision } from './decision-stage';
import { need as anyNeed, offering as anyOffering } from './pairs';

const explainMatch = `query ($needId: ID!, $organisationId: ID!) { explainMatch(needId: $needId, organisationId: $organisationId) {
  decisionId score explanation { matched rulesetVersion criteria { criterion value }
    gates { gate passed reason toPass { change value } } } } }`;

describe('standings', () => {
  let server: TestServer;
  let adviser: Person;
  let one: Provider;
  beforeEach(async () => {
    server = await startTestServer();
    adviser = await people(server).adviser();
    one = await provider(server, { capacityMaximum: 10 });
  });
  afterEach(() => server.close());

  const count = (on = server) => on.app.composition.standingService.countStandings();
  const organisations = () =>
    server.database.query(
      `SELECT claims_ended AS ended, claims_delivered AS delivered, needs_taken AS taken, places FROM organisation_standing
        WHERE organisation_id = $1`,
      [one.organisationId],
    );
  const communities = () =>
    server.database.query('SELECT area_code AS area, needs, served FROM community_standing ORDER BY area_code');
  const announced = () =>
    server.database.query("SELECT payload, audience FROM event WHERE type = 'StandingsCounted' ORDER BY position");
  const explain = async (need: StagedNeed) =>
    (await server.request(explainMatch, { needId: need.id, organisationId: one.id }, adviser.token)).data.explainMatch;
  const valuesOf = ({ explanation }: { explanation: { criteria: { criterion: string; value: number }[] } }) =>
    explanation.criteria.slice(7).map(({ criterion, value }) => `${criterion} ${value}`);
  const endAs = (claimId: string, status: string, more = '') =>
    server.database.query(`UPDATE claim SET status = '${status}', lease_until = NULL ${more} WHERE id = $1`, [claimId]);

  test('given claims in every end, when they are counted, then each counts as stated, once, and what changed is announced', async () => {
    const claims = [];
    for (let index = 0; index < 7; index += 1) claims.push((await claimed(server, one, await referredNeed(server))).id);
    const [completed, undelivered, expired, revoked, withdrawn, open, old] = claims as [string, ...string[]];
    await endAs(completed, 'COMPLETED', ', quantity_delivered = quantity');
    await endAs(undelivered!, 'COMPLETED', ', quantity_delivered = 0');
    await endAs(expired!, 'LEASE_EXPIRED');
    await endAs(revoked!, 'REVOKED', ", reason = 'NOT_PROGRESSING'");
    await endAs(withdrawn!, 'REVOKED', ", reason = 'NEED_WITHDRAWN'");
    await server.database.query("UPDATE claim SET claimed_at = now() - interval '31 days' WHERE id = $1", [open]);
    await endAs(old!, 'COMPLETED', ", quantity_delivered = 1, claimed_at = now() - interval '366 days'");
    await count();
    expect(await organisations()).toEqual([{ ended: 4, delivered: 1, taken: 2, places: 10 }]);
    expect((await announced()).at(-1)).toEqual({ audience: [], payload: { organisations: 1, communities: 1 } });
    const before = (await announced()).length;
    expect(await count()).toBe(0);
    expect(await announced()).toHaveLength(before);
  });

  test('given needs of a community, then those taken on or met are served; restricted, withdrawn and old ones are in no count', async () => {
    const needs = [];
    for (let index = 0; index < 6; index += 1) needs.push((await referredNeed(server)).needId);
    const set = (id: string | undefined, change: string) =>
      server.database.query(`UPDATE need SET ${change} WHERE id = $1`, [id]);
    await set(needs[0], "status = 'CLAIMED', quantity_claimed = 1");
    await set(needs[1], "status = 'PARTIALLY_MET', quantity_delivered = 1");
    await set(needs[2], "status = 'WITHDRAWN'");
    await set(needs[3], "status = 'RESTRICTED', restricted = true");
    await set(needs[4], "referred_at = now() - interval '366 days'");
    await count();
    expect(await communities()).toEqual([{ area: stagedCommunity, needs: 3, served: 2 }]);
    await server.database.query("UPDATE need SET status = 'WITHDRAWN'");
    expect(await count()).toBe(1);
    expect(await communities()).toEqual([{ area: stagedCommunity, needs: 0, served: 0 }]);
  });

  test('given two servers, then both rank by the same counts, before and after, and what was shown before is replayed identically', async () => {
    const other = await startTestServer({}, server.database);
    try {
      const byOther = await people(other).adviser();
      const shownByOther = async () =>
        (await other.request(explainMatch, { needId: need.id, organisationId: one.id }, byOther.token)).data
          .explainMatch;
      const need = await referredNeed(server);
      const before = await explain(need);
      expect(valuesOf(before)).toEqual([
        'PAST_DELIVERY 5000',
        'ORGANISATION_FAIRNESS 10000',
        'COMMUNITY_FAIRNESS 5000',
      ]);
      const { id } = await claimed(server, one, await referredNeed(server));
      await endAs(id, 'COMPLETED', ', quantity_delivered = quantity');
      await count(other);
      const after = await explain(need);
      expect(valuesOf(after)).toEqual(['PAST_DELIVERY 5454', 'ORGANISATION_FAIRNESS 9090', 'COMMUNITY_FAIRNESS 5000']);
      expect(valuesOf(await shownByOther())).toEqual(valuesOf(after));
      expect((await shownByOther()).score).toBe(after.score);
      for (const { decisionId, score } of [before, after]) {
        const { data } = await server.request(replayDecision, { id: decisionId }, adviser.token);
        expect(data.replayDecision).toMatchObject({ identical: true, inputsIntact: true });
        expect(data.replayDecision.replayed.explanation.score).toBe(score);
      }
    } finally {
      await other.close();
    }
  });

  test('given two servers that count at once, then both succeed and one announces', async () => {
    await claimed(server, one, await referredNeed(server));
    const before = (await announced()).length;
    const changed = await Promise.all([count(), count(), count()]);
    expect(changed.filter((rows) => rows > 0)).toHaveLength(1);
    expect(await announced()).toHaveLength(before + 1);
  });

  test('given counts that cannot be, then the database refuses them', async () => {
    await count();
    await expect(
      server.database.query('UPDATE organisation_standing SET claims_delivered = claims_ended + 1'),
    ).rejects.toThrow('no_more_claims_are_delivered_than_ended');
    await expect(server.database.query("INSERT INTO community_standing VALUES ('640104', 1, 2)")).rejects.toThrow(
      'no_more_needs_are_served_than_there_are',
    );
  });

  test('given a decision from before the later criteria and the gate of urgency, then it is replayed bit for bit', async () => {
    const need = await referredNeed(server);
    const { community: _, ...needFacts } = { ...anyNeed, id: need.needId };
    const { minimumUrgency: _gate, standing: _standing, ...facts } = anyOffering;
    const pairs = [{ need: needFacts, offerings: [{ ...facts, organisationId: one.organisationId }] }];
    const kind = DecisionKind.EXPLANATION;
    const decision = {
      kind,
      needId: need.needId,
      organisationId: one.organisationId,
      rulesetVersion: '2026-1',
      inputs: inputsOf(pairs),
    };
    // Written as it was then: seven criteria and eight gates.
    const result = decide(kind, pairs, firstRuleset);
    expect([result.explanation!.gates.length, result.explanation!.criteria.length]).toEqual([8, 7]);
    const id = v7();
    await server.database.query(
      `INSERT INTO decision (id, kind, need_id, organisation_id, ruleset_version, inputs, inputs_digest, result)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        id,
        kind,
        need.needId,
        one.organisationId,
        '2026-1',
        JSON.stringify(decision.inputs),
        digestOf(decision),
        JSON.stringify(result),
      ],
    );
    const { data } = await server.request(replayDecision, { id: globalId('Decision', id) }, adviser.token);
    expect(data.replayDecision).toMatchObject({ identical: true, inputsIntact: true });
    expect(data.replayDecision.replayed.explanation.gates).toHaveLength(8);
  });

  test('given an offering for urgent needs only, then a routine need misses it by that gate alone, until it takes all', async () => {
    const need = await referredNeed(server);
    const keeper = await people(server).organisationAdministrator(one.organisationId);
    const update = `mutation ($input: UpdateCapacityInput!) { updateCapacity(input: $input) { __typename
      ... on ServiceOffering { minimumUrgency } } }`;
    const offeringId = globalId('ServiceOffering', one.offeringId);
    const set = async (input: object) =>
      (await server.request(update, { input: { offeringId, ...input } }, keeper.token)).data.updateCapacity;
    expect(await set({ minimumUrgency: 'URGENT' })).toEqual({
      __typename: 'ServiceOffering',
      minimumUrgency: 'URGENT',
    });
    expect((await set({ maximum: 9 })).minimumUrgency).toBe('URGENT');
    const { explanation } = await explain(need);
    expect(explanation.gates.filter(({ passed }: any) => !passed)).toEqual([
      {
        gate: 'MINIMUM_URGENCY',
        passed: false,
        reason: 'NOT_URGENT_ENOUGH',
        toPass: [{ change: 'LOWER_MINIMUM_URGENCY_TO', value: 'ROUTINE' }],
      },
    ]);
    await expect(claimed(server, one, need)).rejects.toThrow('GateFailed');
    expect(await set({ minimumUrgency: 'ROUTINE' })).toMatchObject({ minimumUrgency: 'ROUTINE' });
    expect((await explain(need)).explanation.matched).toBe(true);
    const { id } = await claimed(server, one, need);
    await endLease(server.database, id);
    const publish = `mutation ($input: PublishOfferingInput!) { publishOffering(input: $input) { ... on ServiceOffering { minimumUrgency } } }`;
    const offering = { offeringId: v7(), organisationId: one.id, serviceKind: 'CLEANING', name: '保洁' };
    const input = { ...offering, areaCodes: ['640104'], capacityMaximum: 1, minimumUrgency: 'EMERGENCY' };
    const { data } = await server.request(publish, { input }, keeper.token);
    expect(data.publishOffering).toEqual({ minimumUrgency: 'EMERGENCY' });
  });
});

describe('the second ruleset on an installation that is older', () => {
  const folder = join(projectRoot, 'server', 'database', 'migrations');
  const files = readdirSync(folder).sort();
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  const standing = files.find((file) => file.endsWith('-standing.sql'))!;

  /** A database as it was before, with what the statements make of it, and then the migration. */
  async function migrated(...statements: string[]) {
    const database = await createTestDatabase('template0');
    try {
      for (const file of files.filter((one) => one < '0010')) await database.query(read(file));
      const [proposer, approver] = [v7(), v7()];
      for (const id of [proposer, approver])
        await database.query("INSERT INTO account (id, login, display_name) VALUES ($1::uuid, $1::text, '测试')", [id]);
      for (const sql of statements)
        await database.query(sql.replaceAll('$proposer', `'${proposer}'`).replaceAll('$approver', `'${approver}'`));
      await database.query(read(standing));
      const rulesets = await database.query('SELECT version, status, proposed_by FROM ruleset ORDER BY number');
      return { database, rulesets, proposer, approver };
    } catch (error) {
      await database.drop();
      throw error;
    }
  }
  const draft = `INSERT INTO ruleset (id, number, version, weights, scales, status, reason, proposed_by)
    SELECT gen_random_uuid(), number, '2026-' || number, weights, scales, 'DRAFT', '自拟', $proposer
      FROM (SELECT nextval('ruleset_number')::int AS number) next, (SELECT weights, scales FROM ruleset WHERE status = 'APPROVED') present`;

  test('given the first one in force, then it is retired and the second is in force; a draft keeps its number', async () => {
    const { database, rulesets, proposer } = await migrated(draft);
    expect(rulesets).toEqual([
      { version: '2026-1', status: 'RETIRED', proposed_by: null },
      { version: '2026-2', status: 'DRAFT', proposed_by: proposer },
      { version: '2026-3', status: 'APPROVED', proposed_by: null },
    ]);
    await database.drop();
  });

  test('given one in force that two people decided on, then theirs stays, and the second is a draft that one person may approve', async () => {
    const { database, rulesets, proposer, approver } = await migrated(
      draft,
      "UPDATE ruleset SET status = 'RETIRED', retired_at = now() WHERE number = 1",
      "UPDATE ruleset SET status = 'APPROVED', approved_by = $approver, approved_at = now() WHERE number = 2",
    );
    try {
      expect(rulesets).toEqual([
        { version: '2026-1', status: 'RETIRED', proposed_by: null },
        { version: '2026-2', status: 'APPROVED', proposed_by: proposer },
        { version: '2026-3', status: 'DRAFT', proposed_by: null },
      ]);
      const impostor = `INSERT INTO ruleset (id, number, version, weights, scales, status, reason)
        SELECT gen_random_uuid(), 9, '2026-9', weights, scales, 'DRAFT', 'x' FROM ruleset WHERE number = 2`;
      await expect(database.query(impostor)).rejects.toThrow('only_known_rulesets_come_with_the_installation');
      await database.query("UPDATE ruleset SET status = 'RETIRED', retired_at = now() WHERE number = 2");
      await database.query(
        "UPDATE ruleset SET status = 'APPROVED', approved_at = now(), approved_by = $1 WHERE number = 3",
        [approver],
      );
    } finally {
      await database.drop();
    }
  });
});
