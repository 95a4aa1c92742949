/** Promises that each household of the published case is helped: by the claim of an organisation, with donated goods, confirmed at the door. */
import { addDays } from '../day';
import { claim, refer, serve, setAside, takeDown, type CareServices } from './care';
import type { SampleClock } from './clock';
import { planHelping, type HelpPlan } from './helping';
import type { CardCodes } from './load-households';
import { adviserOf, inLanes, inTurnOfOrganisation } from './lanes';
import type { SamplePlan } from './plan';

/** Days from taking a need down to its claim, and to its delivery. */
const daysToClaim = 1;
export const daysToService = 7;

export async function loadHelping(
  services: CareServices,
  plan: SamplePlan,
  clock: SampleClock,
  cards: CardCodes,
): Promise<void> {
  const helping = planHelping(plan);
  for (const day of [...new Set(helping.map((help) => help.day))].sort()) {
    const helped = helping.filter((help) => help.day === day);
    await clock.moveTo(day);
    await inLanes(helped, async (help) => {
      const adviser = adviserOf(plan, help.household);
      await takeDown(services, adviser, help.household, help);
      await refer(services, adviser, help.needId);
    });
    await clock.moveTo(addDays(day, daysToClaim));
    await inTurnOfOrganisation(helped, (help) => takeUp(services, help));
    // One after the other: which lot a thing comes from follows from the order.
    for (const help of helped) await setAsideAll(services, plan, help);
    await clock.moveTo(addDays(day, daysToService));
    const servedOn = clock.day;
    await inLanes(helped, (help) =>
      serve(services, help, { ...help, servedOn, cardCode: cards.get(help.household.householdId)! }),
    );
  }
}

async function takeUp(services: CareServices, help: HelpPlan): Promise<void> {
  if (!(await claim(services, help))) throw new Error(`Nobody helps household ${help.household.householdId}`);
}

async function setAsideAll(services: CareServices, plan: SamplePlan, help: HelpPlan): Promise<void> {
  for (const some of help.goods) await setAside(services, plan, help, { ...some, withoutBudget: true });
}
