/** Shows appeals to the public that consent, a second person and redaction stand before, and watches that a review carries on or ends. */
import { v7 } from 'uuid';
import { CaseKind, WatchOutcome } from '../../schema/casework/enums';
import { AppealRevealsIdentity, ConsentNeeded, SecondPersonNeeded } from '../../schema/casework/refusals';
import { globalId } from '../../schema/global-id';
import { ConsentPurpose } from '../../schema/household/consent';
import { NotFound, WrongState } from '../../schema/refusals';
import { stagedClock, type StagedClock } from '../stage/clock';
import { caseArea, dayFromToday, openedCase, resilience, specialist } from '../stage/cases';
import { accepted } from '../stage/claims';
import { createTestDatabase, type TestDatabase } from '../stage/database';
import { consent, household } from '../stage/households';
import { approvedOrganisation } from '../stage/organisations';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

const text = '一位照护卧床丈夫的母亲想学一门能在家做的手艺，愿意从头学起。';
const inPublic = '{ mediaAppeals(first: 50) { edges { node { id status text publishedAt } } } }';

describe('what is told and watched for long', () => {
  let server: TestServer;
  let drafter: Person;
  let publisher: Person;
  let station: string;
  beforeAll(async () => {
    server = await startTestServer();
    [drafter, publisher] = [await people(server).adviser(caseArea), await people(server).streetOfficer('640104001')];
    station = (await approvedOrganisation(server, { name: '兴庆区融媒体中心' })).organisationId;
  });
  afterAll(() => server.close());
  const services = () => server.app.composition;
  const shown = async () =>
    (await server.request(inPublic)).data.mediaAppeals.edges.map(({ node }: { node: object }) => node);

  async function caseInService() {
    const one = await openedCase(server, drafter.actor, { kind: CaseKind.GENERAL });
    const { caseRecords } = services();
    const assessed = {
      assessmentId: v7(),
      caseId: one.id,
      domains: ['EMPLOYMENT'] as never,
      strengths: '勤快',
      risks: '无收入',
    };
    accepted(await caseRecords.assessCase(drafter.actor, { ...assessed, resilience: resilience(1) }));
    const goals = [{ goalId: v7(), kind: 'DEVELOPMENT' as never, text: '学会麻编', steps: [] }];
    accepted(
      await caseRecords.planCase(drafter.actor, {
        commandId: v7(),
        caseId: one.id,
        goals,
        nextReviewOn: dayFromToday(30),
      }),
    );
    return one;
  }
  const draft = (caseId: string, words = text) =>
    services().appealService.draftMediaAppeal(drafter.actor, {
      ...{ appealId: v7(), caseId, organisationId: globalId('Organisation', station), text: words },
    });
  const publish = (id: string, who: Person) =>
    services().appealService.publishMediaAppeal(who.actor, { commandId: v7(), appealId: globalId('MediaAppeal', id) });

  test('72: given consent and words that name nobody, then a second person publishes, and a withdrawn consent takes it back with its words', async () => {
    const one = await caseInService();
    expect(await draft(one.id)).toEqual(new ConsentNeeded(ConsentPurpose.MEDIA_APPEAL));
    await consent(server, one.household, station);
    expect(await draft(one.id)).toEqual(new ConsentNeeded(ConsentPurpose.MEDIA_APPEAL));
    const consentId = await consent(server, one.household, station, { purpose: ConsentPurpose.MEDIA_APPEAL });
    const { name, phone } = one.household.identity;
    expect(await draft(one.id, `${text}联系人${name}，电话${phone}`)).toEqual(
      new AppealRevealsIdentity(['NAME', 'PHONE'] as never),
    );
    const drafted = accepted(await draft(one.id));
    expect(await shown()).toEqual([]);
    expect(await publish(drafted.id, drafter)).toEqual(new SecondPersonNeeded());
    const far = await people(server).adviser('640104012');
    expect(await publish(drafted.id, far)).toEqual(new NotFound('MediaAppeal'));
    expect(accepted(await publish(drafted.id, publisher)).status).toBe('PUBLISHED');
    expect(await shown()).toEqual([
      { id: globalId('MediaAppeal', drafted.id), status: 'PUBLISHED', text, publishedAt: expect.any(String) },
    ]);
    expect(await publish(drafted.id, publisher)).toEqual(new WrongState('PUBLISHED', ['DRAFT']));
    accepted(
      await services().consentService.withdrawConsent(drafter.actor, { consentId: globalId('Consent', consentId) }),
    );
    expect(await shown()).toEqual([]);
    const [row] = await server.database.query('SELECT status, text FROM media_appeal WHERE id = $1', [drafted.id]);
    expect(row).toEqual({ status: 'WITHDRAWN', text: null });
    expect(await publish(drafted.id, publisher)).toEqual(new WrongState('WITHDRAWN', ['DRAFT']));
  });

  test('given a restricted case, or a consent whose last day is over, then nothing of it is told', async () => {
    const dispute = await openedCase(server, drafter.actor, { provider: await specialist(server) });
    await consent(server, dispute.household, station, { purpose: ConsentPurpose.MEDIA_APPEAL });
    expect(await draft(dispute.id)).toMatchObject({ field: 'caseId' });
    const one = await caseInService();
    await consent(server, one.household, station, { purpose: ConsentPurpose.MEDIA_APPEAL });
    const drafted = accepted(await draft(one.id));
    accepted(await publish(drafted.id, publisher));
    expect(await shown()).toHaveLength(1);
    await server.database.query('UPDATE media_appeal SET until = now() WHERE id = $1', [drafted.id]);
    expect(await shown()).toEqual([]);
  });
});

