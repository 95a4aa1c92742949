/** Promises the 130 households of the published case, registered by the advisers of their community, each with its contact card. */
import { v4, v5 } from 'uuid';
import { globalId } from '../../schema/global-id';
import type { Barrier, LowIncomeCategory, Relation } from '../../schema/household/household';
import type { ContactCardService } from '../household/contact-card.service';
import type { HouseholdService } from '../household/household.service';
import type { Actor } from '../identity/actor';
import type { SampleClock } from './clock';
import { expectDone } from './expect-done';
import { registeredOn, type HouseholdPlan } from './households';
import { adviserOf, inLanes } from './lanes';
import type { SamplePlan } from './plan';

export interface HouseholdServices {
  readonly householdService: HouseholdService;
  readonly contactCardService: ContactCardService;
}

/** What each household shows at its door, by its id. */
export type CardCodes = ReadonlyMap<string, string>;

export async function loadHouseholds(
  services: HouseholdServices,
  plan: SamplePlan,
  clock: SampleClock,
): Promise<CardCodes> {
  await clock.moveTo(registeredOn);
  const codes = new Map<string, string>();
  const items = plan.households.map((household) => ({ household }));
  await inLanes(items, async ({ household }) => {
    const adviser = adviserOf(plan, household);
    await registerHousehold(services, adviser, household);
    const id = household.householdId;
    codes.set(id, (await issueCard(services, adviser, id)) ?? (await issueCard(services, adviser, id, v4()))!);
  });
  return codes;
}

export async function registerHousehold(
  { householdService }: Pick<HouseholdServices, 'householdService'>,
  adviser: Actor,
  household: HouseholdPlan,
): Promise<void> {
  const { householdId, areaCode, situations, barriers, address, phone, members } = household;
  expectDone(
    await householdService.registerHousehold(adviser, {
      ...{ householdId, areaCode, situations: [...situations], barriers: barriers as Barrier[], address, phone },
      lowIncomeCategory: household.lowIncomeCategory as LowIncomeCategory,
      members: members.map((member) => ({ ...member, relation: member.relation as Relation })),
    }),
  );
}

/** The code is told once: a load that was interrupted does not have it any more, and issues another card. */
async function issueCard(
  { contactCardService }: HouseholdServices,
  adviser: Actor,
  id: string,
  cardId = v5('contact card', id),
): Promise<string | undefined> {
  const issued = await contactCardService.issueContactCard(adviser, { cardId, householdId: globalId('Household', id) });
  return expectDone(issued)?.code;
}
