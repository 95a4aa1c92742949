/** Shows a one-to-one case from the agreement to its end: sealed, read with a reason, handed over, and refused out of turn. */
import { v7 } from 'uuid';
import { IdempotencyMismatch } from '../../schema/audit/refusals';
import { CaseAlreadyOpen, GoalsOpen, NotEligibleForCase } from '../../schema/casework/refusals';
import { CaseClosureReason, CaseKind, GoalStatus } from '../../schema/casework/enums';
import { globalId } from '../../schema/global-id';
import { ConsentMethod } from '../../schema/household/consent';
import { AgeBand } from '../../schema/household/household';
import { GuardianConsentNeeded } from '../../schema/household/refusals';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import { caseArea, dayFromToday, openedCase, resilience, type StagedCase } from '../stage/cases';
import { accepted, claimed, provider } from '../stage/claims';
import { household } from '../stage/households';
import { referredNeed, verifiedNeed } from '../stage/needs';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

const openCase = `mutation ($input: OpenCaseInput!) { openCase(input: $input) { __typename
  ... on CareCase { id status kind workerId household { id } resilienceBefore { total } } } }`;
const assessCase = `mutation ($input: AssessCaseInput!) { assessCase(input: $input) { __typename
  ... on CareCase { status resilienceBefore { income total } } ... on WrongState { currentStatus allowedStatuses } ... on InvalidInput { field } } }`;
const readCase = `query ($id: ID!, $reason: String!) { careCase(id: $id) { status nextReviewOn services { subjectId }
  record(reason: $reason) { closingNote assessments { domains strengths risks } reviews { note resilience { total } }
    goals { id kind text status steps { id text dueOn doneOn overdue } } } } }`;

const risks = '丈夫卧床，妻子独力照护，积蓄将尽';

