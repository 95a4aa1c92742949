/** Promises the cases, watches, placements and the course of the sample: by the services, as advisers, bureau and organiser would. */
import { CaseClosureReason, CaseKind, DisputeOutcome, GoalKind, GoalStatus } from '../../schema/casework/enums';
import { JobPostKind, PlacementStatus, WorkAbility } from '../../schema/employment/enums';
import { globalId } from '../../schema/global-id';
import { ConsentMethod } from '../../schema/household/consent';
import { Literacy } from '../../schema/need/enums';
import { Domain, ServiceKind } from '../../schema/taxonomy/service-kind';
import { Situation } from '../../schema/taxonomy/situation';
import type { CaseService } from '../casework/case.service';
import type { RecordService } from '../casework/record.service';
import type { WatchService } from '../casework/watch.service';
import type { CourseService } from '../course/course.service';
import type { EmploymentService } from '../employment/employment.service';
import type { SeekerService } from '../employment/seeker.service';
import { addDays, addMonths } from '../day';
import { actorFor } from './actors';
import type { SampleClock } from './clock';
import { courseSessions, planCasework, type CaseworkPlan, type DisputePlan, type HiredPlan } from './casework';
import { expectDone } from './expect-done';
import type { HouseholdPlan } from './households';
import { adviserOf } from './lanes';
import type { SamplePlan } from './plan';

export interface CaseworkServices {
  readonly caseService: CaseService;
  readonly caseRecords: RecordService;
  readonly watchService: WatchService;
  readonly employmentService: EmploymentService;
  readonly seekerService: SeekerService;
  readonly courseService: CourseService;
}

/** How long a dispute took to settle, and how long before it begins people ask for the course. */
const daysToSettle = 21;
const daysToAsk = 7;
const watchedFrom = '2023-04-10';
const postsFrom = '2022-10-10';
/** Public-welfare posts of the sample are open so long from when one looks at them. */
const postDays = 180;

export async function loadCasework(services: CaseworkServices, plan: SamplePlan, clock: SampleClock): Promise<void> {
  const planned = planCasework(plan);
  for (const dispute of planned.disputes) await loadDispute(services, plan, dispute, clock);
  await clock.moveTo(watchedFrom);
  for (const { watchId, household } of planned.watches)
    expectDone(
      await services.watchService.watchHousehold(adviserOf(plan, household), {
        ...{ watchId, householdId: idOf(household), reason: '高龄独居，子女不在身边', intervalDays: 30 },
      }),
    );
  await loadPosts(services, plan, planned, clock);
  for (const hired of planned.hired) await loadHired(services, plan, planned, hired, clock);
  await loadCourse(services, plan, planned, clock);
}

/** Opened with the specialist, assessed, planned, and closed as resolved. */
async function loadDispute(
  { caseService, caseRecords }: CaseworkServices,
  plan: SamplePlan,
  { caseId: id, household, kind, openedOn, ids }: DisputePlan,
  clock: SampleClock,
): Promise<void> {
  await clock.moveTo(openedOn);
  const worker = adviserOf(plan, household);
  const station = plan.organisations.find(({ offerings }) =>
    offerings.some((one) => one.serviceKind === ServiceKind.FAMILY_MEDIATION && one.takesRestricted),
  )!;
  const [assessmentId, planned, goalId, settled, closed] = ids as [string, string, string, string, string];
  expectDone(
    await caseService.openCase(worker, {
      ...{ caseId: id, householdId: idOf(household), kind: CaseKind.FAMILY_DISPUTE, disputeKind: kind },
      providerOrganisationId: globalId('Organisation', station.organisationId),
      ...{
        providerAgreementMethod: ConsentMethod.WRITTEN,
        agreementMethod: ConsentMethod.WRITTEN,
        guardianGiven: true,
      },
    }),
  );
  const caseId = globalId('CareCase', id);
  const resilience = (part: number) => ({
    income: part,
    health: part + 1,
    support: part,
    housing: part + 1,
    coping: part,
  });
  expectDone(
    await caseRecords.assessCase(worker, {
      ...{ assessmentId, caseId, domains: [Domain.EMOTIONAL_CARE], strengths: '双方愿意坐下来谈' },
      ...{ risks: '矛盾若不化解，影响家庭生活', resilience: resilience(1) },
    }),
  );
  expectDone(
    await caseRecords.planCase(worker, {
      ...{ commandId: planned, caseId, nextReviewOn: addDays(openedOn, 30) },
      goals: [{ goalId, kind: GoalKind.SURVIVAL, text: '在辅导老师见证下达成协议', steps: [] }],
    }),
  );
  await clock.moveTo(addDays(openedOn, daysToSettle));
  const goal = { commandId: settled, caseId, goalId: globalId('CaseGoal', goalId), status: GoalStatus.REACHED };
  expectDone(await caseRecords.settleCaseGoal(worker, goal));
  expectDone(
    await caseService.closeCase(worker, {
      ...{
        commandId: closed,
        caseId,
        reason: CaseClosureReason.DISPUTE_SETTLED,
        disputeOutcome: DisputeOutcome.RESOLVED,
      },
      ...{ resilience: resilience(2), note: '双方签订协议，矛盾化解' },
    }),
  );
}