describe('a household under long-term watch', () => {
  let server: TestServer;
  let database: TestDatabase;
  let clock: StagedClock;
  let adviser: Person;
  beforeAll(async () => {
    database = await createTestDatabase();
    clock = await stagedClock(database);
    server = await startTestServer({}, database);
    adviser = await people(server).adviser(caseArea);
  });
  afterAll(async () => {
    await server.close();
    await database.drop();
  });
  const list = `{ householdWatches(areaCode: "${caseArea}") { edges { node { id nextReviewOn overdue intervalDays household { id } } } } }`;
  const listed = async () =>
    // A session of weeks ago has ended.
    (await server.request(list, {}, (await people(server).adviser(caseArea)).token)).data.householdWatches.edges.map(
      ({ node }: { node: object }) => node,
    );

  test('given a watch of 30 days, then its review is due on the golden day in Asia/Shanghai, overdue the day after, and END ends it', async () => {
    const family = await household(server, { areaCode: caseArea });
    const { watchService } = server.app.composition;
    await clock.set('2027-01-31T15:59:59Z');
    const input = { watchId: v7(), householdId: family.id, reason: '老伴刚去世，独自一人', intervalDays: 30 };
    expect(await watchService.watchHousehold(adviser.actor, { ...input, intervalDays: 6 })).toMatchObject({
      field: 'intervalDays',
    });
    const watch = accepted(await watchService.watchHousehold(adviser.actor, input));
    expect(accepted(await watchService.watchHousehold(adviser.actor, input)).id).toBe(watch.id);
    expect(await watchService.watchHousehold(adviser.actor, { ...input, watchId: v7() })).toEqual(
      new WrongState('WATCHED', ['NOT_WATCHED']),
    );
    const id = globalId('HouseholdWatch', watch.id);
    const as = (nextReviewOn: string, overdue: boolean) => [
      { id, nextReviewOn, overdue, intervalDays: 30, household: { id: family.id } },
    ];
    expect(await listed()).toEqual(as('2027-03-02', false));
    await clock.set('2027-03-02T15:59:59Z');
    expect(await listed()).toEqual(as('2027-03-02', false));
    await clock.set('2027-03-02T16:00:00Z');
    expect(await listed()).toEqual(as('2027-03-02', true));
    const review = (outcome: WatchOutcome, who = adviser) =>
      watchService.reviewWatch(who.actor, { reviewId: v7(), watchId: id, outcome, note: '已联系社区食堂送餐' });
    accepted(await review(WatchOutcome.CONTINUE));
    expect(await listed()).toEqual(as('2027-04-02', false));
    expect(await review(WatchOutcome.END, await people(server).adviser('640104012'))).toEqual(
      new NotFound('HouseholdWatch'),
    );
    accepted(await review(WatchOutcome.END));
    expect(await listed()).toEqual([]);
    expect(await review(WatchOutcome.END)).toEqual(new WrongState('ENDED', ['WATCHED']));
    expect(await server.database.query("SELECT w::text FROM household_watch w WHERE w::text LIKE '%老伴%'")).toEqual(
      [],
    );
    const reader = await people(server).adviser(caseArea);
    const read = async (reason: string, who = reader) => {
      const query = `query ($id: ID!, $reason: String!) { household(id: $id) { watches { id endedAt
        record(reason: $reason) { reason reviews { outcome note reviewedBy } } } } }`;
      return server.request(query, { id: family.id, reason }, who.token);
    };
    const reviewed = { note: '已联系社区食堂送餐', reviewedBy: globalId('Account', adviser.accountId) };
    expect((await read('接手后了解情况')).data.household.watches).toEqual([
      {
        ...{ id, endedAt: expect.any(String) },
        record: { reason: input.reason, reviews: ['END', 'CONTINUE'].map((outcome) => ({ outcome, ...reviewed })) },
      },
    ]);
    expect((await read(`${family.identity.name}的情况`)).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect((await read('想看看', await people(server).adviser('640104012'))).data.household).toBeNull();
    const readings = await database.query(
      "SELECT account_id, details FROM audit_line WHERE operation = 'readWatchRecord' AND subject_id = $1",
      [watch.id],
    );
    expect(readings).toEqual([{ account_id: reader.accountId, details: { reason: '接手后了解情况' } }]);
    expect(accepted(await watchService.watchHousehold(adviser.actor, { ...input, watchId: v7() })).id).not.toBe(
      watch.id,
    );
  });
});
