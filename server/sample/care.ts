/** Promises the steps from a need to its confirmed delivery, each by whoever takes it in life. */
import { v5 } from 'uuid';
import { NoLegalAllocation } from '../../schema/allocation/refusals';
import { globalId } from '../../schema/global-id';
import type { DraftNeedInput } from '../../schema/need/inputs';
import { NeedStatus } from '../../schema/need/enums';
import type { AllocationService } from '../allocation/allocation.service';
import type { ClaimService } from '../claim/claim.service';
import type { ClaimingService } from '../claim/claiming.service';
import type { DeliveryService } from '../claim/delivery.service';
import type { Database } from '../database/database';
import type { Actor } from '../identity/actor';
import type { NeedService } from '../need/need.service';
import type { OpeningService } from '../referral/opening.service';
import type { ReferralService } from '../referral/referral.service';
import { actorFor } from './actors';
import { expectDone } from './expect-done';
import type { HouseholdPlan, NeedPlan } from './households';
import type { PlannedOrganisation, SamplePlan } from './plan';

export interface CareServices {
  readonly needService: NeedService;
  readonly referralService: ReferralService;
  readonly openings: OpeningService;
  readonly database: Database;
  readonly claimingService: ClaimingService;
  readonly claimService: ClaimService;
  readonly deliveryService: DeliveryService;
  readonly allocationService: AllocationService;
}

/** A claim by its plan, before it is made and after. */
export interface PlannedClaim {
  readonly claimId: string;
  readonly needId: string;
  readonly organisation: PlannedOrganisation;
}

/** What is set aside for a claim: money, or pieces of one kind of goods. */
export type Supply = NonNullable<NeedPlan['supply']> & { readonly commandId: string; readonly withoutBudget: boolean };

/** Drafted and verified. */
export async function takeDown(
  { needService }: CareServices,
  adviser: Actor,
  { householdId, situations }: HouseholdPlan,
  need: Pick<DraftNeedInput, 'needId' | 'kind' | 'serviceKind' | 'origin' | 'urgency' | 'cardText' | 'priceCeilingFen'>,
): Promise<void> {
  const { needId, kind, serviceKind, origin, urgency, cardText, priceCeilingFen } = need;
  expectDone(
    await needService.draftNeed(adviser, {
      ...{ needId, kind, serviceKind, origin, urgency, cardText, priceCeilingFen, quantity: 1 },
      ...{ householdId: globalId('Household', householdId), situations: [...situations], languages: [], skills: [] },
    }),
  );
  expectDone(await needService.verifyNeed(adviser, { needId: globalId('Need', needId) }));
}

/** Referred; nobody who was asked first took it, so that all see it. */
export async function refer(services: CareServices, adviser: Actor, id: string): Promise<void> {
  const needId = globalId('Need', id);
  const referred = expectDone(await services.referralService.referNeed(adviser, { needId }));
  if (referred?.status === NeedStatus.OFFERED)
    await services.database.transaction((tx) => services.openings.openNeed(tx, referred.id, 'NOW'));
}

/** Whether the organisation has it now: it may serve no such household, or have no place left. */
export async function claim(
  { claimingService, claimService }: CareServices,
  { claimId, needId, organisation }: PlannedClaim,
): Promise<boolean> {
  const staff = actorFor(organisation.administrator);
  const answer = await claimingService.claimNeed(staff, {
    ...{ claimId, needId: globalId('Need', needId) },
    organisationId: globalId('Organisation', organisation.organisationId),
  });
  if (!('claimedAt' in answer)) return false;
  const commandId = v5('confirmClaim', claimId);
  expectDone(await claimService.confirmClaim(staff, { commandId, claimId: globalId('Claim', claimId) }));
  return true;
}

/** What the federation has for it, by rule. Who gave the thing may be the one who holds the claim: then nothing is lawful. */
export async function setAside(
  { allocationService }: CareServices,
  { organisations }: SamplePlan,
  { claimId, needId }: PlannedClaim,
  supply: Supply,
): Promise<void> {
  const charity = organisations[0]!;
  const answer = await allocationService.allocateAutomatically(actorFor(charity.administrator), {
    ...{ ...supply, charityId: globalId('Organisation', charity.organisationId) },
    ...{ needId: globalId('Need', needId), claimId: globalId('Claim', claimId) },
  });
  if (!(answer instanceof NoLegalAllocation)) expectDone(answer);
}

/** Done, written down and reported by the organisation, confirmed by the household. */
export async function serve(
  { claimService, deliveryService }: CareServices,
  { claimId: id, organisation }: PlannedClaim,
  done: { readonly recordId: string; readonly servedOn: string; readonly minutes: number; readonly cardCode: string },
): Promise<void> {
  const staff = actorFor(organisation.administrator);
  const claimId = globalId('Claim', id);
  const { cardCode, recordId, servedOn, minutes } = done;
  const note = '上门服务一次，家庭反映良好。';
  expectDone(await claimService.recordService(staff, { recordId, servedOn, minutes, claimId, note }));
  const commandId = v5('reportDelivery', id);
  expectDone(await claimService.reportDelivery(staff, { commandId, claimId, quantityDelivered: 1 }));
  expectDone(await deliveryService.confirmDelivery({ commandId: v5('confirmDelivery', id), claimId, cardCode }));
}
