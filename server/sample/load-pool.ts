/** Promises the needs of the sample that one looks at today: taken down and referred by the advisers, some claimed, some served to the end. */
import type { NeedKind, NeedOrigin, Urgency } from '../../schema/need/enums';
import { dayOf } from '../project/day';
import { claim, refer, serve, setAside, takeDown, type CareServices } from './care';
import type { CardCodes } from './load-households';
import type { HouseholdPlan } from './households';
import { adviserOf, inLanes } from './lanes';
import type { SamplePlan } from './plan';
import { planPool, type PoolPlan } from './pool';

/** An hour, as most services take. */
const minutes = 60;

export async function loadPool(services: CareServices, plan: SamplePlan, cards: CardCodes): Promise<void> {
  const held: HeldPlan[] = [];
  const pool = planPool(plan);
  await inLanes(pool, async (one) => {
    const wanted = await loadNeed(services, plan, one);
    if (wanted) held.push(wanted);
  });
  // One after the other: what pays for which follows from the order.
  for (const { need } of pool) {
    const one = held.find((other) => other.needId === need.needId);
    const supply = one && need.supply && { ...need.supply, commandId: one.allocationId, withoutBudget: false };
    if (supply) await setAside(services, plan, one, supply);
  }
  const servedOn = dayOf(new Date());
  await inLanes(
    held.filter((one) => one.isServed),
    (one) => serve(services, one, { ...one, minutes, servedOn, cardCode: cards.get(one.household.householdId)! }),
  );
}

type HeldPlan = NonNullable<PoolPlan['claim']> & { readonly household: HouseholdPlan; readonly needId: string };

/** Taken down, and referred unless it is restricted. Returns the claim that was made of it. */
async function loadNeed(services: CareServices, plan: SamplePlan, one: PoolPlan): Promise<HeldPlan | undefined> {
  const { household, need, isRestricted, claim: wanted } = one;
  const adviser = adviserOf(plan, household);
  const { needId, kind, serviceKind, origin, urgency, cardText, priceCeilingFen } = need;
  const codes = { kind: kind as NeedKind, origin: origin as NeedOrigin, urgency: urgency as Urgency };
  await takeDown(services, adviser, household, { needId, serviceKind, cardText, priceCeilingFen, ...codes });
  if (isRestricted) return undefined;
  await refer(services, adviser, needId);
  if (!wanted) return undefined;
  const held = { ...wanted, household, needId };
  // The organisation may not serve this situation; then the need stays in the pool, as it would in life.
  return (await claim(services, held)) ? held : undefined;
}
