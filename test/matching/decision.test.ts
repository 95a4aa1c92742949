/** Shows that what the engine decided is written down before it is shown, seen by those concerned only, and made again exactly. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { unpackInputs } from '../../server/matching/decision.encoding';
import { ConsentPurpose } from '../../schema/household/consent';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { consent } from '../stage/households';
import { directlyReferredNeed, referredNeed, stagedCommunity, verifiedNeed, type StagedNeed } from '../stage/needs';
import { approvedOrganisation } from '../stage/organisations';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';
import {
  explainMatch,
  needsForOrganisation,
  matchNeed,
  putOtherWeightsIntoForce,
  replayDecision,
  tamper,
} from './decision-stage';

describe('decisions', () => {
  let server: TestServer;
  let adviser: Person;
  let auditor: Person;
  let organisationId: string;
  let organisation: string;
  let member: Person;
  beforeEach(async () => {
    server = await startTestServer();
    adviser = await people(server).adviser();
    auditor = await people(server).auditor();
    organisationId = await offering();
    organisation = globalId('Organisation', organisationId);
    member = await people(server).organisationMember(organisationId);
  });
  afterEach(() => server.close());

  const offering = async (
    wish: { serviceKind?: ServiceKind; takesRestricted?: boolean; areaCodes?: string[] } = {},
  ) => {
    const made = { serviceKind: ServiceKind.CLEANING, areaCodes: ['640104001'], capacityMaximum: 10, ...wish };
    return (await approvedOrganisation(server, { offerings: [made] })).organisationId;
  };
  const replay = async (id: string, by: Person) =>
    (await server.request(replayDecision, { id }, by.token)).data.replayDecision;
  const explain = async (need: StagedNeed, by: Person) =>
    (await server.request(explainMatch, { needId: need.id, organisationId: organisation }, by.token)).data.explainMatch;
  const logged = (kind: string) =>
    server.database.query<{ id: string; need_id: string | null; organisation_id: string | null; result: any }>(
      'SELECT id, need_id, organisation_id, result FROM decision WHERE kind = $1 ORDER BY id',
      [kind],
    );
  test('given an explanation that was shown, when the ruleset has changed since, then its replay is still identical', async () => {
    const need = await referredNeed(server);
    const before = await explain(need, adviser);
    const version = await putOtherWeightsIntoForce(server);
    const after = await explain(need, adviser);
    expect([before.explanation.rulesetVersion, after.explanation.rulesetVersion]).toEqual(['2026-2', version]);
    expect(after.score).not.toBe(before.score);
    for (const shown of [before, after]) {
      const replayed = await replay(shown.decisionId, adviser);
      expect(replayed).toMatchObject({
        identical: true,
        inputsIntact: true,
        decision: { kind: 'EXPLANATION', needId: need.id, organisationId: organisation },
      });
      expect(replayed.logged.explanation.score).toBe(shown.score);
      expect(replayed.replayed).toEqual(replayed.logged);
    }
  });

  test('given offerings and needs that changed since, then a decision is replayed from what was known then', async () => {
    const need = await referredNeed(server);
    const shown = await explain(need, adviser);
    await server.database.query("UPDATE service_offering SET capacity_status = 'NO_CAPACITY', area_codes = '{640105}'");
    await server.database.query("UPDATE need SET urgency = 'EMERGENCY', situations = '{DISABLED}' WHERE id = $1", [
      need.needId,
    ]);
    expect((await replay(shown.decisionId, adviser)).identical).toBe(true);
    expect((await explain(need, adviser)).score).not.toBe(shown.score);
  });

  test('given a push, then one decision for each organisation told, the same as its referral, replayed identically', async () => {
    const others = [await offering(), await offering({ areaCodes: [stagedCommunity] })];
    const need = await referredNeed(server);
    const rows = (await logged('REFERRAL')).filter((row) => row.need_id === need.needId);
    expect(rows.map((row) => row.organisation_id).sort()).toEqual([organisationId, ...others].sort());
    const referrals = await server.database.query<{ organisation_id: string; explanation: object }>(
      'SELECT organisation_id, explanation FROM referral WHERE need_id = $1',
      [need.needId],
    );
    for (const row of rows) {
      const referral = referrals.find((one) => one.organisation_id === row.organisation_id);
      expect(row.result.explanation).toEqual(referral!.explanation);
      expect((await replay(globalId('Decision', row.id), adviser)).identical).toBe(true);
    }
  });

  test('given pages of organisations for a need, then one decision a page with exactly what was shown, replayed identically', async () => {
    await offering({ areaCodes: [stagedCommunity] });
    await offering();
    const need = await referredNeed(server);
    const page = async (variables: object) =>
      (await server.request(matchNeed, { id: need.id, first: 2, ...variables }, adviser.token)).data.matchNeed;
    const first = await page({});
    const second = await page({ after: first.edges[1].cursor });
    expect([first.edges.length, second.edges.length]).toEqual([2, 1]);
    expect(await logged('RANKING_FOR_NEED')).toHaveLength(2);
    for (const { edges } of [first, second]) {
      const [decisionId, ...more] = new Set<string>(edges.map((edge: any) => edge.node.decisionId));
      expect(more).toEqual([]);
      const replayed = await replay(decisionId!, adviser);
      expect(replayed.identical).toBe(true);
      expect(replayed.replayed.ranked).toEqual(
        edges.map((edge: any) => ({ id: edge.node.organisation.id, score: edge.node.score })),
      );
    }
  });

  test('given needs shown to an organisation, then one decision with exactly these, which it may replay and another may not', async () => {
    const needs = [await referredNeed(server), await referredNeed(server)];
    const { data } = await server.request(needsForOrganisation, { id: organisation }, member.token);
    const shown = data.needsForOrganisation.edges.map((edge: any) => edge.node);
    expect(shown.map((match: any) => match.need.id).sort()).toEqual(needs.map((need) => need.id).sort());
    const replayed = await replay(shown[0].decisionId, member);
    expect(replayed).toMatchObject({ identical: true, decision: { kind: 'RANKING_FOR_ORGANISATION', needId: null } });
    expect(replayed.logged.ranked).toEqual(shown.map((match: any) => ({ id: match.need.id, score: match.score })));
    const rival = await people(server).organisationMember(await offering());
    expect(await replay(shown[0].decisionId, rival)).toBeNull();
    expect(await replay(shown[0].decisionId, adviser)).toBeNull();
    expect((await replay(shown[0].decisionId, auditor)).identical).toBe(true);
  });

  test('given a referral by name that the gates refuse, then the refused pair is a decision, although nothing else was changed', async () => {
    const need = await verifiedNeed(server);
    await server.database.query("UPDATE service_offering SET area_codes = '{640105}'");
    const referring = `mutation ($input: ReferNeedDirectlyInput!) { referNeedDirectly(input: $input) { __typename } }`;
    const input = { needId: need.id, organisationIds: [organisation] };
    const { data } = await server.request(referring, { input }, adviser.token);
    expect(data.referNeedDirectly.__typename).toBe('GateFailed');
    const [row, ...more] = (await logged('REFERRAL')).filter((one) => one.need_id === need.needId);
    expect(more).toEqual([]);
    expect(row).toMatchObject({ organisation_id: organisationId, result: { explanation: { matched: false } } });
    expect((await replay(globalId('Decision', row!.id), adviser)).identical).toBe(true);
    expect(await replay(globalId('Decision', row!.id), member)).toBeNull();
  });

  test('given a claim, then the gates that were tried for it are a decision; so they are when the claim is refused by them', async () => {
    const need = await referredNeed(server);
    const claimNeed = `mutation ($input: ClaimNeedInput!) { claimNeed(input: $input) { __typename } }`;
    const claim = async () => {
      const input = { claimId: v7(), needId: need.id, organisationId: organisation };
      return (await server.request(claimNeed, { input }, member.token)).data.claimNeed.__typename;
    };
    await server.database.query("UPDATE service_offering SET area_codes = '{640105}'");
    expect(await claim()).toBe('GateFailed');
    await server.database.query("UPDATE service_offering SET area_codes = '{640104}'");
    expect(await claim()).toBe('Claim');
    const rows = (await logged('CLAIM')).filter((row) => row.need_id === need.needId);
    expect(rows.map((row) => row.result.explanation.matched)).toEqual([false, true]);
    for (const row of rows) expect((await replay(globalId('Decision', row.id), member)).identical).toBe(true);
  });

  test('given inputs, digest, version or subject tampered with past the triggers, then the replay says so and follows nothing from them', async () => {
    const need = await referredNeed(server);
    for (const change of [
      `packed_inputs = packed_inputs || '\\x00'`,
      `packed_inputs = set_byte(packed_inputs, 1, get_byte(packed_inputs, 1) # 255)`,
      `(packed_inputs, inputs_digest) = (SELECT packed_inputs, inputs_digest FROM decision other WHERE kind = 'REFERRAL' LIMIT 1)`,
      `packed_inputs = NULL, inputs = '{}'`,
      `inputs_digest = decode(repeat('00', 32), 'hex')`,
      `ruleset_version = '2026-7'`,
      `organisation_id = organisation_id, kind = 'CLAIM'`,
    ]) {
      const shown = await explain(need, adviser);
      await tamper(server, `UPDATE decision SET ${change} WHERE id = $1`, shown.decisionId);
      expect(await replay(shown.decisionId, adviser)).toMatchObject({
        identical: false,
        inputsIntact: false,
        replayed: null,
      });
    }
  });

  test('given a result tampered with, then the inputs are intact and the replay is not identical', async () => {
    const need = await referredNeed(server);
    const shown = await explain(need, adviser);
    await tamper(
      server,
      `UPDATE decision SET result = jsonb_set(result, '{explanation,score}', '1') WHERE id = $1`,
      shown.decisionId,
    );
    const replayed = await replay(shown.decisionId, adviser);
    expect(replayed).toMatchObject({ identical: false, inputsIntact: true, logged: { explanation: { score: 1 } } });
    expect(replayed.replayed.explanation.score).toBe(shown.score);
  });

  test('given a logged decision, then the owner of the database cannot change or remove it', async () => {
    await explain(await referredNeed(server), adviser);
    const before = await server.database.query('SELECT * FROM decision ORDER BY id');
    for (const sql of [`UPDATE decision SET result = '{}'`, 'DELETE FROM decision', 'TRUNCATE decision'])
      await expect(server.database.query(sql)).rejects.toThrow('never changed or removed');
    expect(await server.database.query('SELECT * FROM decision ORDER BY id')).toEqual(before);
  });

  test('given decisions about a restricted need, then its area, the organisation it was referred to and the audit see them; once the consent ends, the organisation does not', async () => {
    const counselling = { serviceKind: ServiceKind.PSYCHOLOGICAL_COUNSELLING, takesRestricted: true };
    const named = await offering(counselling);
    const other = await offering(counselling);
    const home = await referredNeed(server);
    const consentId = await consent(server, home.household, named, { purpose: ConsentPurpose.REFERRAL });
    const need = await directlyReferredNeed(server, [named], { ...counselling, household: home.household });
    const asked = { needId: need.id, organisationId: globalId('Organisation', other) };
    const aboutOther = (await server.request(explainMatch, asked, adviser.token)).data.explainMatch.decisionId;
    const pushed = globalId('Decision', (await logged('REFERRAL')).find((row) => row.need_id === need.needId)!.id);
    const of = {
      named: await people(server).organisationMember(named),
      other: await people(server).organisationMember(other),
    };
    const elsewhere = await people(server).adviser('640104002');
    for (const id of [pushed, aboutOther])
      for (const [person, sees] of [
        [adviser, true],
        [auditor, true],
        [elsewhere, false],
        [of.other, false],
        [member, false],
        [of.named, id === pushed],
      ] as const)
        expect((await replay(id, person)) !== null).toBe(sees);
    const listing = `query ($id: ID!) { decisionsOfOrganisation(organisationId: $id) { edges { node { needId } } } }`;
    const listed = async (id: string, by: Person) =>
      (await server.request(listing, { id: globalId('Organisation', id) }, by.token)).data.decisionsOfOrganisation;
    expect(await listed(other, of.other)).toEqual({ edges: [] });
    expect(await listed(named, of.named)).toEqual({ edges: [{ node: { needId: need.id } }] });
    expect(await listed(named, of.other)).toBeNull();
    const withdrawal = { consentId: globalId('Consent', consentId) };
    await server.app.composition.consentService.withdrawConsent(home.household.adviser, withdrawal);
    expect(await replay(pushed, of.named)).toBeNull();
    expect(await listed(named, of.named)).toEqual({ edges: [] });
    expect((await replay(pushed, adviser)).identical).toBe(true);
  });

  test('given the decisions about a need, then its area and the audit list them, the newest first, in pages; others learn of nothing', async () => {
    const need = await referredNeed(server);
    const shown = [await explain(need, adviser), await explain(need, adviser)];
    const listing = `query ($id: ID!, $after: String) { decisionsOfNeed(needId: $id, first: 2, after: $after) {
      edges { node { id kind } } pageInfo { hasNextPage endCursor } } }`;
    const page = async (by: Person, after?: string) =>
      (await server.request(listing, { id: need.id, after }, by.token)).data.decisionsOfNeed;
    for (const person of [adviser, auditor]) {
      const first = await page(person);
      expect(first.edges.map((edge: any) => edge.node.id)).toEqual([shown[1].decisionId, shown[0].decisionId]);
      const second = await page(person, first.pageInfo.endCursor);
      expect(second.edges.map((edge: any) => edge.node.kind)).toEqual(['REFERRAL']);
      expect(second.pageInfo.hasNextPage).toBe(false);
    }
    expect(await page(await people(server).adviser('640104002'))).toBeNull();
    expect(await replay(globalId('Decision', v7()), auditor)).toBeNull();
    expect(await replay('nonsense', auditor)).toBeNull();
  });

  test('given a log that cannot be written, then nothing is shown or pushed: RETRYABLE; afterwards all is as before', async () => {
    const need = await referredNeed(server);
    const waiting = await verifiedNeed(server);
    const claim = { claimId: v7(), needId: need.id, organisationId: organisation };
    const claimNeed = `mutation ($input: ClaimNeedInput!) { claimNeed(input: $input) { __typename } }`;
    const claimBest = `mutation ($input: ClaimBestNeedInput!) { claimBestNeed(input: $input) { __typename } }`;
    await server.database.query('ALTER TABLE decision RENAME TO decision_away');
    for (const [query, variables, by] of [
      [explainMatch, { needId: need.id, organisationId: organisation }, adviser],
      [matchNeed, { id: need.id }, adviser],
      [needsForOrganisation, { id: organisation }, member],
      [`mutation ($id: ID!) { referNeed(input: { needId: $id }) { __typename } }`, { id: waiting.id }, adviser],
      [claimNeed, { input: claim }, member],
      [claimBest, { input: { claimId: v7(), organisationId: organisation } }, member],
    ] as const) {
      const { data, errors } = await server.request(query, variables, by.token);
      expect(errors![0]!.extensions.code).toBe('RETRYABLE');
      expect(JSON.stringify(errors)).not.toContain('decision_away');
      expect(Object.values(data ?? {}).every((value) => value === null)).toBe(true);
    }
    await server.database.query('ALTER TABLE decision_away RENAME TO decision');
    const statusOf = async ({ needId }: StagedNeed) =>
      (await server.database.query<{ status: string }>('SELECT status FROM need WHERE id = $1', [needId]))[0]!.status;
    expect([await statusOf(waiting), await statusOf(need)]).toEqual(['VERIFIED', 'PUBLISHED']);
    expect(await server.database.query('SELECT id FROM claim')).toEqual([]);
    expect((await replay((await explain(need, adviser)).decisionId, adviser)).identical).toBe(true);
  });

  test('given what is logged, then it holds codes and ids only, nothing of the card, the household or the people', async () => {
    const need = await referredNeed(server, { cardText: '独居老人需要帮助打扫房间' });
    await explain(need, adviser);
    const rows = await server.database.query<{ packed_inputs: Buffer }>('SELECT packed_inputs, result FROM decision');
    const text = JSON.stringify(rows.map((row) => ({ ...row, inputs: unpackInputs(row.packed_inputs) })));
    expect(text).toContain(stagedCommunity);
    const { household } = need;
    for (const canary of [household.householdId, '独居老人', adviser.accountId, ...Object.values(household.identity)])
      expect(text).not.toContain(canary);
  });
});
