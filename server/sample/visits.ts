/** Promises the discovery of the published year as data: a file of triggers each month, the households that they led to, 550 visited. */
import { v5 } from 'uuid';
import { NextStep, RootCause, VisitTrigger } from '../../schema/visit/enums';
import { addDays } from '../day';
import { dueOn } from '../visit/rules';
import { planHouseholds, type HouseholdPlan } from './households';
import { gridsOfPilot, type SamplePlan } from './plan';
import { SeededChance } from './random';

export interface VisitPlan {
  readonly visitId: string;
  readonly obligationId: string;
  readonly household: HouseholdPlan;
  /** Whether the household is first registered at the visit. */
  readonly isNew: boolean;
  readonly visitedOn: string;
  readonly rootCause: RootCause;
  readonly nextStep: NextStep;
}

/** A file of triggers as the bureau sends it. */
export interface TriggerFilePlan {
  readonly importId: string;
  readonly commandId: string;
  readonly sentOn: string;
  /** Below its heading. */
  readonly rows: readonly {
    readonly trigger: VisitTrigger;
    readonly occurredOn: string;
    readonly household: HouseholdPlan;
  }[];
}

export interface MonthOfVisits extends TriggerFilePlan {
  readonly visits: readonly VisitPlan[];
}

/** Row 15 of the published case. */
const visitedOfTheCase = 550;
/** What is still owed when one looks at the sample. */
const owed = 12;
const seed = 640_550;
const months = 12;
const dayOfFile = 20;
/** Visits are made within so many days of the file, in time but for a few. */
const daysToVisit = 8;
const lateShare = 0.04;

export function planDiscovery(plan: Pick<SamplePlan, 'areas' | 'households'>): MonthOfVisits[] {
  const chance = new SeededChance(seed);
  const strangers = planStrangers(plan, chance);
  const found = chance.pickSome([...plan.households, ...strangers], visitedOfTheCase);
  return Array.from({ length: months }, (_, month) => {
    const sentOn = `2023-${String(month + 1).padStart(2, '0')}-${dayOfFile}`;
    const ids = { importId: chance.uuid(), commandId: chance.uuid() };
    const rows = found
      .filter((_household, index) => index % months === month)
      .map((household) => ({
        ...{ household, trigger: chance.pick(Object.values(VisitTrigger)) },
        occurredOn: addDays(sentOn, -chance.between(0, dayOfFile - 1)),
      }));
    const visits = rows.map(({ household, trigger }, index) => ({
      ...{ household, isNew: strangers.includes(household), visitId: chance.uuid() },
      // The heading is row 1.
      obligationId: v5(`obligation ${index + 2}`, ids.importId),
      visitedOn: planVisit(trigger, sentOn, chance),
      rootCause: chance.pick(Object.values(RootCause)),
      nextStep: chance.pick([NextStep.NONE, NextStep.REGISTER_NEED, NextStep.APPLY_FOR_POLICY]),
    }));
    return { ...ids, sentOn, rows, visits };
  });
}

/** Who is owed a visit on the day on which one looks; the ids of the file are those of the day. */
export function planOwed(plan: Pick<SamplePlan, 'households'>, day: string): TriggerFilePlan {
  const chance = new SeededChance(seed + 1);
  return {
    ...{ importId: v5(day, chance.uuid()), commandId: v5(day, chance.uuid()), sentOn: day },
    rows: chance.pickSome(plan.households, owed).map((household) => ({
      ...{ household, trigger: VisitTrigger.SPECIAL_ASSISTANCE_RECIPIENT, occurredOn: day },
    })),
  };
}

/** Households of which the product does not know before the visit. */
function planStrangers(plan: Pick<SamplePlan, 'areas' | 'households'>, chance: SeededChance): HouseholdPlan[] {
  const taken = new Set(numbersOf(plan.households));
  const grids = gridsOfPilot(plan.areas);
  const strangers: HouseholdPlan[] = [];
  while (strangers.length < visitedOfTheCase - plan.households.length)
    for (const household of planHouseholds(grids, chance)) {
      const numbers = numbersOf([household]);
      if (numbers.some((number) => taken.has(number)) || new Set(numbers).size < numbers.length) continue;
      if (strangers.length === visitedOfTheCase - plan.households.length) break;
      numbers.forEach((number) => taken.add(number));
      strangers.push(household);
    }
  return strangers;
}

function planVisit(trigger: VisitTrigger, sentOn: string, chance: SeededChance): string {
  const last = dueOn(trigger, sentOn);
  const latest = addDays(sentOn, daysToVisit);
  if (chance.chance(lateShare) && last < latest) return latest;
  const days = Array.from({ length: daysToVisit }, (_, day) => addDays(sentOn, day));
  return chance.pick(days.filter((day) => day <= last));
}

function numbersOf(households: readonly HouseholdPlan[]): string[] {
  return households.flatMap((household) => household.members.map((member) => member.residentNumber));
}
