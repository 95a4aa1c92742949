/** Promises work for many side by side, for each household or organisation in its order; and who of the sample does it. */
import type { Actor } from '../identity/actor';
import { actorFor } from './actors';
import type { HouseholdPlan } from './households';
import type { PlannedOrganisation, SamplePlan } from './plan';
import { sideBySide } from './side-by-side';

interface OfHousehold {
  readonly household: HouseholdPlan;
}

/** What is of one household stays in one lane. */
export function inLanes<Item extends OfHousehold>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  return sideBySide(items, ({ household }) => household.householdId, work);
}

/** What is of one organisation is done in the order given: what it has left at each claim is the same in each load. */
export function inTurnOfOrganisation<Item extends { readonly organisation: PlannedOrganisation }>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  return sideBySide(items, ({ organisation }) => organisation.organisationId, work);
}

/** One of the team that serves the household's community: the same for all that is done for it. */
export function adviserOf(plan: SamplePlan, household: HouseholdPlan): Actor {
  const team = plan.advisers.filter(({ roles }) => roles.some((role) => household.areaCode.startsWith(role.areaCode!)));
  return actorFor(team[plan.households.indexOf(household) % team.length]!);
}
