/** Promises the 130 households with their needs: registered, verified and referred by the advisers of their community, some served to the end. */
import { globalId } from '../../schema/global-id';
import type { Barrier, LowIncomeCategory, Relation } from '../../schema/household/household';
import { NoLegalAllocation } from '../../schema/allocation/refusals';
import { NeedStatus, type NeedKind, type NeedOrigin, type Urgency } from '../../schema/need/enums';
import { anyRestricted } from '../../schema/taxonomy/situation';
import { codesOf } from '../../schema/taxonomy/service-kind-codes';
import type { AllocationService } from '../allocation/allocation.service';
import type { ClaimService } from '../claim/claim.service';
import type { ClaimingService } from '../claim/claiming.service';
import type { Database } from '../database/database';
import type { DeliveryService } from '../claim/delivery.service';
import type { ContactCardService } from '../household/contact-card.service';
import type { HouseholdService } from '../household/household.service';
import type { Actor } from '../identity/actor';
import type { Message } from '../message';
import type { NeedService } from '../need/need.service';
import type { OpeningService } from '../referral/opening.service';
import type { ReferralService } from '../referral/referral.service';
import { actorFor } from './actors';
import { expectDone } from './expect-done';
import type { HouseholdPlan, NeedPlan } from './households';
import type { SamplePlan } from './plan';

export interface CareServices {
  readonly householdService: HouseholdService;
  readonly contactCardService: ContactCardService;
  readonly needService: NeedService;
  readonly referralService: ReferralService;
  readonly openings: OpeningService;
  readonly database: Database;
  readonly claimingService: ClaimingService;
  readonly claimService: ClaimService;
  readonly deliveryService: DeliveryService;
  readonly allocationService: AllocationService;
}

/** Of the referred needs, so many in ten are claimed, and of these one in three is served and confirmed. */
const claimedInTen = 3;
const servedOneIn = 3;

export async function loadHouseholds(
  services: CareServices,
  plan: SamplePlan,
  report: (line: Message) => void,
): Promise<void> {
  let claimed = 0;
  for (const [index, household] of plan.households.entries()) {
    const adviser = adviserOf(plan, household.areaCode, index);
    const cardCode = await loadHousehold(services, plan, household, adviser);
    for (const need of household.needs) {
      const referred = await loadNeed(services, household, need, adviser);
      if (!referred || plan.chance.between(1, 10) > claimedInTen) continue;
      claimed += 1;
      await claim(services, plan, need, { cardCode, served: claimed % servedOneIn === 0 });
    }
    if ((index + 1) % 65 === 0) report({ zh: `  已登记 ${index + 1} 户`, en: `  ${index + 1} households registered` });
  }
}

/** One of the advisers whose team serves the community, in turn. */
function adviserOf(plan: SamplePlan, areaCode: string, turn: number): Actor {
  const team = plan.advisers.filter((adviser) => adviser.roles.some((role) => areaCode.startsWith(role.areaCode!)));
  return actorFor(team[turn % team.length]!);
}

async function loadHousehold(
  services: CareServices,
  plan: SamplePlan,
  household: HouseholdPlan,
  adviser: Actor,
): Promise<string | undefined> {
  expectDone(
    await services.householdService.registerHousehold(adviser, {
      householdId: household.householdId,
      areaCode: household.areaCode,
      lowIncomeCategory: household.lowIncomeCategory as LowIncomeCategory,
      situations: [...household.situations],
      barriers: household.barriers as Barrier[],
      address: household.address,
      phone: household.phone,
      members: household.members.map((member) => ({ ...member, relation: member.relation as Relation })),
    }),
  );
  const card = expectDone(
    await services.contactCardService.issueContactCard(adviser, {
      cardId: plan.chance.uuid(),
      householdId: globalId('Household', household.householdId),
    }),
  );
  return card?.code;
}

/** Drafted, verified, and referred when it may be in the open pool. Returns whether it was referred now. */
async function loadNeed(
  services: CareServices,
  household: HouseholdPlan,
  need: NeedPlan,
  adviser: Actor,
): Promise<boolean> {
  const situations = [...household.situations];
  expectDone(
    await services.needService.draftNeed(adviser, {
      needId: need.needId,
      householdId: globalId('Household', household.householdId),
      kind: need.kind as NeedKind,
      serviceKind: need.serviceKind,
      origin: need.origin as NeedOrigin,
      urgency: need.urgency as Urgency,
      cardText: need.cardText,
      quantity: 1,
      priceCeilingFen: need.priceCeilingFen,
      situations,
      languages: [],
      skills: [],
    }),
  );
  const needId = globalId('Need', need.needId);
  expectDone(await services.needService.verifyNeed(adviser, { needId }));
  // Restricted needs wait for a consent that names a specialist.
  if (codesOf(need.serviceKind).restricted || anyRestricted(situations)) return false;
  const referred = expectDone(await services.referralService.referNeed(adviser, { needId }));
  // What the sample tells is past: its needs were offered, and nobody asked first took them, so that the pool is full to look at.
  if (referred?.status === NeedStatus.OFFERED)
    await services.database.transaction((tx) => services.openings.openNeed(tx, referred.id, 'NOW'));
  return referred !== undefined;
}

async function claim(
  services: CareServices,
  plan: SamplePlan,
  need: NeedPlan,
  how: { cardCode: string | undefined; served: boolean },
): Promise<void> {
  const able = plan.organisations.filter((organisation) =>
    organisation.offerings.some((offering) => offering.serviceKind === need.serviceKind && !offering.areaCodes),
  );
  const organisation = plan.chance.pick(able);
  const member = actorFor(organisation.administrator);
  const claimUuid = plan.chance.uuid();
  const answer = await services.claimingService.claimNeed(member, {
    claimId: claimUuid,
    needId: globalId('Need', need.needId),
    organisationId: globalId('Organisation', organisation.organisationId),
  });
  // The organisation picked may not serve this situation; then the need stays in the pool, as it would in life.
  if (!('claimedAt' in answer)) return;
  const claimId = globalId('Claim', claimUuid);
  expectDone(await services.claimService.confirmClaim(member, { claimId }));
  if (need.supply) await allocate(services, plan, need, claimId);
  if (!how.served || how.cardCode === undefined) return;
  expectDone(
    await services.claimService.recordService(member, {
      recordId: plan.chance.uuid(),
      claimId,
      servedOn: today(),
      minutes: 60,
      note: '上门服务一次,家庭反映良好。',
    }),
  );
  expectDone(await services.claimService.reportDelivery(member, { claimId, quantityDelivered: 1 }));
  expectDone(await services.deliveryService.confirmDelivery({ claimId, cardCode: how.cardCode }));
}

/** What the federation has for it, set aside by rule. */
async function allocate(services: CareServices, plan: SamplePlan, need: NeedPlan, claimId: string): Promise<void> {
  const charity = plan.organisations[0]!;
  const answer = await services.allocationService.allocateAutomatically(actorFor(charity.administrator), {
    ...{ commandId: plan.chance.uuid(), charityId: globalId('Organisation', charity.organisationId) },
    ...{ needId: globalId('Need', need.needId), claimId, withoutBudget: false, ...need.supply },
  });
  // Who gave the thing may be the one who holds the claim; then nothing is lawful, and it brings what it has.
  if (!(answer instanceof NoLegalAllocation)) expectDone(answer);
}

/** The calendar day in Asia/Shanghai. */
function today(): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date());
}
