/** Promises the corps of the sample registered by the bureau, as in life: service points, teams, appointments, posts, training, points. */
import { globalId } from '../../schema/global-id';
import type { AdviserService } from '../adviser/adviser.service';
import type { BackboneService } from '../adviser/backbone.service';
import type { ServicePointService } from '../adviser/service-point.service';
import type { TeamService } from '../adviser/team.service';
import type { Actor } from '../identity/actor';
import { addDays } from '../day';
import type { PointsService } from '../points/points.service';
import type { RewardService } from '../points/reward.service';
import type { TrainingService } from '../training/training.service';
import { actorFor } from './actors';
import { appointedOn, type AdvisingPlan } from './advising';
import type { SampleClock } from './clock';
import { expectDone } from './expect-done';
import type { SamplePlan } from './plan';

export interface CorpsServices {
  readonly adviserService: AdviserService;
  readonly backboneService: BackboneService;
  readonly pointsService: PointsService;
  readonly rewardService: RewardService;
  readonly servicePointService: ServicePointService;
  readonly teamService: TeamService;
  readonly trainingService: TrainingService;
}

const district = '640104';
const workdays = [1, 2, 3, 4, 5];

/** How long before it is held a training of the sample is announced. */
const announcedDays = 30;
const yearEnd = '2023-12-29';

export async function loadCorps(services: CorpsServices, plan: SamplePlan, clock: SampleClock): Promise<void> {
  const bureau = actorFor(plan.bureau[0]);
  const { advising } = plan;
  await loadPlaces(services, bureau, advising);
  for (const { account, adviserId, areaCode, kind, competences, team } of advising.appointments)
    expectDone(
      await services.adviserService.registerAdviser(bureau, {
        ...{ adviserId, accountId: globalId('Account', account.accountId), areaCode, kind, appointedOn },
        ...{ competences: [...competences], reason: '街道社区择优选配' },
        ...(team === undefined ? {} : { teamId: globalId('AdviserTeam', advising.teams[team]!.teamId) }),
      }),
    );
  for (const { id, appointment, areaCode } of advising.backbones)
    expectDone(
      await services.backboneService.designateBackbone(bureau, {
        ...{ backboneId: id, adviserId: adviserOf(advising, appointment), areaCode, sinceOn: appointedOn },
        reason: '业务熟悉、群众信任',
      }),
    );
  await loadTrainings(services, bureau, advising, clock);
  await clock.moveTo(yearEnd);
  await loadPoints(services, bureau, advising);
}

async function loadPlaces(services: CorpsServices, bureau: Actor, advising: AdvisingPlan): Promise<void> {
  for (const { id, areaCode, name } of advising.servicePoints)
    expectDone(
      await services.servicePointService.openServicePoint(bureau, {
        ...{ servicePointId: id, areaCode, name, address: '银川市兴庆区样例路8号一楼大厅', telephone: '0951-0000000' },
        openingHours: workdays.flatMap((weekday) => [
          { weekday, opensAt: '09:00', closesAt: '12:00' },
          { weekday, opensAt: '14:00', closesAt: '18:00' },
        ]),
      }),
    );
  for (const team of advising.teams) expectDone(await services.teamService.formAdviserTeam(bureau, team));
}

async function loadTrainings(
  { trainingService }: CorpsServices,
  bureau: Actor,
  advising: AdvisingPlan,
  clock: SampleClock,
): Promise<void> {
  const everybody = advising.appointments.map((_, index) => adviserOf(advising, index));
  for (const { trainingId, recordId, subject, title, held } of advising.trainings) {
    await (held ? clock.moveTo(held.on) : clock.moveToPresent());
    const heldOn = held?.on ?? addDays(clock.day, announcedDays);
    const training = {
      trainingId,
      areaCode: district,
      subject,
      title,
      heldOn,
      place: '兴庆区民政局会议室',
      minutes: 120,
    };
    expectDone(await trainingService.planTraining(bureau, training));
    if (!held) continue;
    const attended = everybody.filter((_, index) => !held.absent.includes(index));
    const record = { commandId: recordId, trainingId: globalId('Training', trainingId), attended, excused: [] };
    expectDone(await trainingService.recordTraining(bureau, record));
  }
}

async function loadPoints(services: CorpsServices, bureau: Actor, advising: AdvisingPlan): Promise<void> {
  const { pointsService, rewardService } = services;
  for (const rule of advising.rules)
    expectDone(await pointsService.makePointsRule(bureau, { ...rule, areaCode: district, yearlyMaximum: 200 }));
  for (const { awardId, appointment, rule, earnedOn } of advising.deeds) {
    const { ruleId, title } = advising.rules[rule]!;
    const of = { awardId, adviserId: adviserOf(advising, appointment), ruleId: globalId('PointsRule', ruleId) };
    expectDone(await pointsService.awardPoints(bureau, { ...of, earnedOn, note: title }));
  }
  const { rewardId } = advising;
  const reward = { rewardId, areaCode: district, name: '保温水杯', points: 20, stock: 50 };
  expectDone(await rewardService.offerReward(bureau, reward));
  for (const { id, handOverId, appointment } of advising.redemptions) {
    const adviser = actorFor(advising.appointments[appointment]!.account);
    const redemption = { redemptionId: id, rewardId: globalId('Reward', rewardId) };
    expectDone(await rewardService.redeemReward(adviser, redemption));
    expectDone(await rewardService.handOverReward(bureau, { commandId: handOverId, redemptionId: id }));
  }
  for (const { id, appointment } of advising.commendations)
    expectDone(
      await pointsService.commendAdviser(bureau, {
        ...{ commendationId: id, adviserId: adviserOf(advising, appointment), title: '优秀社区救助顾问' },
        ...{ citation: '走访勤、发现早，帮助多户困难家庭及时得到救助。', commendedOn: yearEnd },
      }),
    );
}

function adviserOf(advising: AdvisingPlan, appointment: number): string {
  return globalId('Adviser', advising.appointments[appointment]!.adviserId);
}
