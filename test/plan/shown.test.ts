/** Shows that the scores of a line are decisions of the engine: logged when it is first shown, once until it changes, replayed bit for bit. */
import { globalId, localId } from '../../schema/global-id';
import { Urgency } from '../../schema/need/enums';
import { OrganisationKind } from '../../schema/organisation/organisation';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { putOtherWeightsIntoForce, replayDecision, tamper } from '../matching/decision-stage';
import { referredNeed, type StagedNeed } from '../stage/needs';
import { approvedOrganisation } from '../stage/organisations';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';
import { eventually, startPlanner, type StagedPlanner } from './planning';

const linesQuery = `{ plan { rulesetVersion lines(first: 100) { edges { node {
  needId offeringId score decisionId firstComeOrganisationId firstComeScore firstComeDecisionId gain } } } } }`;

describe('what the plan shows', () => {
  let server: TestServer;
  let planner: StagedPlanner | undefined;
  let federation: Person;
  let only: { organisationId: string; offeringIds: string[] };
  let needs: StagedNeed[];
  beforeEach(async () => {
    server = await startTestServer();
    const { organisationId } = await approvedOrganisation(server, { kind: OrganisationKind.CHARITY_FEDERATION });
    federation = await people(server).federationStaff(organisationId);
    needs = [await referredNeed(server, {}), await referredNeed(server, { urgency: Urgency.URGENT })];
    only = await approvedOrganisation(server, {
      offerings: [{ serviceKind: ServiceKind.CLEANING, areaCodes: ['640104001'], capacityMaximum: 1 }],
    });
    planner = await startPlanner(server);
    const { plans, database } = server.app.composition;
    await eventually('it is published', async () => (await plans.findNewest(database))?.needsPlanned === 1);
  });
  afterEach(async () => {
    await planner?.stop();
    await server.close();
  });
  const lines = async (by = federation) => {
    const { data } = await server.request(linesQuery, {}, by.token);
    return new Map<string, any>(data.plan.lines.edges.map(({ node }: any) => [node.needId, node]));
  };
  const replay = async (id: string, by: Person) =>
    (await server.request(replayDecision, { id }, by.token)).data.replayDecision;
  const logged = () =>
    server.database.query<{ id: string; needId: string }>(
      `SELECT id, need_id AS "needId" FROM decision WHERE kind = 'PLAN' ORDER BY id`,
    );

  test('given a publication, then nothing is logged before it is shown; shown twice, each pair is one decision that is replayed identically', async () => {
    const [routine, urgent] = needs as [StagedNeed, StagedNeed];
    expect(await logged()).toEqual([]);
    const first = await lines();
    const second = await lines(await people(server).bureau('640104'));
    expect([...second.values()]).toEqual([...first.values()]);
    expect(await logged()).toHaveLength(2);
    const planned = first.get(urgent.id);
    const firstCome = first.get(routine.id);
    expect([planned.firstComeDecisionId, firstCome.decisionId]).toEqual([null, null]);
    // Offerings and weights change, and no planner hears of it: what was shown is still what was known then.
    await planner!.stop();
    await server.database.query("UPDATE service_offering SET area_codes = '{640105}'");
    await putOtherWeightsIntoForce(server);
    for (const [need, id, score] of [
      [urgent, planned.decisionId, planned.score],
      [routine, firstCome.firstComeDecisionId, firstCome.firstComeScore],
    ]) {
      const replayed = await replay(id, federation);
      expect(replayed).toMatchObject({
        ...{ identical: true, inputsIntact: true, inputsSealed: true },
        decision: { kind: 'PLAN', needId: need.id, organisationId: globalId('Organisation', only.organisationId) },
        replayed: { offeringId: globalId('ServiceOffering', only.offeringIds[0]!), explanation: { score } },
      });
    }
  });

  test('given a decision of the plan, then federation, audit and the area of the need replay it; the organisation that is not asked yet does not', async () => {
    const { decisionId } = (await lines()).get(needs[1]!.id);
    for (const person of [federation, await people(server).auditor(), await people(server).bureau('640104')])
      expect((await replay(decisionId, person)).identical).toBe(true);
    const member = await people(server).organisationMember(only.organisationId);
    for (const person of [member, await people(server).bureau('640104002')])
      expect(await replay(decisionId, person)).toBeNull();
    const own = `query ($id: ID!) { decisionsOfOrganisation(organisationId: $id) { edges { node { kind } } } }`;
    const answer = await server.request(own, { id: globalId('Organisation', only.organisationId) }, member.token);
    const kinds = answer.data.decisionsOfOrganisation.edges.map(({ node }: any) => node.kind);
    expect(kinds).not.toContain('PLAN');
  });

  test('given rows that changed and no new publication, then the pair is shown as it scores now, by a decision of its own', async () => {
    const before = (await lines()).get(needs[1]!.id);
    await planner!.stop();
    await server.database.query("UPDATE need SET urgency = 'EMERGENCY' WHERE id = $1", [needs[1]!.needId]);
    // The line was shown before: it is still what was published, and so is its decision.
    expect((await lines()).get(needs[1]!.id)).toEqual(before);
    await server.database.query('UPDATE plan_line SET decision_id = NULL');
    const after = (await lines()).get(needs[1]!.id);
    expect(after.score).toBe(before.score + 1_000);
    expect(after.gain).toBe(after.score);
    const replayed = await replay(after.decisionId, federation);
    expect(replayed).toMatchObject({ identical: true, replayed: { explanation: { score: after.score } } });
    // It is not the line's: the next reading measures again.
    const kept = await server.database.query('SELECT decision_id AS id FROM plan_line WHERE need_id = $1', [
      needs[1]!.needId,
    ]);
    expect(kept).toEqual([{ id: null }]);
  });

  test('given a line that is published anew, or whose decision has left, then it is logged anew', async () => {
    const first = (await lines()).get(needs[1]!.id);
    await server.database.query("UPDATE need SET urgency = 'EMERGENCY' WHERE id = $1", [needs[1]!.needId]);
    await server.database.query(
      `INSERT INTO event (type, subject_id, audience, payload) VALUES ('NeedUpdated', $1, '{}', '{}')`,
      [needs[1]!.needId],
    );
    const second = await eventually('it is published anew', async () => {
      const line = (await lines()).get(needs[1]!.id);
      return line.score !== first.score && line;
    });
    expect(second.decisionId).not.toBe(first.decisionId);
    await server.database.query('ALTER TABLE decision DISABLE TRIGGER decisions_are_never_removed_early');
    await tamper(server, 'DELETE FROM decision WHERE id = $1', second.decisionId);
    await server.database.query('ALTER TABLE decision ENABLE TRIGGER decisions_are_never_removed_early');
    const third = (await lines()).get(needs[1]!.id);
    expect([third.score, third.decisionId === second.decisionId]).toEqual([second.score, false]);
    expect((await replay(third.decisionId, federation)).identical).toBe(true);
    expect(localId('Decision', third.decisionId)).toBe((await logged()).at(-1)!.id);
  });

  test('given a log that cannot be written, then no line is shown', async () => {
    await server.database.query('ALTER TABLE decision RENAME TO decision_away');
    const { data, errors } = await server.request(linesQuery, {}, federation.token);
    await server.database.query('ALTER TABLE decision_away RENAME TO decision');
    expect([errors![0]!.extensions.code, data?.plan ?? null]).toEqual(['RETRYABLE', null]);
  });
});
