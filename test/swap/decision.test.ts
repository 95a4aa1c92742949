/** Shows that what a swap shows of each side is a decision of the engine: replayed bit for bit, by whoever was shown it and nobody else. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { OrganisationKind } from '../../schema/organisation/organisation';
import { replayDecision } from '../matching/decision-stage';
import { accepted } from '../stage/claims';
import { approvedOrganisation } from '../stage/organisations';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';
import { agree, crossed, proposed, type Crossed } from './stage';

const explanation = `{ rulesetVersion matched score waitList furtherAssessmentNeeded
  gates { gate passed reason toPass { change value } } criteria { criterion weight value share } }`;
const swapQuery = `query ($id: ID!) { swap(id: $id) { legs {
  before ${explanation} beforeDecisionId after ${explanation} afterDecisionId } } }`;

describe('decisions of a swap', () => {
  let server: TestServer;
  let stage: Crossed;
  let swap: Awaited<ReturnType<typeof proposed>>[number];
  let bureau: Person;
  beforeAll(async () => {
    server = await startTestServer();
    stage = await crossed(server);
    // Both are full: only as though each had given its place back do they pass the gate of capacity.
    [swap] = (await proposed(server, stage.bureau)) as [typeof swap];
    bureau = await people(server).bureau('640104');
  });
  afterAll(() => server.close());
  const legs = async (by: Person) =>
    (await server.request(swapQuery, { id: globalId('Swap', swap.id) }, by.token)).data.swap.legs;
  const replay = async (id: string, by: Person) =>
    (await server.request(replayDecision, { id }, by.token)).data.replayDecision;

  test('given a proposal, then each side of each leg is logged and replayed identically, also after places, weights and needs changed', async () => {
    const shown = await legs(bureau);
    expect(shown).toHaveLength(2);
    await server.database.query("UPDATE service_offering SET area_codes = '{640105}', capacity_maximum = 9");
    await server.database.query("UPDATE need SET urgency = 'EMERGENCY'");
    for (const leg of shown)
      for (const [decisionId, what] of [
        [leg.beforeDecisionId, leg.before],
        [leg.afterDecisionId, leg.after],
      ]) {
        const replayed = await replay(decisionId, bureau);
        expect(replayed).toMatchObject({
          ...{ identical: true, inputsIntact: true, inputsSealed: true },
          decision: { kind: 'SWAP', rulesetVersion: swap.rulesetVersion },
        });
        expect(replayed.replayed.explanation).toEqual(what);
      }
    await server.database.query("UPDATE service_offering SET area_codes = '{640104}', capacity_maximum = 1");
    await server.database.query("UPDATE need SET urgency = 'ROUTINE'");
  });

  test('given a party, then it replays its own side and not the other; the federation replays all, a stranger nothing', async () => {
    const [first] = stage.givers;
    const member = await people(server).organisationMember(first!.organisationId);
    const { organisationId } = await approvedOrganisation(server, { kind: OrganisationKind.CHARITY_FEDERATION });
    const federation = await people(server).federationStaff(organisationId);
    const own = await legs(member);
    const ids = own.flatMap((leg: any) => [leg.beforeDecisionId, leg.afterDecisionId]).filter(Boolean);
    expect(ids).toHaveLength(2);
    for (const id of ids) expect((await replay(id, member)).identical).toBe(true);
    const all = (await legs(bureau)).flatMap((leg: any) => [leg.beforeDecisionId, leg.afterDecisionId]) as string[];
    expect(all).toEqual(expect.arrayContaining(ids));
    for (const id of all.filter((one) => !ids.includes(one))) expect(await replay(id, member)).toBeNull();
    for (const id of all) expect((await replay(id, federation)).identical).toBe(true);
    const stranger = await people(server).organisationMember((await approvedOrganisation(server, {})).organisationId);
    for (const id of all) expect(await replay(id, stranger)).toBeNull();
  });

  test('given the last agreement, then what the receivers’ referrals show is a decision as well', async () => {
    for (const who of stage.givers) accepted(await agree(server, swap, who));
    const shown = await server.database.query<{ needId: string; who: string; explanation: object }>(
      `SELECT need_id AS "needId", organisation_id AS who, explanation FROM referral
        WHERE status = 'ACCEPTED' AND organisation_id = ANY ($1) AND need_id = ANY ($2)`,
      [stage.givers.map((who) => who.organisationId), stage.needs.map((need) => need.needId)],
    );
    expect(shown).toHaveLength(2);
    for (const { needId, who, explanation: shownOf } of shown) {
      const rows = await server.database.query<{ id: string; result: any }>(
        `SELECT id, result FROM decision WHERE kind = 'SWAP' AND need_id = $1 AND organisation_id = $2 ORDER BY id DESC LIMIT 1`,
        [needId, who],
      );
      expect(rows[0]!.result.explanation).toEqual(shownOf);
      expect((await replay(globalId('Decision', rows[0]!.id), bureau)).identical).toBe(true);
    }
    const left = await server.database.query("SELECT count(*)::int AS count FROM decision WHERE kind = 'SWAP'");
    expect(left).toEqual([{ count: 6 }]);
  });

  test('given a log that cannot be written, then nothing is proposed', async () => {
    const other = await crossed(server);
    await server.database.query('ALTER TABLE decision RENAME TO decision_away');
    const proposing = server.app.composition.swapService.proposeSwaps(other.bureau, { roundId: v7() });
    await expect(proposing).rejects.toMatchObject({ extensions: { code: 'RETRYABLE' } });
    await server.database.query('ALTER TABLE decision_away RENAME TO decision');
    expect(await server.database.query("SELECT id FROM swap WHERE status = 'PROPOSED'")).toEqual([]);
  });
});
