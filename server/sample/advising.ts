/** Promises how the corps of the published case is registered: 17 teams of 152 advisers, backbones, service points, training and points. */
import { AdviserKind } from '../../schema/adviser/adviser';
import { AreaLevel } from '../../schema/area/area';
import { TrainingSubject } from '../../schema/training/training';
import type { AreaToWrite } from '../area/district';
import type { SampleAccount } from './actors';
import { pilotSince, pilotStreets } from './corps';
import type { SeededChance } from './random';

export interface AppointmentPlan {
  readonly adviserId: string;
  readonly account: SampleAccount;
  readonly areaCode: string;
  readonly kind: AdviserKind;
  readonly competences: readonly string[];
  /** Number of the team, from 0; none for the backbones of streets. */
  readonly team?: number;
}

export interface TrainingPlan {
  readonly trainingId: string;
  readonly recordId: string;
  readonly subject: TrainingSubject;
  readonly title: string;
  /** When, and who did not come, by number of the appointment; none: still to come. */
  readonly held?: { readonly on: string; readonly absent: readonly number[] };
}

export interface DeedPlan {
  readonly awardId: string;
  readonly appointment: number;
  readonly rule: number;
  readonly earnedOn: string;
}

export interface AdvisingPlan {
  readonly servicePoints: readonly { readonly id: string; readonly areaCode: string; readonly name: string }[];
  readonly teams: readonly { readonly teamId: string; readonly areaCode: string; readonly name: string }[];
  readonly appointments: readonly AppointmentPlan[];
  readonly backbones: readonly { readonly id: string; readonly appointment: number; readonly areaCode: string }[];
  readonly trainings: readonly TrainingPlan[];
  readonly rules: readonly { readonly ruleId: string; readonly title: string; readonly points: number }[];
  readonly deeds: readonly DeedPlan[];
  readonly rewardId: string;
  readonly redemptions: readonly { readonly id: string; readonly handOverId: string; readonly appointment: number }[];
  readonly commendations: readonly { readonly id: string; readonly appointment: number }[];
}

const competences = ['政策解读', '入户走访', '心理疏导', '资源链接', '就业帮扶', '助老助残'];
const titles: Record<TrainingSubject, string> = {
  SERVICE_SKILLS: '救助政策与入户核查技能',
  SOCIAL_INTERACTION: '与社会组织和单位的协作',
  COMMUNICATION: '与困难群众的沟通',
};

export function planAdvising(
  areas: readonly AreaToWrite[],
  advisers: readonly SampleAccount[],
  officers: readonly SampleAccount[],
  chance: SeededChance,
): AdvisingPlan {
  const nameOf = new Map(areas.map((area) => [area.code, area.name]));
  const first = [...new Set(advisers.map((account) => account.roles[0]!.areaCode!))];
  const teams = first.map((areaCode) => ({
    teamId: chance.uuid(),
    areaCode,
    name: `${nameOf.get(areaCode)}救助顾问队`,
  }));
  const appointments = [
    ...advisers.map((account) => appoint(account, chance, first.indexOf(account.roles[0]!.areaCode!))),
    ...officers.map((account) => ({ ...appoint(account, chance), kind: AdviserKind.PARTY_CADRE })),
  ];
  const served = (areaCode: string) => (plan: AppointmentPlan) =>
    plan.account.roles.some((held) => held.areaCode === areaCode);
  const communities = areas.filter(
    ({ code, level }) => level === AreaLevel.COMMUNITY && pilotStreets.some((street) => code.startsWith(street)),
  );
  const backbones = [
    ...communities.map(({ code }) => ({ areaCode: code, appointment: appointments.findIndex(served(code)) })),
    ...officers.map((account, index) => ({
      ...{ areaCode: account.roles[0]!.areaCode!, appointment: advisers.length + index },
    })),
  ].map((post) => ({ id: chance.uuid(), ...post }));
  return {
    ...{ teams, appointments, backbones, ...planEarning(first.length, advisers, chance) },
    servicePoints: pilotStreets.map((areaCode) => ({
      ...{ id: chance.uuid(), areaCode, name: `${nameOf.get(areaCode)}民生服务中心社会救助服务点` },
    })),
    trainings: planTrainings(appointments.length, chance),
  };
}

function appoint(account: SampleAccount, chance: SeededChance, team?: number): AppointmentPlan {
  const { PARTY_CADRE, SOCIAL_WORKER, VOLUNTEER, YOUNGER_ELDER } = AdviserKind;
  const kind = chance.pick([PARTY_CADRE, SOCIAL_WORKER, SOCIAL_WORKER, VOLUNTEER, VOLUNTEER, YOUNGER_ELDER]);
  const areaCode = account.roles[0]!.areaCode!.slice(0, 9);
  return { adviserId: chance.uuid(), account, areaCode, kind, competences: chance.pickSome(competences, 2), team };
}

/** Each subject twice in the year of the case, and once more from when one looks at it. */
function planTrainings(appointments: number, chance: SeededChance): TrainingPlan[] {
  const everybody = Array.from({ length: appointments }, (_, index) => index);
  return Object.values(TrainingSubject).flatMap((subject, index) => {
    const training = () => ({ trainingId: chance.uuid(), recordId: chance.uuid(), subject, title: titles[subject] });
    return [
      { ...training(), held: { on: `2023-0${3 + index}-15`, absent: chance.pickSome(everybody, 12) } },
      { ...training(), held: { on: `2023-0${7 + index}-20`, absent: chance.pickSome(everybody, 7) } },
      training(),
    ];
  });
}

function planEarning(teams: number, advisers: readonly SampleAccount[], chance: SeededChance) {
  const rules = [
    { ruleId: chance.uuid(), title: '主动发现困难群众', points: 20 },
    { ruleId: chance.uuid(), title: '入户走访', points: 5 },
  ];
  const size = Math.ceil(advisers.length / teams);
  const deed = (appointment: number, rule: number) => ({
    ...{ awardId: chance.uuid(), appointment, rule },
    earnedOn: `2023-${String(chance.between(1, 12)).padStart(2, '0')}-${String(chance.between(1, 28)).padStart(2, '0')}`,
  });
  const leaders = Array.from({ length: teams }, (_, team) => team * size);
  return {
    rules,
    deeds: leaders.flatMap((leader) => [deed(leader, 0), deed(leader, 1), deed(leader + 1, 1)]),
    rewardId: chance.uuid(),
    redemptions: leaders.slice(0, 4).map((appointment) => ({
      ...{ id: chance.uuid(), handOverId: chance.uuid(), appointment },
    })),
    commendations: leaders.slice(0, 5).map((appointment) => ({ id: chance.uuid(), appointment })),
  };
}

export const appointedOn = pilotSince;
