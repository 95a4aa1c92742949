/** Promises the discovery of the published year as data: a file of triggers, the households that it led to, and 550 of them visited. */
import { v5 } from 'uuid';
import { NextStep, RootCause, VisitTrigger } from '../../schema/visit/enums';
import { planHouseholds, type HouseholdPlan } from './households';
import { gridsOfPilot, type SamplePlan } from './plan';
import { SeededChance } from './random';

export interface VisitPlan {
  readonly visitId: string;
  readonly obligationId: string;
  readonly household: HouseholdPlan;
  /** Whether the household is first registered at the visit. */
  readonly isNew: boolean;
  readonly daysAgo: number;
  readonly rootCause: RootCause;
  readonly nextStep: NextStep;
}

export interface DiscoveryPlan {
  readonly importId: string;
  readonly commandId: string;
  /** The rows of the file below its heading; days are counted back from today. */
  readonly rows: readonly {
    readonly trigger: VisitTrigger;
    readonly daysAgo: number;
    readonly household: HouseholdPlan;
  }[];
  readonly visits: readonly VisitPlan[];
}

/** Row 15 of the published case. */
const visitedOfTheCase = 550;
/** What is still owed when one looks at the sample. */
const owed = 12;
const seed = 640_550;

/** The ids of a file are those of a day: its rows count days back from it. */
export function planDiscovery(plan: Pick<SamplePlan, 'areas' | 'households'>, day: string): DiscoveryPlan {
  const chance = new SeededChance(seed);
  const [importId, commandId] = [v5(day, chance.uuid()), v5(day, chance.uuid())];
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
  const found = chance.pickSome([...plan.households, ...strangers], visitedOfTheCase);
  const triggers = Object.values(VisitTrigger);
  const rows = found.map((household) => ({
    ...{ household, trigger: chance.pick(triggers), daysAgo: chance.between(1, 60) },
  }));
  const open = chance.pickSome(plan.households, owed).map((household) => ({
    ...{ household, trigger: VisitTrigger.SPECIAL_ASSISTANCE_RECIPIENT, daysAgo: 0 },
  }));
  const visits = rows.map(({ household, daysAgo }, index) => ({
    ...{ household, isNew: strangers.includes(household), visitId: chance.uuid() },
    // The heading is row 1.
    obligationId: v5(`obligation ${index + 2}`, importId),
    daysAgo: chance.between(0, Math.min(daysAgo, 28) - 1),
    rootCause: chance.pick(Object.values(RootCause)),
    nextStep: chance.pick([NextStep.NONE, NextStep.REGISTER_NEED, NextStep.APPLY_FOR_POLICY]),
  }));
  return { importId, commandId, rows: [...rows, ...open], visits };
}

function numbersOf(households: readonly HouseholdPlan[]): string[] {
  return households.flatMap((household) => household.members.map((member) => member.residentNumber));
}
