/** Promises a charity with donations, an open project, and needs that are claimed, so that one can be given to the other. */
import { v7 } from 'uuid';
import type { AllocateAutomaticallyInput, AllocateDonationInput } from '../../schema/allocation/inputs';
import { globalId } from '../../schema/global-id';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { checkData } from '../../server/allocation/check';
import type { AllocationRow } from '../../server/allocation/allocation.repository';
import { opened, localOf } from '../project/staging';
import { accepted, claimed, delivered, provider, type Provider } from '../stage/claims';
import { givingStage, received, type GivingStage } from '../stage/donations';
import { referredNeed, type StagedNeed, type StagedNeedOptions } from '../stage/needs';
import type { TestServer } from '../stage/server';

export interface AllocationStage extends GivingStage {
  readonly provider: Provider;
}

export async function allocationStage(server: TestServer): Promise<AllocationStage> {
  return { ...(await givingStage(server)), provider: await provider(server, { capacityMaximum: 10_000 }) };
}

/** A project of the charity that pays for cleaning in the district, for anybody, unless wished otherwise. Its local id. */
export async function openProject(
  server: TestServer,
  stage: GivingStage,
  wish: Record<string, unknown> = {},
): Promise<string> {
  const of = { organisationId: stage.charityId, id: globalId('Organisation', stage.charityId), staff: stage.staff };
  const content = { fundraisingMode: 'NONE', serviceKinds: ['CLEANING'], situations: [], lowIncomeCategories: [] };
  return localOf(await opened(server, of, { ...content, ...wish }));
}

export interface ClaimedNeed {
  readonly need: StagedNeed;
  readonly claimId: string;
  readonly claimGlobalId: string;
}

/** A need that the provider of the stage has claimed whole. */
export async function claimedNeed(
  server: TestServer,
  stage: AllocationStage,
  options: StagedNeedOptions = {},
): Promise<ClaimedNeed> {
  const need = await referredNeed(server, { serviceKind: ServiceKind.CLEANING, ...options });
  const claim = await claimed(server, stage.provider, need);
  return { need, claimId: claim.id, claimGlobalId: claim.globalId };
}

/** The claimant reports so much (all, unless told) as delivered, and the household confirms. */
export async function confirmDelivery(server: TestServer, stage: AllocationStage, of: ClaimedNeed, quantity?: number) {
  const { claimService, deliveryService, database } = server.app.composition;
  const [claim] = await database.query<{ status: string; quantity: number }>(
    'SELECT status, quantity FROM claim WHERE id = $1',
    [of.claimId],
  );
  const { member } = stage.provider;
  const claimId = of.claimGlobalId;
  if (claim!.status === 'ACCEPTED') accepted(await claimService.confirmClaim(member, { commandId: v7(), claimId }));
  const quantityDelivered = quantity ?? claim!.quantity;
  accepted(await claimService.reportDelivery(member, { commandId: v7(), claimId, quantityDelivered }));
  return accepted(
    await deliveryService.confirmDelivery({ commandId: v7(), claimId, cardCode: of.need.household.cardCode }),
  );
}

/** Sets aside by hand as the staff of the charity. */
export function allocate(
  server: TestServer,
  stage: AllocationStage,
  of: {
    readonly donationId: string;
    readonly lotId?: string;
    readonly to: ClaimedNeed;
    readonly projectId?: string;
    readonly amount: bigint;
    readonly allocationId?: string;
    readonly whole?: boolean;
  },
) {
  const input: AllocateDonationInput = {
    allocationId: of.allocationId ?? v7(),
    donationId: globalId('Donation', of.donationId),
    lotId: of.lotId === undefined ? undefined : globalId('DonationLot', of.lotId),
    needId: of.to.need.id,
    claimId: of.whole ? undefined : of.to.claimGlobalId,
    projectId: of.projectId === undefined ? undefined : globalId('CharityProject', of.projectId),
    amount: of.amount,
  };
  return server.app.composition.allocationService.allocateDonation(stage.staff.actor, input);
}

export async function allocated(...of: Parameters<typeof allocate>): Promise<AllocationRow> {
  return accepted(await allocate(...of));
}

/** Sets aside by rule as the staff of the charity. */
export function allocateByRule(
  server: TestServer,
  stage: AllocationStage,
  to: ClaimedNeed,
  more: Partial<AllocateAutomaticallyInput>,
) {
  return server.app.composition.allocationService.allocateAutomatically(stage.staff.actor, {
    commandId: v7(),
    charityId: globalId('Organisation', stage.charityId),
    needId: to.need.id,
    claimId: to.claimGlobalId,
    withoutBudget: false,
    ...more,
  });
}

/** Nothing contradicts itself anywhere. */
export async function expectSoundBooks(server: TestServer): Promise<void> {
  expect(await checkData(server.app.composition.database)).toEqual([]);
}

export { delivered, received };
