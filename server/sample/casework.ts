/** Promises the cases, watches, placements and the craft course of the published case as a plan: exactly its figures, by a seed. */
import { DisputeKind } from '../../schema/casework/enums';
import { Situation } from '../../schema/taxonomy/situation';
import { addDays } from '../day';
import type { HouseholdPlan, MemberPlan } from './households';
import type { SamplePlan } from './plan';
import { planPolicies } from './policies';
import { SeededChance } from './random';

/** Figures of the case: 8 family disputes resolved, 3 households watched for long, 17 people who left assistance for work. */
const disputesOfTheCase = 8;
const watchesOfTheCase = 3;
const hiredOfTheCase = 17;
/** The hemp-weaving class (非遗麻编) at the Citizen Station of Xinglong community; its size is not told. */
const coursePlaces = 12;
const courseAskers = 14;
const courseFrom = '2023-05-15';
const firstDispute = '2023-02-06';
const daysBetweenDisputes = 35;
export const courseSessions = 5;

const seed = 640_104 + 14;

export interface DisputePlan {
  readonly caseId: string;
  readonly household: HouseholdPlan;
  readonly kind: DisputeKind;
  readonly openedOn: string;
  /** Of its assessment, plan, goal, settling and end. */
  readonly ids: readonly string[];
}

export interface Person {
  readonly household: HouseholdPlan;
  readonly member: MemberPlan;
}

export interface HiredPlan extends Person {
  readonly seekerId: string;
  readonly placementId: string;
  /** Of its hiring, and of three and six months. */
  readonly ids: readonly [string, string, string];
  readonly hiredOn: string;
  readonly post: number;
}

export interface CaseworkPlan {
  readonly disputes: readonly DisputePlan[];
  readonly watches: readonly { readonly watchId: string; readonly household: HouseholdPlan }[];
  readonly postIds: readonly string[];
  readonly hired: readonly HiredPlan[];
  readonly course: {
    readonly courseId: string;
    readonly areaCode: string;
    readonly startsOn: string;
    readonly places: number;
    readonly enrolments: readonly (Person & { readonly enrolmentId: string })[];
    /** Of each session, and of the end. */
    readonly ids: readonly string[];
  };
}

export function planCasework(plan: SamplePlan): CaseworkPlan {
  // A chance of its own: what is planned here changes nothing of who lives where.
  const chance = new SeededChance(seed);
  const { households } = plan;
  const kinds = [DisputeKind.PROPERTY, DisputeKind.DEBT, DisputeKind.DOMESTIC_VIOLENCE];
  const alone = households.filter(({ situations }) => situations.includes(Situation.ELDERLY_ALONE));
  return {
    disputes: chance.pickSome(households, disputesOfTheCase).map((household, index) => ({
      ...{ caseId: chance.uuid(), household, kind: kinds[index % kinds.length]! },
      openedOn: addDays(firstDispute, index * daysBetweenDisputes),
      ids: Array.from({ length: 5 }, () => chance.uuid()),
    })),
    watches: chance.pickSome(alone, watchesOfTheCase).map((household) => ({ watchId: chance.uuid(), household })),
    postIds: [chance.uuid(), chance.uuid()],
    hired: planHired(plan, chance),
    course: planCourse(plan, chance),
  };
}

/** Those who left the register for work, as far as their households are of the sample; and people of jobless households. */
function planHired(plan: SamplePlan, chance: SeededChance): HiredPlan[] {
  const people = plan.households.flatMap((household) => household.members.map((member) => ({ household, member })));
  const { stock, exits } = planPolicies(plan);
  const exitOf = new Map(exits.map(({ entryId, exitedOn }) => [entryId, exitedOn]));
  const exitedOn = new Map(stock.map(({ entryId, residentNumber }) => [residentNumber, exitOf.get(entryId)]));
  const left = people.filter(({ member }) => exitedOn.get(member.residentNumber) !== undefined);
  const jobless = people.filter(
    (one) =>
      one.household.situations.includes(Situation.UNEMPLOYED) && one.member.relation === 'HEAD' && !left.includes(one),
  );
  return [...left, ...jobless].slice(0, hiredOfTheCase).map((person, index) => ({
    ...{ ...person, seekerId: chance.uuid(), placementId: chance.uuid() },
    ids: [chance.uuid(), chance.uuid(), chance.uuid()],
    // Assistance ends some weeks after the work began.
    hiredOn: addDays(exitedOn.get(person.member.residentNumber) ?? addDays('2023-03-01', chance.between(0, 250)), -20),
    post: index % 2,
  }));
}

/** Women of disabled and jobless households ask for it; two more than there are places. */
function planCourse({ areas, households }: SamplePlan, chance: SeededChance): CaseworkPlan['course'] {
  const women = households.flatMap((household) =>
    household.situations.some((one) => [Situation.DISABLED, Situation.UNEMPLOYED].includes(one))
      ? household.members
          .filter(({ residentNumber }) => Number(residentNumber[16]) % 2 === 0)
          .map((member) => ({ household, member }))
      : [],
  );
  const asking = chance.pickSome(women, courseAskers);
  return {
    courseId: chance.uuid(),
    areaCode: areas.find(({ name, code }) => name.startsWith('兴隆') && code.startsWith('640104001'))!.code,
    startsOn: courseFrom,
    places: coursePlaces,
    enrolments: asking.map((person) => ({ ...person, enrolmentId: chance.uuid() })),
    ids: Array.from({ length: courseSessions + 1 }, () => chance.uuid()),
  };
}