describe('a one-to-one case', () => {
  let server: TestServer;
  let worker: Person;
  let colleague: Person;
  beforeAll(async () => {
    server = await startTestServer();
    worker = await people(server).adviser(caseArea);
    colleague = await people(server).adviser(caseArea);
  });
  afterAll(() => server.close());
  const services = () => server.app.composition;

  const assessment = (one: StagedCase, more: object = {}) => ({
    ...{ assessmentId: v7(), caseId: one.id, domains: ['EMPLOYMENT', 'MEDICAL_HELP'], strengths: '女儿在附近' },
    ...{ risks, resilience: resilience(1), ...more },
  });
  const assessed = async (one: StagedCase) =>
    accepted(await services().caseRecords.assessCase(worker.actor, assessment(one) as never));
  const plan = (one: StagedCase, more: object = {}) => ({
    ...{ commandId: v7(), caseId: one.id, nextReviewOn: dayFromToday(30) },
    goals: [
      {
        goalId: v7(),
        kind: 'SURVIVAL',
        text: '住进医保定点医院',
        steps: [
          { stepId: v7(), text: '办理转诊', ownerId: globalId('Account', worker.accountId), dueOn: dayFromToday(7) },
        ],
      },
      { goalId: v7(), kind: 'DEVELOPMENT', text: '妻子学会麻编并找到活计', steps: [] },
    ],
    ...more,
  });
  const inService = async () => {
    const one = await openedCase(server, worker.actor, { kind: CaseKind.GENERAL });
    await assessed(one);
    const input = plan(one);
    accepted(await services().caseRecords.planCase(worker.actor, input as never));
    return { ...one, goals: input.goals };
  };
  const closing = (one: StagedCase, more: object = {}) => ({
    ...{ commandId: v7(), caseId: one.id, reason: CaseClosureReason.GOALS_REACHED, note: '目标达成，家庭同意结案' },
    ...{ resilience: resilience(3), ...more },
  });

  test('given an agreement, an assessment, a plan and a review over HTTP, then what is written stands sealed and is read with a reason only', async () => {
    const family = await household(server, { areaCode: caseArea });
    const input = { caseId: v7(), householdId: family.id, kind: 'GENERAL', agreementMethod: 'WRITTEN' };
    const opened = (await server.request(openCase, { input }, worker.token)).data.openCase;
    expect(opened).toEqual({
      ...{ __typename: 'CareCase', id: globalId('CareCase', input.caseId), status: 'OPEN', kind: 'GENERAL' },
      ...{ workerId: globalId('Account', worker.accountId), household: { id: family.id }, resilienceBefore: null },
    });
    const one = { caseId: input.caseId, id: opened.id as string, household: family };
    const { data } = await server.request(assessCase, { input: assessment(one) }, worker.token);
    expect(data.assessCase).toEqual({
      __typename: 'CareCase',
      status: 'ASSESSED',
      resilienceBefore: { income: 1, total: 5 },
    });
    const planned = plan(one);
    accepted(await services().caseRecords.planCase(worker.actor, planned as never));
    const step = planned.goals[0]!.steps[0]!;
    const done = {
      commandId: v7(),
      caseId: one.id,
      stepId: globalId('CaseStep', step.stepId),
      doneOn: dayFromToday(0),
    };
    accepted(await services().caseRecords.completeCaseStep(worker.actor, done));
    accepted(
      await services().caseRecords.reviewCase(worker.actor, {
        ...{
          reviewId: v7(),
          caseId: one.id,
          note: '转诊已办妥',
          resilience: resilience(2),
          nextReviewOn: dayFromToday(90),
        },
      }),
    );
    const need = await verifiedNeed(server, { household: family });
    accepted(
      await services().caseService.linkCaseService(worker.actor, {
        commandId: v7(),
        caseId: one.id,
        subjectId: need.id,
      }),
    );
    const read = await server.request(readCase, { id: one.id, reason: '按期评审个案' }, colleague.token);
    const { readings } = (
      await server.request(
        `query ($id: ID!) { careCase(id: $id) { readings { what reason accountId } } }`,
        { id: one.id },
        worker.token,
      )
    ).data.careCase;
    const accountId = globalId('Account', colleague.accountId);
    expect(readings).toEqual([{ what: 'RECORD', reason: '按期评审个案', accountId }]);
    expect(read.data.careCase).toMatchObject({
      ...{ status: 'IN_SERVICE', nextReviewOn: dayFromToday(90), services: [{ subjectId: need.id }] },
      record: {
        closingNote: null,
        assessments: [{ domains: ['EMPLOYMENT', 'MEDICAL_HELP'], strengths: '女儿在附近', risks }],
        reviews: [{ note: '转诊已办妥', resilience: { total: 10 } }],
        goals: [
          {
            kind: 'SURVIVAL',
            text: '住进医保定点医院',
            status: 'OPEN',
            steps: [{ text: '办理转诊', doneOn: dayFromToday(0), overdue: false }],
          },
          { kind: 'DEVELOPMENT', text: '妻子学会麻编并找到活计', status: 'OPEN', steps: [] },
        ],
      },
    });
    const stored = await server.database.query(
      `SELECT a::text, g::text, s::text, r::text FROM care_assessment a, care_goal g, care_step s, care_review r WHERE a.case_id = $1`,
      [one.caseId],
    );
    for (const word of ['卧床', '麻编', '转诊', '女儿']) expect(JSON.stringify(stored)).not.toContain(word);
    const reason = `${family.identity.name}的个案`;
    const refused = await server.request(readCase, { id: one.id, reason }, colleague.token);
    expect(refused.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    const lines = await server.database.query(
      "SELECT 1 FROM audit_line WHERE operation = 'readCaseRecord' AND subject_id = $1",
      [one.caseId],
    );
    expect(lines).toHaveLength(1);
  });

  test('given a command out of turn or off its scale, then a typed refusal and nothing is written', async () => {
    const one = await openedCase(server, worker.actor, { kind: CaseKind.GENERAL });
    const { caseRecords, caseService } = services();
    const rows = () => server.database.query('SELECT c::text FROM care_case c WHERE id = $1', [one.caseId]);
    const before = await rows();
    expect(await caseRecords.planCase(worker.actor, plan(one) as never)).toEqual(
      new WrongState('OPEN', ['ASSESSED', 'IN_SERVICE']),
    );
    const offScale = assessment(one, { resilience: { ...resilience(1), coping: 5 } });
    expect(await caseRecords.assessCase(worker.actor, offScale as never)).toMatchObject({ field: 'resilience.coping' });
    expect(await caseRecords.assessCase(worker.actor, assessment(one, { domains: [] }) as never)).toMatchObject({
      field: 'domains',
    });
    expect(await caseService.closeCase(worker.actor, closing(one, { resilience: undefined }))).toBeInstanceOf(
      GoalsOpen,
    );
    const measured = closing(one, { reason: CaseClosureReason.MOVED_AWAY });
    expect(await caseService.closeCase(worker.actor, measured)).toMatchObject({
      constructor: InvalidInput,
      field: 'resilience',
    });
    const disputed = closing(one, { reason: CaseClosureReason.DISPUTE_SETTLED, resilience: undefined });
    expect(await caseService.closeCase(worker.actor, disputed)).toMatchObject({ field: 'disputeOutcome' });
    expect(await rows()).toEqual(before);
    await assessed(one);
    for (const nextReviewOn of [dayFromToday(0), dayFromToday(181)])
      expect(await caseRecords.planCase(worker.actor, plan(one, { nextReviewOn }) as never)).toMatchObject({
        field: 'nextReviewOn',
      });
    const again = await openAgain(one);
    expect(again).toEqual(new CaseAlreadyOpen());
    const other = await openedCase(server, worker.actor, { kind: CaseKind.GENERAL });
    const need = await verifiedNeed(server, { household: other.household });
    const linked = await caseService.linkCaseService(worker.actor, {
      commandId: v7(),
      caseId: one.id,
      subjectId: need.id,
    });
    expect(linked).toEqual(new NotFound('Need'));
  });
  const openAgain = (one: StagedCase) =>
    services().caseService.openCase(worker.actor, {
      ...{
        caseId: v7(),
        householdId: one.household.id,
        kind: CaseKind.GENERAL,
        agreementMethod: ConsentMethod.WRITTEN,
      },
      guardianGiven: false,
    });

  test('given open goals, then the case does not end as reached; given all settled, then it does, once, and another may begin', async () => {
    const one = await inService();
    const { caseRecords, caseService } = services();
    const settle = (index: number, status: GoalStatus) =>
      caseRecords.settleCaseGoal(worker.actor, {
        ...{ commandId: v7(), caseId: one.id, goalId: globalId('CaseGoal', one.goals[index]!.goalId), status },
      });
    expect(await settle(0, GoalStatus.OPEN)).toMatchObject({ field: 'status' });
    accepted(await settle(0, GoalStatus.REACHED));
    expect(await settle(0, GoalStatus.DROPPED)).toEqual(new WrongState('REACHED', ['OPEN']));
    expect(await caseService.closeCase(worker.actor, closing(one))).toEqual(new GoalsOpen());
    accepted(await settle(1, GoalStatus.DROPPED));
    const input = closing(one);
    const closed = accepted(await caseService.closeCase(worker.actor, input));
    expect([closed.status, closed.resilienceBefore, closed.resilienceAfter]).toEqual([
      'CLOSED',
      [1, 1, 1, 1, 1],
      [3, 3, 3, 3, 3],
    ]);
    expect(await caseService.closeCase(worker.actor, input)).toEqual(closed);
    expect(await caseService.closeCase(worker.actor, { ...input, note: '另一说明' })).toEqual(
      new IdempotencyMismatch(),
    );
    expect(await caseService.closeCase(worker.actor, closing(one))).toEqual(
      new WrongState('CLOSED', ['OPEN', 'ASSESSED', 'IN_SERVICE']),
    );
    expect(accepted(await openAgain(one)).status).toBe('OPEN');
  });

  test('given a claim on a need of the household, then it is linked; that of another household is not found', async () => {
    const [one, other] = [await inService(), await inService()];
    const helper = await provider(server);
    const link = async (of: StagedCase) => {
      const held = await claimed(server, helper, await referredNeed(server, { household: of.household }));
      const input = { commandId: v7(), caseId: one.id, subjectId: held.globalId };
      return { held, answer: await services().caseService.linkCaseService(worker.actor, input) };
    };
    const { held, answer } = await link(one);
    expect(accepted(answer).status).toBe('IN_SERVICE');
    expect((await link(other)).answer).toEqual(new NotFound('Claim'));
    const query = `query ($id: ID!) { careCase(id: $id) { services { subjectId } } }`;
    const { data } = await server.request(query, { id: one.id }, worker.token);
    expect(data.careCase.services).toEqual([{ subjectId: held.globalId }]);
  });

  test('100: given two who end a case at once, then one end stands and the other is told', async () => {
    const one = await openedCase(server, worker.actor, { kind: CaseKind.GENERAL });
    const ends = await Promise.all(
      [worker, colleague].map((who) =>
        services().caseService.closeCase(
          who.actor,
          closing(one, { reason: CaseClosureReason.MOVED_AWAY, resilience: undefined }),
        ),
      ),
    );
    expect(ends.map((end) => end.constructor.name).sort()).toEqual(['Object', 'WrongState']);
  });

  test('given a hand-over, then the receiver works on it; nobody outside the area receives it; a child needs its guardian', async () => {
    const one = await inService();
    const { caseService } = services();
    const far = await people(server).adviser('640104012');
    const hand = (to: Person, by = worker) =>
      caseService.handOverCase(by.actor, {
        commandId: v7(),
        caseId: one.id,
        accountId: globalId('Account', to.accountId),
      });
    expect(await hand(far)).toEqual(new NotEligibleForCase());
    expect(await hand(colleague, far)).toEqual(new NotFound('CareCase'));
    expect(accepted(await hand(colleague)).workerId).toBe(colleague.accountId);
    const list = await server.database.query(
      'SELECT account_id AS who, ground, until IS NULL AS stands FROM care_access WHERE case_id = $1 ORDER BY since',
      [one.caseId],
    );
    expect(list).toEqual([
      { who: worker.accountId, ground: 'WORKER', stands: false },
      { who: colleague.accountId, ground: 'WORKER', stands: true },
    ]);
    const young = await household(server, {
      areaCode: caseArea,
      members: [{}, { residentNumber: null, ageBand: AgeBand.UNDER_14 }],
    });
    const input = { householdId: young.id, kind: CaseKind.GENERAL, agreementMethod: ConsentMethod.WRITTEN };
    expect(await caseService.openCase(worker.actor, { ...input, caseId: v7(), guardianGiven: false })).toEqual(
      new GuardianConsentNeeded(),
    );
    expect(
      accepted(await caseService.openCase(worker.actor, { ...input, caseId: v7(), guardianGiven: true })).status,
    ).toBe('OPEN');
  });
});
