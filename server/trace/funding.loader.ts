/** Promises one read per request for the donations behind needs and claims, for those who manage the need and for nobody else. */
import DataLoader from 'dataloader';
import { AllocationStatus } from '../../schema/allocation/enums';
import { ClaimStatus } from '../../schema/claim/claim';

import { globalId } from '../../schema/global-id';
import { Funding } from '../../schema/trace/funding';
import type { AllocationRepository, AllocationRow } from '../allocation/allocation.repository';
import type { ClaimRepository, ClaimRow } from '../claim/claim.repository';
import { loaderOf, type RequestContext } from '../context';
import type { Database } from '../database/database';
import type { DonationRepository, DonationRow, LotRow } from '../donation/donation.repository';
import type { TraceFactsRepository } from '../donation/trace-facts.repository';
import { managesNeed } from '../need/need.policy';
import type { NeedRepository } from '../need/need.repository';

interface FundingParts {
  readonly database: Database;
  readonly needs: NeedRepository;
  readonly claims: ClaimRepository;
  readonly donations: DonationRepository;
  readonly facts: TraceFactsRepository;
  readonly allocations: AllocationRepository;
}

export class FundingLoader {
  constructor(private readonly parts: FundingParts) {}

  /** What pays for a need, the oldest first; undefined for who does not manage it. */
  ofNeed(context: RequestContext, needId: string): Promise<Funding[] | undefined> {
    return loaderOf(context, this.makeLoader).load(needId);
  }

  /** Of this, what one claim delivers. */
  async ofClaim(context: RequestContext, claim: { needId: string; claimId: string }): Promise<Funding[] | undefined> {
    const claimId = globalId('Claim', claim.claimId);
    return (await this.ofNeed(context, claim.needId))?.filter((funding) => funding.claimId === claimId);
  }

  private readonly makeLoader = (context: RequestContext) =>
    new DataLoader<string, Funding[] | undefined>(async (needIds) => {
      const { actor } = context;
      const rows = actor ? await this.parts.needs.findNeeds(this.parts.database, needIds) : [];
      const managed = rows.filter((need) => managesNeed(actor!, need)).map((need) => need.id);
      const found = await this.fundingsOf(managed);
      return needIds.map((id) => (managed.includes(id) ? found.get(id)! : undefined));
    });

  private async fundingsOf(needIds: readonly string[]): Promise<Map<string, Funding[]>> {
    const { allocations, claims, database, donations, facts } = this.parts;
    const setAside = await allocations.findOfNeeds(database, needIds);
    const claimed = (await claims.findClaimsOfNeeds(database, needIds)).filter(isOrWasServed);
    const gifts = await facts.findGifts(database, [...new Set(claimed.map((claim) => claim.offeringId))]);
    const served = claimed.filter((claim) => gifts.has(claim.offeringId));
    const donationIds = [...new Set([...setAside.map((row) => row.donationId), ...gifts.values()])];
    const byId = new Map((await donations.findDonations(database, donationIds)).map((row) => [row.id, row]));
    const lots = new Map((await donations.lotsOf(database, donationIds)).map((lot) => [lot.id, lot]));
    const found = new Map(needIds.map((id) => [id, [] as Funding[]]));
    for (const row of setAside)
      found.get(row.needId)!.push(fundingOf(row, byId.get(row.donationId)!, lots.get(row.lotId ?? '')));
    for (const claim of served)
      found.get(claim.needId)!.push(serviceOf(claim, byId.get(gifts.get(claim.offeringId)!)!));
    return found;
  }
}

function isOrWasServed(claim: ClaimRow): boolean {
  const { RELEASED, LEASE_EXPIRED, REVOKED } = ClaimStatus;
  return ![RELEASED, LEASE_EXPIRED, REVOKED].includes(claim.status);
}

function fundingOf(row: AllocationRow, donation: DonationRow, lot: LotRow | undefined): Funding {
  const delivered = row.status === AllocationStatus.DELIVERED ? row.deliveredAmount! : 0n;
  return Object.assign(new Funding(), {
    ...donorOf(donation),
    claimId: row.claimId === null ? undefined : globalId('Claim', row.claimId),
    projectId: row.projectId === null ? undefined : globalId('CharityProject', row.projectId),
    ...{ item: lot?.item, unit: lot?.unit, status: row.status, amount: row.amount, deliveredAmount: delivered },
    deliveredValueFen: (row.valueFen / row.amount) * delivered,
    ...{ reservedAt: row.reservedAt, settledAt: row.settledAt ?? undefined },
  });
}

/** Services are counted in needs and have no value in fen. */
function serviceOf(claim: ClaimRow, donation: DonationRow): Funding {
  const completed = claim.status === ClaimStatus.COMPLETED;
  const delivered = completed && (claim.quantityDelivered ?? 0) > 0;
  const settled = delivered ? AllocationStatus.DELIVERED : AllocationStatus.RELEASED;
  return Object.assign(new Funding(), {
    ...donorOf(donation),
    claimId: globalId('Claim', claim.id),
    status: completed ? settled : AllocationStatus.RESERVED,
    ...{ amount: 1n, deliveredAmount: delivered ? 1n : 0n, deliveredValueFen: 0n },
    ...{ reservedAt: claim.claimedAt, settledAt: claim.completedAt ?? undefined },
  });
}

function donorOf(donation: DonationRow): Pick<Funding, 'donationId' | 'donorKind' | 'donorOrganisationId' | 'form'> {
  const { donorOrganisationId: giver } = donation;
  return {
    donationId: globalId('Donation', donation.id),
    donorKind: donation.donorKind,
    donorOrganisationId: giver === null ? undefined : globalId('Organisation', giver),
    form: donation.form,
  };
}
