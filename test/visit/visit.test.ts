/** Shows records of visits: made late or twice, in conflict, sealed and read with a reason, and by nobody of another place. */
import { randomUUID } from 'node:crypto';
import { globalId } from '../../schema/global-id';
import { OrganisationKind } from '../../schema/organisation/organisation';
import { VisitTrigger } from '../../schema/visit/enums';
import { dueOn } from '../../server/visit/rules';
import { household, newResidentNumber, type StagedHousehold } from '../stage/households';
import { draftedNeed } from '../stage/needs';
import { approvedOrganisation } from '../stage/organisations';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';
import { community, discovery, otherCommunity, somebody, type Discovery } from './stage';

const day = 24 * 3_600_000;

describe('records of visits', () => {
  let server: TestServer;
  let stage: Discovery;
  let adviser: Person;
  let home: StagedHousehold;
  const ago = (milliseconds: number) => new Date(Date.now() - milliseconds).toISOString();
  const today = () => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date());
  const dayAgo = (days: number) =>
    new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date(Date.now() - days * day));
  beforeAll(async () => {
    server = await startTestServer();
    stage = discovery(server, today);
    adviser = await people(server).adviser(community);
    home = await household(server, { areaCode: community });
  });
  afterAll(() => server.close());

  const owed = async (householdId: string, occurredOn: string, trigger = 'HOSPITALISATION'): Promise<string> =>
    (await stage.report(adviser, { householdId, occurredOn, trigger })).obligation.id as string;
  const stateOf = async (id: string) =>
    (
      await server.request(
        'query ($id: ID!) { node(id: $id) { ... on VisitObligation { state doneAt visit { id } } } }',
        { id },
        adviser.token,
      )
    ).data.node;
  const visitCount = async () =>
    (await server.database.query<{ count: number }>('SELECT count(*)::int AS count FROM visit'))[0]!.count;

  test('given a visit with findings, then it settles what it names, its needs are its own, and its text is sealed and read with a reason', async () => {
    const [first, second] = [await owed(home.id, dayAgo(1)), await owed(home.id, dayAgo(2), 'DISASTER')];
    const need = await draftedNeed(server, { household: home });
    const findings = '屋顶漏雨，老人行动不便。';
    const input = {
      ...{ visitId: randomUUID(), householdId: home.id, obligationIds: [first, second], visitedAt: ago(3_600_000) },
      ...{ rootCauses: ['ILLNESS', 'LACK_OF_LABOUR'], barriers: ['UNABLE_TO_APPLY'], needIds: [need.id], findings },
    };
    const visit = await stage.visit(adviser, input);
    expect(visit).toMatchObject({
      ...{ __typename: 'Visit', result: 'COMPLETED', rootCauses: ['ILLNESS', 'LACK_OF_LABOUR'], hasFindings: true },
      ...{ needs: [{ id: need.id }], household: { id: home.id }, visitedAt: input.visitedAt },
    });
    for (const id of [first, second])
      expect(await stateOf(id)).toEqual({ state: 'DONE', doneAt: input.visitedAt, visit: { id: visit.id } });
    const [stored] = await server.database.query<{ findings: Buffer }>('SELECT findings FROM visit WHERE id = $1', [
      input.visitId,
    ]);
    expect(stored!.findings.includes(Buffer.from('老人'))).toBe(false);
    const read = (token: string, reason: string) =>
      server.request(
        'query ($id: ID!, $reason: String!) { node(id: $id) { ... on Visit { findings(reason: $reason) } } }',
        { id: visit.id, reason },
        token,
      );
    expect((await read(adviser.token, '跟进修缮')).data.node.findings).toBe(findings);
    expect((await read(adviser.token, '?')).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    const elsewhere = await people(server).adviser(otherCommunity);
    expect((await read(elsewhere.token, '跟进修缮')).data).toEqual({ node: null });
    expect(
      await server.database.query("SELECT account_id, details FROM audit_line WHERE operation = 'readVisitFindings'"),
    ).toEqual([{ account_id: adviser.accountId, details: { reason: '跟进修缮' } }]);
    const again = await stage.visit(adviser, { householdId: home.id, visitedAt: ago(0), needIds: [need.id] });
    expect(again).toEqual({ __typename: 'InvalidInput', field: 'needIds.0' });
  });

  test('given a record made offline and sent ten times at once, then it is kept once and answered alike', async () => {
    const obligation = await owed(home.id, dayAgo(20), 'DEATH');
    const before = await visitCount();
    const input = {
      visitId: randomUUID(),
      householdId: home.id,
      obligationIds: [obligation],
      visitedAt: ago(12 * day),
    };
    const answers = await Promise.all(Array.from({ length: 10 }, () => stage.visit(adviser, input)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ __typename: 'Visit', visitedAt: input.visitedAt });
    expect(await visitCount()).toBe(before + 1);
    expect((await stage.visit(adviser, { ...input, nextStep: 'OPEN_CASE' })).__typename).toBe('IdempotencyMismatch');
  });

  test('given times of a device, then up to 30 days back and 5 minutes ahead are taken, and nothing is kept of others', async () => {
    const before = await visitCount();
    const at = async (visitedAt: string) =>
      (await stage.visit(adviser, { householdId: home.id, visitedAt, result: 'NOT_AT_HOME' })).__typename;
    expect(await at(ago(30 * day + 60_000))).toBe('VisitTimeNotAccepted');
    expect(await at(ago(-6 * 60_000))).toBe('VisitTimeNotAccepted');
    expect(await visitCount()).toBe(before);
    expect([await at(ago(30 * day - 60_000)), await at(ago(-4 * 60_000))]).toEqual(['Visit', 'Visit']);
    const ahead = await server.database.query('SELECT 1 FROM visit WHERE visited_at > recorded_at');
    expect(ahead).toEqual([]);
  });

  test('given two records for one obligation at once, then one settles it and the other is told which did', async () => {
    const obligation = await owed(home.id, dayAgo(3), 'SUDDEN_MISFORTUNE');
    const officer = await people(server).streetOfficer();
    const before = await visitCount();
    const record = { householdId: home.id, obligationIds: [obligation], visitedAt: ago(day) };
    const answers = await Promise.all([stage.visit(adviser, record), stage.visit(officer, record)]);
    const [won, lost] = answers.sort((a, b) => (a.__typename < b.__typename ? 1 : -1));
    expect(won.__typename).toBe('Visit');
    expect(lost).toEqual({
      ...{ __typename: 'ObligationAlreadyDone', obligationId: obligation, visitId: won.id, doneAt: record.visitedAt },
    });
    expect(await visitCount()).toBe(before + 1);
    const daily = await stage.visit(officer, { ...record, obligationIds: [] });
    expect(daily.__typename).toBe('Visit');
  });

  test('given nobody at home, then the visit is still owed; given a refusal, then it is not', async () => {
    const obligation = await owed(home.id, dayAgo(4), 'DEATH');
    const record = { householdId: home.id, obligationIds: [obligation], visitedAt: ago(60_000) };
    await stage.visit(adviser, { ...record, result: 'NOT_AT_HOME', nextStep: 'VISIT_AGAIN' });
    expect(await stateOf(obligation)).toMatchObject({ state: 'DUE', visit: null });
    expect(await stage.visit(adviser, { ...record, result: 'REFUSED', findings: '没有开门' })).toEqual({
      ...{ __typename: 'InvalidInput', field: 'result' },
    });
    await stage.visit(adviser, { ...record, result: 'REFUSED' });
    expect(await stateOf(obligation)).toMatchObject({ state: 'DONE' });
  });

  test('given a found person who is not there, then all that was owed is settled and who it was is erased', async () => {
    const person = { name: '周立', residentNumber: newResidentNumber(), areaCode: community };
    const first = await stage.report(adviser, { person, trigger: 'DEATH' });
    const second = await stage.report(adviser, { person, trigger: 'DISASTER' });
    const foundPersonId = first.obligation.foundPerson.id as string;
    const record = { foundPersonId, obligationIds: [second.obligation.id], visitedAt: ago(0) };
    expect((await stage.visit(adviser, record)).field).toBe('foundPersonId');
    const visit = await stage.visit(adviser, { ...record, result: 'NOT_FOUND' });
    expect(visit.foundPerson).toEqual({ id: foundPersonId, outcome: 'NOT_FOUND' });
    for (const one of [first, second]) expect((await stateOf(one.obligation.id)).visit).toEqual({ id: visit.id });
    const left = await server.database.query("SELECT data_key, details FROM found_person WHERE outcome = 'NOT_FOUND'");
    expect(left).toEqual([{ data_key: null, details: null }]);
  });

  test('given triggers that were wrong, when the street voids them, then only their visits are owed no more, and who was found by nothing else is forgotten', async () => {
    const officer = await people(server).streetOfficer();
    const person = { name: '孙桂兰', residentNumber: newResidentNumber(), areaCode: community };
    const first = await stage.report(adviser, { person, trigger: 'DEATH' });
    const second = await stage.report(adviser, { person, trigger: 'DISASTER' });
    const foundPersonId = first.obligation.foundPerson.id as string;
    const input = { commandId: randomUUID(), obligationId: first.obligation.id, reason: 'WRONG_PERSON' };
    const voided = (who: Pick<Person, 'token'>, more = {}) =>
      stage.run(who, 'voidTrigger', { ...input, ...more }, 'id state closingReason doneAt visit { id }');
    const anew = { commandId: randomUUID() };
    const stranger = await people(server).streetOfficer('640104012');
    expect([await voided(adviser, anew), await voided(stranger, anew)]).toEqual([
      'FORBIDDEN',
      { __typename: 'NotFound', type: 'VisitObligation' },
    ]);
    expect(await stateOf(first.obligation.id)).toMatchObject({ state: 'DUE' });
    const closed = {
      ...{ __typename: 'VisitObligation', id: first.obligation.id, state: 'CLOSED', closingReason: 'WRONG_PERSON' },
      ...{ doneAt: null, visit: null },
    };
    expect([await voided(officer), await voided(officer)]).toEqual([closed, closed]);
    expect((await voided(officer, { reason: 'TOLD_TWICE' })).__typename).toBe('IdempotencyMismatch');
    expect(await voided(officer, anew)).toMatchObject({ __typename: 'WrongState', currentStatus: 'CLOSED' });
    const visit = { foundPersonId, obligationIds: [first.obligation.id], visitedAt: ago(0), result: 'NOT_FOUND' };
    expect(await stage.visit(adviser, visit)).toMatchObject({ __typename: 'WrongState', currentStatus: 'CLOSED' });
    expect(await stage.report(officer, { person, trigger: 'DEATH' })).toEqual({ __typename: 'TriggerAlreadyReported' });
    expect(await stateOf(second.obligation.id)).toMatchObject({ state: 'DUE' });
    const known = async () =>
      (
        await server.database.query(
          'SELECT outcome, person_index IS NULL AND data_key IS NULL AND details IS NULL AS gone FROM found_person WHERE id = $1',
          [Buffer.from(foundPersonId, 'base64url').toString().split(':')[1]],
        )
      )[0];
    expect(await known()).toEqual({ outcome: null, gone: false });
    await voided(officer, { commandId: randomUUID(), obligationId: second.obligation.id, reason: 'DID_NOT_OCCUR' });
    expect(await known()).toEqual({ outcome: 'VOIDED', gone: true });
    const done = await server.database.query<{ id: string }>(
      'SELECT id FROM visit_obligation WHERE done_at IS NOT NULL',
    );
    const late = { commandId: randomUUID(), obligationId: globalId('VisitObligation', done[0]!.id) };
    expect(await voided(officer, late)).toMatchObject({
      __typename: 'WrongState',
      allowedStatuses: ['DUE', 'OVERDUE'],
    });
    expect(
      await server.database.query(
        "SELECT account_id, details->>'reason' AS reason FROM audit_line WHERE operation = 'voidTrigger' ORDER BY position",
      ),
    ).toEqual(['WRONG_PERSON', 'DID_NOT_OCCUR'].map((reason) => ({ account_id: officer.accountId, reason })));
    const told = await server.database.query("SELECT count(*)::int AS count FROM event WHERE type = 'VisitClosed'");
    expect(told).toEqual([{ count: 2 }]);
  });

  test('60: given an adviser of another community, then visits, obligations and found persons of this one do not exist', async () => {
    const stranger = await people(server).adviser(otherCommunity);
    const obligation = await owed(home.id, dayAgo(6), 'DEATH');
    const before = await visitCount();
    const neighbour = await household(server, { areaCode: otherCommunity });
    const record = { visitedAt: ago(0), obligationIds: [obligation] };
    expect(await stage.visit(stranger, { ...record, householdId: home.id })).toMatchObject({ type: 'Household' });
    expect(await stage.visit(stranger, { ...record, householdId: neighbour.id })).toMatchObject({
      type: 'VisitObligation',
    });
    const lists = await server.request(
      `{ visits(first: 5) { edges { node { id } } } visitObligations(first: 5) { edges { node { id } } } }`,
      {},
      stranger.token,
    );
    expect(lists.data).toEqual({ visits: { edges: [] }, visitObligations: { edges: [] } });
    for (const field of ['visits', 'visitObligations']) {
      const named = await server.request(
        `{ ${field}(first: 5, areaCode: "${community}") { edges { node { id } } } }`,
        {},
        stranger.token,
      );
      expect(named.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
    expect(await visitCount()).toBe(before);
  });

  test('61: given the key of a hospital with the scope, then it tells of anybody and sees nothing of the household; other keys and companies do not', async () => {
    const { organisationId } = await approvedOrganisation(server, { kind: OrganisationKind.PUBLIC_INSTITUTION });
    const company = await approvedOrganisation(server, { kind: OrganisationKind.SOCIAL_ORGANISATION });
    const keyOf = async (organisation: string, scopes: string[]) => {
      const administrator = await people(server).organisationAdministrator(organisation);
      const answer = await server.request(
        'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { ... on ApiKeyCreated { secret } __typename } }',
        {
          input: {
            ...{ apiKeyId: randomUUID(), organisationId: globalId('Organisation', organisation), name: '接口' },
            ...{ scopes, lifetimeDays: 30 },
          },
        },
        administrator.token,
      );
      return { token: answer.data.createApiKey.secret as string };
    };
    const staged = await household(server, { areaCode: otherCommunity });
    const key = await keyOf(organisationId, ['TRIGGERS_WRITE']);
    const report = {
      ...{ departmentId: globalId('Organisation', organisationId), reference: 'ZY-2026-0001' },
      person: somebody({ residentNumber: staged.identity.residentNumber, areaCode: otherCommunity }),
    };
    expect(await stage.report(key, report)).toEqual({
      ...{ __typename: 'TriggerReported', dueOn: dueOn(VisitTrigger.HOSPITALISATION, today()), obligation: null },
    });
    const [row] = await server.database.query(
      'SELECT channel, reference, household_id FROM visit_obligation WHERE department_id = $1',
      [organisationId],
    );
    expect(row).toEqual({ channel: 'DEPARTMENT', reference: 'ZY-2026-0001', household_id: staged.householdId });
    expect(await stage.report(key, { ...report, person: null, householdId: staged.id })).toMatchObject({
      __typename: 'NotFound',
    });
    expect(await stage.report(await keyOf(organisationId, ['NEEDS_READ']), report)).toBe('FORBIDDEN');
    const theirs = await keyOf(company.organisationId, ['TRIGGERS_WRITE']);
    const answers = [
      await stage.report(theirs, { ...report, occurredOn: dayAgo(9) }),
      await stage.report(theirs, {
        ...{ ...report, occurredOn: dayAgo(9), departmentId: globalId('Organisation', company.organisationId) },
      }),
    ];
    expect(answers).toEqual([
      { __typename: 'NotFound', type: 'Organisation' },
      { __typename: 'NotFound', type: 'Organisation' },
    ]);
  });

  test('given more visits than a page, then pages follow one another without a gap', async () => {
    const all = await server.database.query<{ id: string }>('SELECT id FROM visit ORDER BY visited_at DESC, id DESC');
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: any = await server.request(
        'query ($after: String) { visits(first: 3, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } }',
        { after },
        adviser.token,
      );
      seen.push(
        ...page.data.visits.edges.map((edge: any) => Buffer.from(edge.node.id, 'base64url').toString().slice(6)),
      );
      after = page.data.visits.pageInfo.hasNextPage ? page.data.visits.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toEqual(all.map((row) => row.id));
  });
});