/** Two public-welfare posts of the district. */
async function loadPosts(
  { employmentService }: CaseworkServices,
  plan: SamplePlan,
  { postIds }: CaseworkPlan,
  clock: SampleClock,
): Promise<void> {
  await clock.moveToPresent();
  const closesOn = addDays(clock.day, postDays);
  await clock.moveTo(postsFrom);
  const bureau = actorFor(plan.bureau[0]);
  const titles = ['社区环境保洁员', '公共绿地养护员'];
  for (const [index, postId] of postIds.entries())
    expectDone(
      await employmentService.publishJobPost(bureau, {
        ...{ postId, kind: JobPostKind.PUBLIC_WELFARE_POST, title: titles[index]!, areaCodes: ['640104'] },
        ...{ situations: [], ageFrom: 18, ageTo: 65, education: Literacy.PRIMARY, abilities: [WorkAbility.STANDING] },
        ...{ skills: [], monthlyFen: 205_000n, places: 12, closesOn },
      }),
    );
}

/** Sought, referred, hired before assistance ended, and still there after three and six months. */
async function loadHired(
  { employmentService, seekerService }: CaseworkServices,
  plan: SamplePlan,
  { postIds }: CaseworkPlan,
  { household, member, seekerId: id, placementId: placed, ids, hiredOn, post }: HiredPlan,
  clock: SampleClock,
): Promise<void> {
  await clock.moveTo(addDays(hiredOn, -daysToAsk));
  const adviser = adviserOf(plan, household);
  const birthYear = Number(member.residentNumber.slice(6, 10));
  expectDone(
    await seekerService.registerJobSeeker(adviser, {
      ...{
        seekerId: id,
        householdId: idOf(household),
        memberId: globalId('HouseholdMember', member.memberId),
        birthYear,
      },
      ...{
        education: Literacy.MIDDLE_SCHOOL,
        abilities: [WorkAbility.STANDING, WorkAbility.FINE_HANDWORK],
        skills: [],
      },
    }),
  );
  const [seekerId, postId] = [globalId('JobSeeker', id), globalId('JobPost', postIds[post]!)];
  expectDone(await employmentService.referToPost(adviser, { placementId: placed, seekerId, postId }));
  const steps = [
    [PlacementStatus.HIRED, hiredOn],
    [PlacementStatus.KEPT_3_MONTHS, addMonths(hiredOn, 3)],
    [PlacementStatus.KEPT_6_MONTHS, addMonths(hiredOn, 6)],
  ] as const;
  for (const [index, [status, on]] of steps.entries()) {
    await clock.moveTo(on);
    const step = { commandId: ids[index]!, placementId: globalId('JobPlacement', placed), status, on };
    expectDone(await employmentService.advancePlacement(adviser, step));
  }
}

/** Announced by who promotes employment, asked for by two more than it seats, attended, and ended with certificates. */
async function loadCourse(
  { courseService }: CaseworkServices,
  plan: SamplePlan,
  { course }: CaseworkPlan,
  clock: SampleClock,
): Promise<void> {
  const { startsOn } = course;
  await clock.moveTo(addDays(startsOn, -daysToAsk));
  const organiser = plan.organisations.find(({ offerings }) =>
    offerings.some((one) => one.serviceKind === ServiceKind.EMPLOYMENT_SUPPORT),
  )!;
  const staff = actorFor(organiser.administrator);
  const courseId = globalId('Course', course.courseId);
  expectDone(
    await courseService.announceCourse(staff, {
      ...{ courseId: course.courseId, organisationId: globalId('Organisation', organiser.organisationId) },
      ...{ title: '非遗麻编技艺培训', areaCode: course.areaCode, venue: '兴隆社区市民驿站' },
      ...{ situations: [Situation.DISABLED, Situation.UNEMPLOYED], places: course.places, sessions: courseSessions },
      ...{ startsOn, endsOn: addDays(startsOn, 7 * (courseSessions - 1)) },
    }),
  );
  for (const { enrolmentId, household, member } of course.enrolments)
    expectDone(
      await courseService.enrolInCourse(adviserOf(plan, household), {
        ...{ enrolmentId, courseId, householdId: idOf(household) },
        memberId: globalId('HouseholdMember', member.memberId),
      }),
    );
  // The last of those who have a place misses two sessions.
  const seated = course.enrolments.slice(0, course.places).map((one) => globalId('CourseEnrolment', one.enrolmentId));
  for (let session = 1; session <= courseSessions; session += 1) {
    await clock.moveTo(addDays(startsOn, 7 * (session - 1)));
    const enrolmentIds = session > courseSessions - 2 ? seated.slice(0, -1) : seated;
    const attended = { commandId: course.ids[session - 1]!, courseId, session, enrolmentIds };
    expectDone(await courseService.recordAttendance(staff, attended));
  }
  expectDone(await courseService.completeCourse(staff, { commandId: course.ids[courseSessions]!, courseId }));
}

function idOf(household: HouseholdPlan): string {
  return globalId('Household', household.householdId);
}
