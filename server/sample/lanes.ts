/** Promises work for many households side by side, and for each household in its order; and who of the sample does it. */
import type { Actor } from '../identity/actor';
import { actorFor } from './actors';
import type { HouseholdPlan } from './households';
import type { SamplePlan } from './plan';

interface OfHousehold {
  readonly household: HouseholdPlan;
}

/** Households do not wait for one another. */
const lanes = 4;

/** What is of one household stays in one lane. */
export async function inLanes<Item extends OfHousehold>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const laneOf = ({ household }: Item) => Number.parseInt(household.householdId.slice(0, 8), 16) % lanes;
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      for (const item of items.filter((one) => laneOf(one) === lane)) await work(item);
    }),
  );
}

/** One of the team that serves the household's community: the same for all that is done for it. */
export function adviserOf(plan: SamplePlan, household: HouseholdPlan): Actor {
  const team = plan.advisers.filter(({ roles }) => roles.some((role) => household.areaCode.startsWith(role.areaCode!)));
  return actorFor(team[plan.households.indexOf(household) % team.length]!);
}
