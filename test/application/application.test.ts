/** Shows the proxy application over HTTP: each step on its day, by authority and consent, into the register, and never without them. */
import sharp from 'sharp';
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { LowIncomeCategory } from '../../schema/household/household';
import { statutes } from '../../server/policy/statutes';
import { appealUntil, reviewDueOn } from '../../server/application/steps';
import { commands, type Run } from '../stage/commands';
import { household, newResidentNumber, type StagedHousehold } from '../stage/households';
import { draftedNeed, stagedCommunity } from '../stage/needs';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

const fields = `id status submittedOn reviewDueOn decidedOn decisionNumber appealUntil withdrawalReason memberIds department
  policy { code } authority { scope until } documents { position providedOn isWaived }`;

describe('the proxy application', () => {
  let server: TestServer;
  let run: Run;
  let adviser: Person;
  let stranger: Person;
  let bureau: Person;
  const policyIds: Record<string, string> = {};

  beforeAll(async () => {
    server = await startTestServer();
    run = commands(server);
    adviser = await people(server).adviser(stagedCommunity);
    stranger = await people(server).adviser('640104012');
    bureau = await people(server).bureau();
    for (const code of ['DIBAO', 'TEMPORARY_RELIEF']) {
      const policyId = v7();
      const statute = statutes.find((one) => one.code === code)!;
      await run(bureau, 'publishPolicy', { ...statute, policyId, areaCode: '640104' });
      policyIds[code] = globalId('Policy', policyId);
    }
  });
  afterAll(() => server.close());

  const family = () =>
    household(server, { areaCode: stagedCommunity, lowIncomeCategory: LowIncomeCategory.NOT_RECOGNISED });
  const membersOf = async (one: StagedHousehold) =>
    (
      await server.database.query<{ id: string }>('SELECT id FROM household_member WHERE household_id = $1', [
        one.householdId,
      ])
    ).map(({ id }) => globalId('HouseholdMember', id));
  async function begun(one: StagedHousehold, code: string, more: Record<string, unknown> = {}) {
    const memberIds = await membersOf(one);
    const input = {
      ...{ applicationId: v7(), householdId: one.id, policyId: policyIds[code], memberIds },
      ...{ mode: 'ASSISTED', begunOn: '2023-02-01', ...more },
    };
    return run(adviser, 'beginApplication', input, fields);
  }
  const step = (operation: string, applicationId: string, more: Record<string, unknown>, who = adviser) =>
    run(who, operation, { commandId: v7(), applicationId, ...more }, fields);
  async function complete(application: { id: string; documents: { position: number }[] }) {
    const [first, ...others] = application.documents.map(({ position }) => position);
    await step('provideDocuments', application.id, { positions: [first], providedOn: '2023-02-02', isWaived: true });
    expect(
      await step('provideDocuments', application.id, { positions: [99, 2], providedOn: '2023-02-02' }),
    ).toMatchObject({
      field: 'positions',
    });
    await step('provideDocuments', application.id, { positions: others, providedOn: '2023-02-02' });
  }
  const authorise = (one: StagedHousehold) =>
    server.app.composition.consentService.recordConsent(one.adviser, {
      ...{ consentId: v7(), householdId: one.id, purpose: 'MEANS_CHECK', dataKinds: ['NAME', 'RESIDENT_NUMBER'] },
      ...{ method: 'WRITTEN', guardianGiven: false },
      expiresOn: new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10),
    } as never);
  const rowOf = async (id: string) =>
    (
      await server.database.query('SELECT t::text AS row FROM policy_application t WHERE id = $1', [
        Buffer.from(id, 'base64url').toString().split(':')[1],
      ])
    )[0];

  test('given golden days, then the review is due and an appeal possible to the right day, over months and leap years', () => {
    expect([
      ...[reviewDueOn('2023-12-31', 45), reviewDueOn('2024-01-31', 30), reviewDueOn('2023-01-31', 30)],
      ...[appealUntil('2023-12-31'), appealUntil('2024-12-31')],
    ]).toEqual(['2024-02-14', '2024-03-01', '2023-03-02', '2024-02-29', '2025-03-01']);
  });

  test('given an approval of dibao, then its applicants are in the register on the day of the decision and the household is recognised', async () => {
    const one = await family();
    await authorise(one);
    const application = await begun(one, 'DIBAO');
    expect(application).toMatchObject({ status: 'DRAFT', department: '民政部门', policy: { code: 'DIBAO' } });
    expect(application.documents).toHaveLength(4);
    expect(await step('submitApplication', application.id, { submittedOn: '2023-02-03' })).toEqual({
      ...{ __typename: 'DocumentsMissing', missingDocuments: statutes[0]!.documents },
    });
    await complete(application);
    expect((await step('submitApplication', application.id, { submittedOn: '2023-02-03' })).status).toBe('SUBMITTED');
    expect(await step('acceptApplication', application.id, { acceptedOn: '2023-02-06' })).toMatchObject({
      ...{ status: 'UNDER_REVIEW', reviewDueOn: '2023-03-23' },
    });
    const decision = { approved: true, decidedOn: '2023-03-20', decisionNumber: '兴民低保〔2023〕77号' };
    expect(await step('decideApplication', application.id, decision)).toMatchObject({
      ...{ status: 'APPROVED', decidedOn: '2023-03-20', appealUntil: null },
    });
    const { data } = await server.request(
      'query ($id: ID!) { household(id: $id) { lowIncomeCategory registerEntries { enteredOn decisionNumber } policyApplications { status } } }',
      { id: one.id },
      adviser.token,
    );
    expect(data.household).toEqual({
      lowIncomeCategory: 'DIBAO',
      registerEntries: [{ enteredOn: '2023-03-20', decisionNumber: '兴民低保〔2023〕77号' }],
      policyApplications: [{ status: 'APPROVED' }],
    });
  });

  test('given applicants who are in the register as something else, then an approval changes them over on its day, and leaves who entered later', async () => {
    const numbers = [newResidentNumber(), newResidentNumber(1980)];
    const enter = (residentNumber: string, enteredOn: string) => {
      const entry = { entryId: v7(), residentNumber, areaCode: stagedCommunity, enteredOn };
      return run(bureau, 'importRegisterEntries', { importId: v7(), category: 'DIBAO_MARGINAL', entries: [entry] });
    };
    const members = numbers.map((residentNumber) => ({ residentNumber }));
    const one = await household(server, { areaCode: stagedCommunity, members });
    await enter(numbers[0]!, '2023-01-05');
    await enter(numbers[1]!, '2023-03-21');
    await authorise(one);
    const application = await begun(one, 'DIBAO');
    await complete(application);
    await step('submitApplication', application.id, { submittedOn: '2023-02-03' });
    await step('acceptApplication', application.id, { acceptedOn: '2023-02-06' });
    const decision = { approved: true, decidedOn: '2023-03-20', decisionNumber: '兴民低保〔2023〕78号' };
    expect((await step('decideApplication', application.id, decision)).status).toBe('APPROVED');
    const stays = 'registerEntries { category enteredOn exitedOn exitReason exitDecisionNumber }';
    const query = `query ($id: ID!) { household(id: $id) { ${stays} } }`;
    const { data } = await server.request(query, { id: one.id }, adviser.token);
    const lasting = { exitedOn: null, exitReason: null, exitDecisionNumber: null };
    expect(data.household.registerEntries).toEqual([
      { category: 'DIBAO_MARGINAL', enteredOn: '2023-03-21', ...lasting },
      { category: 'DIBAO', enteredOn: '2023-03-20', ...lasting },
      {
        ...{ category: 'DIBAO_MARGINAL', enteredOn: '2023-01-05', exitedOn: '2023-03-20' },
        ...{ exitReason: 'EXIT_CATEGORY_CHANGED', exitDecisionNumber: '兴民低保〔2023〕78号' },
      },
    ]);
    const revisits = await server.database.query(
      'SELECT occasion, due_on FROM revisit WHERE household_id = $1 ORDER BY due_on',
      [one.householdId],
    );
    expect(revisits).toEqual([
      { occasion: 'REGISTER_ENTRY', due_on: '2023-02-04' },
      { occasion: 'REGISTER_ENTRY', due_on: '2023-04-19' },
      { occasion: 'REGISTER_ENTRY', due_on: '2023-04-20' },
    ]);
  });

  test('given a household that does not authorise the means check, then dibao is not handed in, is withdrawn, and its need lives on', async () => {
    const one = await family();
    const application = await begun(one, 'DIBAO');
    await complete(application);
    const before = await rowOf(application.id);
    expect(await step('submitApplication', application.id, { submittedOn: '2023-02-03' })).toEqual({
      __typename: 'MeansCheckNotAuthorised',
    });
    expect(await rowOf(application.id)).toEqual(before);
    expect(await step('withdrawApplication', application.id, { reason: 'MEANS_CHECK_REFUSED' })).toMatchObject({
      ...{ status: 'WITHDRAWN', withdrawalReason: 'MEANS_CHECK_REFUSED' },
    });
    const need = await draftedNeed(server, { household: one });
    const { needService, referralService } = server.app.composition;
    await needService.verifyNeed(need.adviser, { needId: need.id });
    expect(await referralService.referNeed(need.adviser, { needId: need.id })).toMatchObject({ status: 'PUBLISHED' });
    expect(
      await server.database.query('SELECT 1 FROM register_entry WHERE household_id = $1', [one.householdId]),
    ).toEqual([]);
  });

  test('given an application that is acted for, then it needs a standing authority to submit; one for the decision alone is not enough', async () => {
    const one = await family();
    const application = await begun(one, 'TEMPORARY_RELIEF', { mode: 'ACTED_FOR' });
    await complete(application);
    const submit = () => step('submitApplication', application.id, { submittedOn: '2023-02-10' });
    const [memberId] = await membersOf(one);
    const give = (scope: string[], until: string) =>
      step('authoriseApplication', application.id, { memberId, scope, until, method: 'WRITTEN' });
    expect((await submit()).__typename).toBe('AuthorityMissing');
    await give(['RECEIVE_DECISION'], '2023-12-31');
    expect((await submit()).__typename).toBe('AuthorityMissing');
    await give(['SUBMIT'], '2023-02-09');
    expect((await submit()).__typename).toBe('AuthorityMissing');
    expect(await give(['SUBMIT'], '2023-01-31')).toMatchObject({ field: 'until' });
    expect((await give(['SUBMIT', 'APPEAL'], '2023-02-10')).authority).toEqual({
      scope: ['SUBMIT', 'APPEAL'],
      until: '2023-02-10',
    });
    expect((await submit()).status).toBe('SUBMITTED');
  });

  test('given a refusal of the department, then it can be appealed for 60 days, nobody enters the register, and it is over', async () => {
    const one = await family();
    const application = await begun(one, 'TEMPORARY_RELIEF');
    await complete(application);
    const decision = { approved: false, decidedOn: '2023-02-20', decisionNumber: '临救〔2023〕3号' };
    expect(await step('decideApplication', application.id, decision)).toMatchObject({ __typename: 'WrongState' });
    await step('submitApplication', application.id, { submittedOn: '2023-02-10' });
    expect(await step('acceptApplication', application.id, { acceptedOn: '2023-02-09' })).toMatchObject({
      field: 'acceptedOn',
    });
    await step('acceptApplication', application.id, { acceptedOn: '2023-02-10' });
    const late = async (lateOn: string) => {
      const query = `query ($lateOn: CalendarDate) { policyApplications(areaCode: "${stagedCommunity}", lateOn: $lateOn) { edges { node { id } } } }`;
      const { data } = await server.request(query, { lateOn }, adviser.token);
      return data.policyApplications.edges.map((edge: any) => edge.node.id);
    };
    expect([await late('2023-03-02'), await late('2023-03-03')]).toEqual([[], [application.id]]);
    expect(await step('decideApplication', application.id, decision)).toMatchObject({
      ...{ status: 'REFUSED', appealUntil: '2023-04-21' },
    });
    expect(await step('withdrawApplication', application.id, { reason: 'HOUSEHOLD_WISH' })).toMatchObject({
      ...{ __typename: 'WrongState', currentStatus: 'REFUSED' },
    });
  });

  test('given two beginnings at once, then one is under way and the other told so; replays answer alike; a stranger finds nothing', async () => {
    const one = await family();
    const answers = await Promise.all([begun(one, 'DIBAO'), begun(one, 'DIBAO')]);
    expect(answers.map((answer) => answer.__typename).sort()).toEqual(['ApplicationUnderWay', 'PolicyApplication']);
    const { id } = answers.find((answer) => answer.id);
    const before = await rowOf(id);
    const nothing = { __typename: 'NotFound', type: 'PolicyApplication' };
    expect(await step('withdrawApplication', id, { reason: 'HOUSEHOLD_WISH' }, stranger)).toEqual(nothing);
    expect(await rowOf(id)).toEqual(before);
    const commandId = v7();
    const withdraw = (reason: string) => step('withdrawApplication', id, { commandId, reason });
    const first = await withdraw('HOUSEHOLD_WISH');
    expect(await withdraw('HOUSEHOLD_WISH')).toEqual(first);
    expect((await withdraw('MET_OTHERWISE')).__typename).toBe('IdempotencyMismatch');
    expect(await begun(one, 'DIBAO', { memberIds: [globalId('HouseholdMember', v7())] })).toMatchObject({
      field: 'memberIds',
    });
    expect(await begun(one, 'DIBAO', { begunOn: '2020-01-01' })).toMatchObject({ field: 'policyId' });
  });

  describe('its papers as pictures', () => {
    const papers = 'id documents { position providedOn isWaived photos { id path width } }';
    let home: StagedHousehold;
    beforeAll(async () => {
      home = await family();
    });
    const sent = async (of: StagedHousehold): Promise<string> => {
      const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#753' } })
        .jpeg()
        .toBuffer();
      const response = await fetch(`${server.url}/photos/${v7()}?householdId=${of.id}`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${adviser.token}`, 'content-type': 'image/jpeg' },
        body: new Uint8Array(picture),
      });
      return ((await response.json()) as { id: string }).id;
    };
    const provide = (applicationId: string, more: Record<string, unknown>, who = adviser, commandId = v7()) => {
      const input = { commandId, applicationId, positions: [1], providedOn: '2023-02-02', ...more };
      return run(who, 'provideDocuments', input, papers);
    };
    const kept = () =>
      server.database.query(
        `SELECT d.position, d.provided_on, p.photo_id
           FROM policy_application_document d LEFT JOIN policy_application_photo p USING (application_id, position)
          ORDER BY d.application_id, d.position, p.photo_id`,
      );
    const read = async (path: string, { token }: Person) =>
      (await fetch(server.url + path, { headers: { authorization: `Bearer ${token}` } })).status;

    test('given two pictures of one paper, then they are listed with it, a retry changes nothing, who serves the household reads them, and nobody else', async () => {
      const { id } = await begun(home, 'DIBAO');
      const [photoIds, commandId] = [[await sent(home), await sent(home)], v7()];
      const answer = await provide(id, { photoIds }, adviser, commandId);
      expect(answer.documents[0]).toMatchObject({ position: 1, providedOn: '2023-02-02' });
      expect(answer.documents.map((one: any) => one.photos.map((photo: any) => photo.id))).toEqual([
        photoIds,
        ...answer.documents.slice(1).map(() => []),
      ]);
      expect(await provide(id, { photoIds }, adviser, commandId)).toEqual(answer);
      expect(await provide(id, { photoIds: [photoIds[0]] }, adviser, commandId)).toMatchObject({
        __typename: 'IdempotencyMismatch',
      });
      const { path } = answer.documents[0].photos[0];
      expect([await read(path, adviser), await read(path, stranger)]).toEqual([200, 404]);
      expect(await provide(id, { photoIds: [await sent(home)] }, stranger)).toMatchObject({ __typename: 'NotFound' });
      await step('withdrawApplication', id, { reason: 'HOUSEHOLD_WISH' });
    });

    test('given pictures of another household, of another paper, of two papers, of a waived one or one too many, then the step is refused and nothing is kept', async () => {
      const { id } = await begun(home, 'DIBAO');
      const [own, foreign] = [await sent(home), await sent(await family())];
      await provide(id, { photoIds: [own] });
      const many = await Promise.all(Array.from({ length: 10 }, () => sent(home)));
      const before = await kept();
      const second = { positions: [2] };
      expect(await provide(id, { ...second, photoIds: [foreign] })).toMatchObject({ type: 'Photo' });
      for (const more of [
        { ...second, photoIds: [own] },
        { positions: [1, 2], photoIds: [many[0]] },
        { ...second, isWaived: true, photoIds: [many[0]] },
        { photoIds: many },
      ])
        expect(await provide(id, more)).toMatchObject({ __typename: 'InvalidInput', field: 'photoIds' });
      expect(await kept()).toEqual(before);
      expect((await provide(id, { ...second, photoIds: many })).documents[1].photos).toHaveLength(10);
      await step('withdrawApplication', id, { reason: 'HOUSEHOLD_WISH' });
    });
  });
});
