/** Promises the needs of the sample that one looks at today: taken down and referred by the advisers, some claimed, some served to the end. */
import type { NeedKind, NeedOrigin, Urgency } from '../../schema/need/enums';
import { dayOf } from '../day';
import { claim, refer, serve, setAside, takeDown, type CareServices } from './care';
import type { CardCodes } from './load-households';
import type { HouseholdPlan } from './households';
import { adviserOf, inLanes, inTurnOfOrganisation } from './lanes';
import type { SamplePlan } from './plan';
import { planPool, type PoolPlan } from './pool';

/** An hour, as most services take. */
const minutes = 60;

export async function loadPool(services: CareServices, plan: SamplePlan, cards: CardCodes): Promise<void> {
  const pool = planPool(plan);
  // Nobody claims before all are referred: how much an organisation has left is a part of what it is told.
  await inLanes(pool, (one) => loadNeed(services, plan, one));
  const held: HeldPlan[] = [];
  await inTurnOfOrganisation(
    pool.flatMap(({ household, need: { needId }, isRestricted, claim: wanted }) =>
      wanted && !isRestricted ? [{ ...wanted, household, needId }] : [],
    ),
    async (one) => {
      // The organisation may not serve this situation; then the need stays in the pool, as it would in life.
      if (await claim(services, one)) held.push(one);
    },
  );
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

/** Taken down, and referred unless it is restricted. */
async function loadNeed(services: CareServices, plan: SamplePlan, one: PoolPlan): Promise<void> {
  const { household, need, isRestricted } = one;
  const adviser = adviserOf(plan, household);
  const { needId, kind, serviceKind, origin, urgency, cardText, priceCeilingFen } = need;
  const codes = { kind: kind as NeedKind, origin: origin as NeedOrigin, urgency: urgency as Urgency };
  await takeDown(services, adviser, household, { needId, serviceKind, cardText, priceCeilingFen, ...codes });
  if (!isRestricted) await refer(services, adviser, needId);
}
