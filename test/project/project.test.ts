/** Shows the life of a charity project: what is refused and what does not change by it, who may do it, and that the database refuses the same. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { LedgerRepository } from '../../server/ledger/ledger.repository';
import { addDays } from '../../server/day';
import { people } from '../stage/people';
import { until } from '../attacks/probe';
import { startTestServer, type TestServer } from '../stage/server';
import { showsPartnerships, type PartnershipStage } from './partnerships';
import { content, drafted, federation, localOf, opened, run, today, type Federation } from './staging';

describe('a charity project', () => {
  let server: TestServer;
  let own: Federation;
  let other: Federation;
  const stage = {} as PartnershipStage;
  beforeAll(async () => {
    server = await startTestServer();
    own = await federation(server);
    other = await federation(server);
    Object.assign(stage, { server, own, other });
  });
  afterAll(() => server.close());

  const count = async () =>
    (await server.database.query<{ n: number }>('SELECT count(*)::int AS n FROM charity_project'))[0]!.n;
  const statusOf = async (id: string) =>
    (await server.database.query('SELECT status FROM charity_project WHERE id = $1', [localOf(id)]))[0]!.status;
  const eventsOf = async (id: string) =>
    (await server.database.query('SELECT type FROM event WHERE subject_id = $1 ORDER BY position', [localOf(id)])).map(
      (event) => event.type,
    );

  test('given a draft that is sent fifty times while it is under way, then others are answered, and there is one project with every field of the plan, told fifty times', async () => {
    const input = { projectId: v7(), organisationId: own.id, content: content() };
    const before = await count();
    const waiting = async () => {
      const [row] = await server.database.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return row!.n;
    };
    // The first is held up, so that all others come while it is under way.
    await server.database.query('BEGIN');
    await server.database.query('LOCK TABLE charity_project IN SHARE MODE');
    const sent = Promise.all(Array.from({ length: 50 }, () => run(server, own.staff, 'draftCharityProject', input)));
    await until(async () => (await waiting()) > 0);
    // They wait where they take nothing from anybody: the connections are there for others.
    const mine = '{ me { id } }';
    for (let times = 0; times < 3; times += 1)
      expect((await server.request(mine, {}, other.staff.token)).errors).toBeUndefined();
    expect(await waiting()).toBe(1);
    await server.database.query('COMMIT');
    const answers = await sent;
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ __typename: 'CharityProject', status: 'DRAFT' });
    expect(await count()).toBe(before + 1);
    const plan = `purpose startsOn endsOn areaCodes responsiblePerson officeAddress donationChannels bankName bankAccount
      beneficiaries useOfProceeds costFen costDetail leftoverUse`;
    const read = `query ($id: ID!) { charityProject(id: $id) { capPerCaseFen situations organisation { id } plan { ${plan} }
      partnership { agreementNumber } progress { pledgedFen raisedFen reservedFen spentFen budgetLeftFen } } }`;
    const { data } = await server.request(read, { id: answers[0].id }, own.staff.token);
    expect(data.charityProject).toEqual({
      capPerCaseFen: '200000',
      situations: ['ELDERLY_ALONE'],
      organisation: { id: own.id },
      plan: {
        ...content().plan,
        bankAccount: '1040123456789012',
        donationChannels: ['BANK_TRANSFER', 'DONATION_POINT'],
        startsOn: addDays(today, 10),
        endsOn: addDays(today, 100),
      },
      partnership: null,
      progress: { pledgedFen: '0', raisedFen: '0', reservedFen: '0', spentFen: '0', budgetLeftFen: '15000000' },
    });
    expect(
      await run(server, own.staff, 'draftCharityProject', { ...input, content: content({ name: '别的' }) }),
    ).toMatchObject({ __typename: 'IdempotencyMismatch' });
  });

  test.each([
    ['content.endsOn', { endsOn: addDays(today, 9) }, {}],
    ['content.targetFen', { targetFen: '0' }, {}],
    ['content.budgetFen', { budgetFen: '0' }, {}],
    ['content.capPerCaseFen', { capPerCaseFen: '0' }, {}],
    ['content.capPerCaseFen', { capPerCaseFen: '15000001' }, {}],
    ['content.serviceKinds', { serviceKinds: [] }, {}],
    ['content.areaCodes', { areaCodes: [] }, {}],
    ['content.areaCodes', { areaCodes: ['999999'] }, {}],
    ['content.plan.areaCodes', {}, { areaCodes: ['999999'] }],
    ['content.plan.bankAccount', {}, { bankAccount: '62A' }],
    ['content.plan.donationChannels', {}, { donationChannels: [] }],
    ['content.plan.leftoverUse', {}, { leftoverUse: ' ' }],
    ['content.plan.responsiblePerson', {}, { responsiblePerson: '\u202e王' }],
  ])(
    'given a draft with a wrong %s, then it is refused by that name and nothing is stored',
    async (field, more, plan) => {
      const before = await count();
      const input = { projectId: v7(), organisationId: own.id, content: content(more, plan) };
      expect(await run(server, own.staff, 'draftCharityProject', input)).toMatchObject({
        ...{ __typename: 'InvalidInput', field },
      });
      expect(await count()).toBe(before);
    },
  );

  test.each(['-1', '0.5', '9007199254740992', '1e3'])(
    'given a budget of %s, then the request itself is refused and nothing is stored',
    async (budgetFen) => {
      const before = await count();
      const input = { projectId: v7(), organisationId: own.id, content: content({ budgetFen }) };
      expect(await run(server, own.staff, 'draftCharityProject', input)).toEqual({ code: 'BAD_USER_INPUT' });
      expect(await count()).toBe(before);
    },
  );

  test.each([
    ['a_window_does_not_end_before_it_starts', 'ends_on = starts_on - 1'],
    ['a_budget_is_above_zero', 'budget_fen = 0, cap_per_case_fen = 0'],
    ['a_budget_is_above_zero', 'budget_fen = 9007199254740992'],
    ['a_target_is_above_zero', 'target_fen = -1'],
    ['one_case_costs_no_more_than_the_budget', 'cap_per_case_fen = budget_fen + 1'],
    ['a_project_says_what_it_helps_with', "service_kinds = '{}'"],
    ['a_draft_is_revised_one_by_one', 'revision = -1'],
    ['a_public_campaign_is_filed_ten_days_before', "status = 'FILED', filing_number = 'x', filed_on = starts_on - 9"],
    ['only_a_draft_is_not_filed', "status = 'FILED'"],
  ])('given an owner of the database that breaks %s, then the database refuses too', async (constraint, change) => {
    const id = localOf(await drafted(server, own));
    await expect(server.database.query(`UPDATE charity_project SET ${change} WHERE id = $1`, [id])).rejects.toThrow(
      constraint,
    );
  });

  test('given two who revise what they read, then the second is told which revision stands, nothing of the first is lost, and the areas have names', async () => {
    const projectId = await drafted(server, own);
    const read = async () =>
      (
        await server.request(
          `query ($id: ID!) { charityProject(id: $id) { name revision areas { code name } plan { areas { code name } } } }`,
          { id: projectId },
          own.staff.token,
        )
      ).data.charityProject;
    const areas = [{ code: '640104', name: '兴庆区' }];
    expect(await read()).toEqual({ name: '暖冬助老', revision: 0, areas, plan: { areas } });
    const revise = (name: string, revision: number) =>
      run(server, own.staff, 'reviseCharityProject', { projectId, revision, content: content({ name }) });
    expect(await revise('暖冬助老（一）', 0)).toMatchObject({ status: 'DRAFT' });
    const second = { commandId: v7(), projectId, revision: 0, content: content({ name: '暖冬助老（二）' }) };
    const refused = { __typename: 'DraftHasChanged', revision: 1 };
    expect(await run(server, own.staff, 'reviseCharityProject', second)).toMatchObject(refused);
    expect(await read()).toMatchObject({ name: '暖冬助老（一）', revision: 1 });
    expect(await revise('暖冬助老（二）', 1)).toMatchObject({ status: 'DRAFT' });
    expect(await read()).toMatchObject({ name: '暖冬助老（二）', revision: 2 });
  });

  test('given a public campaign that starts in nine days, when it is filed today, then it is told the earliest start; in ten days it is filed', async () => {
    const late = await drafted(server, own, { startsOn: addDays(today, 9) });
    const filing = { filedOn: today, filingNumber: '慈募 2026-1' };
    expect(await run(server, own.staff, 'fileCharityProject', { projectId: late, ...filing })).toMatchObject({
      __typename: 'FilingTooLate',
      latestFilingDay: addDays(today, -1),
      earliestStart: addDays(today, 10),
    });
    expect([await statusOf(late), await eventsOf(late)]).toEqual(['DRAFT', []]);
    const revised = { projectId: late, content: content({ startsOn: addDays(today, 10) }) };
    expect(await run(server, own.staff, 'reviseCharityProject', revised)).toMatchObject({ status: 'DRAFT' });
    expect(await run(server, own.staff, 'fileCharityProject', { projectId: late, ...filing })).toMatchObject({
      ...{ status: 'FILED', filedOn: today, filingNumber: '慈募 2026-1' },
    });
    expect(await eventsOf(late)).toEqual(['CharityProjectFiled']);
    expect(await run(server, own.staff, 'reviseCharityProject', revised)).toMatchObject({
      ...{ __typename: 'WrongState', currentStatus: 'FILED', allowedStatuses: ['DRAFT'] },
    });
    const tomorrow = { projectId: await drafted(server, own), filedOn: addDays(today, 1), filingNumber: '1' };
    expect(await run(server, own.staff, 'fileCharityProject', tomorrow)).toMatchObject({ field: 'filedOn' });
    const directed = await drafted(server, own, { fundraisingMode: 'DIRECTED', startsOn: today });
    expect(await run(server, own.staff, 'fileCharityProject', { projectId: directed, ...filing })).toMatchObject({
      status: 'FILED',
    });
  });

  showsPartnerships(stage);

  test('given the bureau, then it qualifies a charity after one year, never its own, and what it revokes opens no project', async () => {
    const young = await federation(server, { qualified: false });
    const bureau = await people(server).bureau();
    const record = (grantedOn: string, person = bureau) =>
      server.request(
        `mutation ($input: RecordFundraisingQualificationInput!) { recordFundraisingQualification(input: $input) {
           __typename ... on FundraisingQualification { grantedOn revokedOn } ... on InvalidInput { field } } }`,
        {
          input: {
            ...{ commandId: v7(), organisationId: young.id, certificateNumber: 'NX-9' },
            ...{ charitySince: '2024-02-29', grantedOn },
          },
        },
        person.token,
      );
    expect((await record('2025-02-27')).data.recordFundraisingQualification).toEqual({
      ...{ __typename: 'InvalidInput', field: 'grantedOn' },
    });
    expect((await record('2025-02-28', young.staff)).errors![0]!.extensions.code).toBe('FORBIDDEN');
    expect((await record('2025-02-28')).data.recordFundraisingQualification).toMatchObject({ grantedOn: '2025-02-28' });
    const projectId = await drafted(server, young, { startsOn: today });
    const filing = { projectId, filedOn: addDays(today, -10), filingNumber: '3' };
    expect(await run(server, young.staff, 'fileCharityProject', filing)).toMatchObject({ status: 'FILED' });
    await server.request(
      `mutation ($input: RevokeFundraisingQualificationInput!) { revokeFundraisingQualification(input: $input) { __typename } }`,
      { input: { commandId: v7(), organisationId: young.id } },
      bureau.token,
    );
    expect(await run(server, young.staff, 'openCharityProject', { projectId })).toMatchObject({
      __typename: 'NotQualifiedToRaisePublicly',
    });
    expect(await statusOf(projectId)).toBe('FILED');
  });

  test('given a filed project, then it opens within its window with its whole budget in the books, closes, and settles', async () => {
    const early = await drafted(server, own);
    await run(server, own.staff, 'fileCharityProject', { projectId: early, filedOn: today, filingNumber: '4' });
    expect(await run(server, own.staff, 'openCharityProject', { projectId: early })).toMatchObject({
      ...{ __typename: 'OutsideProjectWindow', startsOn: addDays(today, 10), endsOn: addDays(today, 100) },
    });
    const projectId = await opened(server, own);
    expect(await run(server, own.staff, 'openCharityProject', { projectId })).toMatchObject({ status: 'OPEN' });
    const id = localOf(projectId);
    const books = (await new LedgerRepository().balances(server.app.composition.database, [id])).get(id)!;
    expect([books.SOURCE, books.RECEIVED, books.RESERVED]).toEqual([-15_000_000n, 15_000_000n, 0n]);
    expect(await run(server, own.staff, 'settleCharityProject', { projectId })).toMatchObject({
      ...{ __typename: 'WrongState', allowedStatuses: ['CLOSED'] },
    });
    expect(await run(server, own.staff, 'closeCharityProject', { projectId })).toMatchObject({
      ...{ status: 'CLOSED', closedOn: today },
    });
    expect(await run(server, own.staff, 'settleCharityProject', { projectId })).toMatchObject({
      ...{ status: 'SETTLED', settledOn: today, leftoverFen: '0', leftoverDisposal: null },
    });
    expect(await eventsOf(projectId)).toEqual([
      'CharityProjectFiled',
      'CharityProjectOpened',
      'CharityProjectClosed',
      'CharityProjectSettled',
    ]);
  });

  test('given a project whose window is over, when the daily job comes twice, then it is closed once, on the last day of the window', async () => {
    const projectId = await opened(server, own);
    await server.database.query(
      'UPDATE charity_project SET starts_on = $2, filed_on = $3, ends_on = $4 WHERE id = $1',
      [...[localOf(projectId), addDays(today, -40), addDays(today, -60), addDays(today, -1)]],
    );
    const { projectService } = server.app.composition;
    expect(await Promise.all([projectService.closeProjectsOver(), projectService.closeProjectsOver()])).toEqual(
      expect.arrayContaining([0, 1]),
    );
    const [row] = await server.database.query(
      'SELECT status, closed_on::text AS day FROM charity_project WHERE id = $1',
      [localOf(projectId)],
    );
    expect(row).toEqual({ status: 'CLOSED', day: addDays(today, -1) });
    expect((await eventsOf(projectId)).filter((type) => type === 'CharityProjectClosed')).toEqual([
      'CharityProjectClosed',
    ]);
  });

  test('given others, then a draft does not exist for them, a filed one is read by all and changed by none', async () => {
    const projectId = await drafted(server, own);
    const member = await people(server).organisationMember(other.organisationId);
    const read = async (token?: string) =>
      (
        await server.request(
          'query ($id: ID!) { charityProject(id: $id) { status } node(id: $id) { id } }',
          { id: projectId },
          token,
        )
      ).data;
    expect(await read(member.token)).toEqual({ charityProject: null, node: null });
    const filing = { projectId, filedOn: today, filingNumber: '5' };
    expect(await run(server, other.staff, 'fileCharityProject', filing)).toMatchObject({ __typename: 'NotFound' });
    expect(await run(server, own.staff, 'fileCharityProject', filing)).toMatchObject({ status: 'FILED' });
    expect(await read(member.token)).toEqual({ charityProject: { status: 'FILED' }, node: { id: projectId } });
    expect(await run(server, other.staff, 'closeCharityProject', { projectId })).toEqual({ code: 'FORBIDDEN' });
    const [page] = await Promise.all([
      server.request(
        'query ($of: ID!) { charityProjects(first: 1, organisationId: $of, statuses: [FILED]) { edges { node { id } } pageInfo { hasNextPage } } }',
        { of: own.id },
        member.token,
      ),
    ]);
    expect(page.data.charityProjects.edges).toHaveLength(1);
    const elsewhere = {
      projectId: v7(),
      organisationId: globalId('Organisation', own.organisationId),
      content: content(),
    };
    expect(await run(server, other.staff, 'draftCharityProject', elsewhere)).toMatchObject({ __typename: 'NotFound' });
  });
});
