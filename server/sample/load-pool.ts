/** Promises the needs of the sample that one looks at today: taken down and referred by the advisers, some claimed, some served to the end. */
import type { NeedKind, NeedOrigin, Urgency } from '../../schema/need/enums';
import { dayOf } from '../project/day';
import { claim, refer, serve, setAside, takeDown, type CareServices } from './care';
import type { CardCodes } from './load-households';
import { adviserOf, inLanes } from './lanes';
import type { SamplePlan } from './plan';
import { planPool, type PoolPlan } from './pool';

/** An hour, as most services take. */
const minutes = 60;

export async function loadPool(services: CareServices, plan: SamplePlan, cards: CardCodes): Promise<void> {
  await inLanes(planPool(plan), (one) => loadNeed(services, plan, one, cards));
}

async function loadNeed(
  services: CareServices,
  plan: SamplePlan,
  { household, need, isRestricted, claim: wanted }: PoolPlan,
  cards: CardCodes,
): Promise<void> {
  const adviser = adviserOf(plan, household);
  const { needId, kind, serviceKind, origin, urgency, cardText, priceCeilingFen } = need;
  const codes = { kind: kind as NeedKind, origin: origin as NeedOrigin, urgency: urgency as Urgency };
  await takeDown(services, adviser, household, { needId, serviceKind, cardText, priceCeilingFen, ...codes });
  if (isRestricted) return;
  await refer(services, adviser, needId);
  if (!wanted) return;
  const planned = { ...wanted, needId };
  // The organisation may not serve this situation; then the need stays in the pool, as it would in life.
  if (!(await claim(services, planned))) return;
  const supply = need.supply && { ...need.supply, commandId: wanted.allocationId, withoutBudget: false };
  if (supply) await setAside(services, plan, planned, supply);
  if (!wanted.isServed) return;
  const cardCode = cards.get(household.householdId)!;
  await serve(services, planned, { recordId: wanted.recordId, minutes, servedOn: dayOf(new Date()), cardCode });
}
