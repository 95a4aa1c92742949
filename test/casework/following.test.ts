/** Shows who hears of a case: those on its list while they are on it, by feed, by the edge of the household and by the list of reviews due. */
import { v7 } from 'uuid';
import { CaseClosureReason, CaseKind, DisputeOutcome, GoalKind } from '../../schema/casework/enums';
import { ApplicationMode } from '../../schema/application/application';
import { globalId } from '../../schema/global-id';
import { PolicyLinkKind } from '../../schema/policy/policy';
import { statutes } from '../../server/policy/statutes';
import { enrolled, placed } from '../attacks/staged-help';
import { until } from '../event/writing';
import { caseArea, dayFromToday, openedCase, outsiders, resilience, specialist, type StagedCase } from '../stage/cases';
import { NotFound } from '../../schema/refusals';
import { accepted, claimed, provider as organisationThatHelps, serviceRecord } from '../stage/claims';
import { givingStage } from '../stage/donations';
import { referredNeed } from '../stage/needs';
import { giver, openWish, share as shareOfWish } from '../stage/wishes';
import { feedPosition, followField } from '../stage/following';
import { household, newResidentNumber } from '../stage/households';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

describe('60, 61: who hears of a case', () => {
  let server: TestServer;
  let provider: string;
  let worker: Person;
  let counsellor: Person;
  const outside: Record<string, Person> = {};
  beforeAll(async () => {
    server = await startTestServer();
    provider = await specialist(server);
    const everyone = people(server);
    worker = await everyone.adviser(caseArea);
    counsellor = await everyone.organisationMember(provider);
    Object.assign(outside, await outsiders(server, provider));
  });
  afterAll(() => server.close());
  const services = () => server.app.composition;

  const assess = (one: StagedCase) =>
    services().caseRecords.assessCase(worker.actor, {
      ...{ assessmentId: v7(), caseId: one.id, domains: ['EMOTIONAL_CARE'] as never, strengths: '愿意坐下来谈' },
      ...{ risks: '曾有推搡', resilience: resilience(1) },
    });
  const plan = (one: StagedCase) =>
    services().caseRecords.planCase(worker.actor, {
      ...{ commandId: v7(), caseId: one.id, nextReviewOn: dayFromToday(14) },
      goals: [{ goalId: v7(), kind: GoalKind.SURVIVAL, text: '先分开居住', steps: [] }],
    });
  const review = (one: StagedCase) =>
    services().caseRecords.reviewCase(worker.actor, {
      ...{
        reviewId: v7(),
        caseId: one.id,
        note: '情绪平稳',
        resilience: resilience(2),
        nextReviewOn: dayFromToday(14),
      },
    });
  const share = (one: StagedCase) =>
    services().caseService.shareCase(worker.actor, {
      ...{ commandId: v7(), caseId: one.id, accountId: globalId('Account', counsellor.accountId) },
    });
  const close = (one: StagedCase) =>
    services().caseService.closeCase(worker.actor, {
      ...{ commandId: v7(), caseId: one.id, reason: CaseClosureReason.DISPUTE_SETTLED, note: '双方签字' },
      ...{ disputeOutcome: DisputeOutcome.RESOLVED, resilience: resilience(3) },
    });

  test('given those who follow cases, then each step reaches those on its list while they are on it, and nobody else hears a word', async () => {
    const colleague = outside['an adviser of the same community']!;
    const own = await household(server, { areaCode: caseArea });
    const after = await feedPosition(server, worker);
    const query =
      'subscription ($accountId: ID!, $after: String) { caseChanges(accountId: $accountId, after: $after) { step caseId } }';
    const follow = (who: Person, of = who) =>
      followField(server, who, query, { accountId: globalId('Account', of.accountId), after });
    const area =
      'subscription ($code: String!, $after: String) { visitObligationChanges(areaCode: $code, after: $after) { step } }';
    const bystanders = [
      ...Object.values(outside).map((who) => follow(who)),
      followField(server, colleague, area, { code: caseArea, after }),
    ];
    const spy = follow(colleague, worker);
    const [heard, helper] = [follow(worker), follow(counsellor)];
    const one = await openedCase(server, worker.actor, { household: own, provider });
    for (const step of [assess, share, plan]) accepted(await step(one));
    // What is told is what may be seen then: a step that is on its way is not told to who may not see it any more.
    await until('the helper heard the plan', () => helper.heard.length === 2);
    const command = { commandId: v7(), caseId: one.id };
    accepted(await services().caseService.releaseCaseProvider(worker.actor, command));
    // The counsellor stands on the list still, of a provider that left: nothing is told any more.
    accepted(await review(one));
    accepted(await close(one));
    await until('the worker heard all', () => heard.heard.length >= 7);
    const steps = (one: { heard: any[] }) => one.heard.map((each) => each.step);
    const whole = ['OPENED', 'ASSESSED', 'LIST_CHANGED', 'PLANNED', 'LIST_CHANGED', 'REVIEWED', 'CLOSED'];
    expect(steps(heard)).toEqual(whole);
    expect(new Set(heard.heard.map((each) => each.caseId))).toEqual(new Set([one.id]));
    expect(steps(helper)).toEqual(['LIST_CHANGED', 'PLANNED', 'LIST_CHANGED']);
    expect(bystanders.map((each) => each.heard)).toEqual(bystanders.map(() => []));
    expect(bystanders.map((each) => each.failures)).toEqual(bystanders.map(() => []));
    expect([spy.heard, spy.failures[0]?.extensions?.code]).toEqual([[], 'FORBIDDEN']);
    for (const each of [...bystanders, spy, heard, helper]) await each.stop();
  }, 30_000);

  test('given a household with both kinds, then its edge has the restricted one for the list alone, each reading written down', async () => {
    const own = await household(server, { areaCode: caseArea });
    const restricted = await openedCase(server, worker.actor, { household: own, provider });
    const general = await openedCase(server, worker.actor, { household: own, kind: CaseKind.GENERAL });
    const seenBy = async (who: Person) =>
      (
        await server.request(
          'query ($id: ID!) { household(id: $id) { cases(first: 10) { edges { node { id } } } } }',
          { id: own.id },
          who.token,
        )
      ).data.household.cases.edges.map((edge: any) => edge.node.id);
    expect(await seenBy(worker)).toEqual([general.id, restricted.id]);
    const { database, cases } = server.app.composition;
    const work = await cases.openWork(database, [worker.accountId]);
    const counted = await database.query(
      "SELECT kind, count(*)::int AS open FROM care_case WHERE worker_id = $1 AND status <> 'CLOSED' GROUP BY kind ORDER BY kind",
      [worker.accountId],
    );
    expect([work, counted]).toEqual([
      [{ accountId: worker.accountId, open: 1, overdue: 0 }],
      [expect.objectContaining({ kind: 'FAMILY_DISPUTE', open: 1 }), { kind: 'GENERAL', open: 1 }],
    ]);
    const others = ['an adviser of the same community', 'the street officer', 'the bureau'];
    for (const name of others) expect([name, await seenBy(outside[name]!)]).toEqual([name, [general.id]]);
    const readings = await server.database.query(
      "SELECT account_id FROM audit_line WHERE operation = 'readCase' AND subject_id = $1",
      [restricted.caseId],
    );
    expect(readings).toEqual([{ account_id: worker.accountId }]);
  });

  test('given a day of the next review, then the list of reviews due has the case from the day after on, and a closed one never', async () => {
    const one = await openedCase(server, worker.actor, {
      household: await household(server, { areaCode: caseArea }),
      provider,
    });
    for (const step of [assess, plan]) accepted(await step(one));
    const due = async (day: string) => {
      const query = `query ($areaCode: String!, $day: CalendarDate) { careCases(areaCode: $areaCode, reviewDueBefore: $day, first: 100) { edges { node { id } } } }`;
      const { data } = await server.request(query, { areaCode: caseArea, day }, worker.token);
      return data.careCases.edges.some((edge: any) => edge.node.id === one.id);
    };
    const { nextReviewOn } = (await services().caseService.findVisible(worker.actor, one.caseId))!;
    const after = new Date(Date.parse(nextReviewOn!) + 86_400_000).toISOString().slice(0, 10);
    expect([await due(nextReviewOn!), await due(after)]).toEqual([false, true]);
    accepted(await close(one));
    expect(await due(after)).toBe(false);
  });

  /** A policy that was shown to the household, and an application for it. */
  const policyHelp = async (householdId: string, memberId: string): Promise<string[]> => {
    const { applicationService, policyService } = services();
    const [policy, linkId, applicationId] = [v7(), v7(), v7()];
    const input = { ...statutes[0]!, policyId: policy, areaCode: '640104' };
    accepted(await policyService.publishPolicy(outside['the bureau']!.actor, input));
    const of = { householdId, policyId: globalId('Policy', policy) };
    const shown = { ...of, linkId, kind: PolicyLinkKind.EXPLAINED, linkedOn: dayFromToday(0) };
    accepted(await policyService.linkPolicy(worker.actor, shown));
    const begun = { ...of, applicationId, memberIds: [memberId], mode: ApplicationMode.ASSISTED };
    accepted(await applicationService.beginApplication(worker.actor, { ...begun, begunOn: dayFromToday(0) }));
    return [globalId('PolicyLink', linkId), globalId('PolicyApplication', applicationId)];
  };

  test('given counselling, money for a wish, policies, work and a course of the household, then they are linked to its case, and to no other', async () => {
    const family = await household(server, {
      areaCode: caseArea,
      members: [{ residentNumber: newResidentNumber(1981) }],
    });
    const [one, other] = [
      await openedCase(server, worker.actor, { household: family, provider }),
      await openedCase(server, worker.actor, { provider }),
    ];
    const [member] = await server.database.query<{ id: string }>(
      'SELECT id FROM household_member WHERE household_id = $1',
      [family.householdId],
    );
    const person = { householdId: family.id, memberId: globalId('HouseholdMember', member!.id) };
    const { placementId } = await placed(server, worker, person, caseArea);
    const { enrolmentId } = await enrolled(server, worker, person, caseArea);
    const helper = await organisationThatHelps(server);
    const { caseService, claimService } = services();
    const held = await claimed(server, helper, await referredNeed(server, { household: one.household }));
    accepted(await claimService.confirmClaim(helper.member, { commandId: v7(), claimId: held.globalId }));
    const hour = serviceRecord(held.globalId, { note: '第一次面谈' });
    accepted(await claimService.recordService(helper.member, hour));
    const wish = await openWish(server, { household: one.household });
    const given = accepted(await shareOfWish(server, await givingStage(server), await giver(server), wish, 5_000n));
    const subjects = [
      ...[globalId('ServiceRecord', hour.recordId), globalId('Donation', given.id)],
      ...(await policyHelp(person.householdId, person.memberId)),
      ...[placementId, enrolmentId],
    ];
    for (const subjectId of subjects) {
      const link = (caseId: string) =>
        caseService.linkCaseService(worker.actor, { commandId: v7(), subjectId, caseId });
      expect(await link(other.id)).toBeInstanceOf(NotFound);
      accepted(await link(one.id));
    }
    const query = `query ($id: ID!) { careCase(id: $id) { services { subjectId } } }`;
    const { data } = await server.request(query, { id: one.id }, worker.token);
    expect(data.careCase.services).toEqual(subjects.map((subjectId) => ({ subjectId })));
  });
});
