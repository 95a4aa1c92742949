/** Promises that each household of the published case is helped: by the claim of an organisation, with donated goods, confirmed at the door. */
import { dayOf } from '../project/day';
import { claim, refer, serve, setAside, takeDown, type CareServices } from './care';
import { planHelping, type HelpPlan } from './helping';
import type { CardCodes } from './load-households';
import { adviserOf, inLanes } from './lanes';
import type { SamplePlan } from './plan';

export async function loadHelping(services: CareServices, plan: SamplePlan, cards: CardCodes): Promise<void> {
  await inLanes(planHelping(plan), (help) => helpHousehold(services, plan, help, cards));
}

async function helpHousehold(
  services: CareServices,
  plan: SamplePlan,
  help: HelpPlan,
  cards: CardCodes,
): Promise<void> {
  const { household, goods, recordId, minutes, organisation, claimId, ...need } = help;
  const adviser = adviserOf(plan, household);
  await takeDown(services, adviser, household, need);
  await refer(services, adviser, need.needId);
  const planned = { claimId, organisation, needId: need.needId };
  if (!(await claim(services, planned))) throw new Error(`Nobody helps household ${household.householdId}`);
  for (const some of goods) await setAside(services, plan, planned, { ...some, withoutBudget: true });
  const cardCode = cards.get(household.householdId)!;
  await serve(services, planned, { recordId, minutes, servedOn: dayOf(new Date()), cardCode });
}
