/** Promises the journeys of donations read from ledger, allocations and claims: a few statements, however many donations are asked for. */
import { createHmac } from 'node:crypto';
import { DonationForm } from '../../schema/donation/enums';
import type { AllocationRepository } from '../allocation/allocation.repository';
import type { ClaimRepository } from '../claim/claim.repository';
import type { Database } from '../database/database';
import type { DonationRepository, DonationRow } from '../donation/donation.repository';
import type { TraceFactsRepository } from '../donation/trace-facts.repository';
import type { LedgerRepository } from '../ledger/ledger.repository';
import type { OrganisationRepository } from '../organisation/organisation.repository';
import type { ProjectRepository } from '../project/project.repository';
import { conditionsOf, earmarkAt, named, writtenForm } from './given-for';
import { partsOfHolding, partsOfServices, type Part } from './parts';
import type { Asked } from './telling.service';

export interface JourneyParts {
  readonly database: Database;
  readonly ledger: LedgerRepository;
  readonly organisations: OrganisationRepository;
  readonly projects: ProjectRepository;
  readonly donations: DonationRepository;
  readonly facts: TraceFactsRepository;
  readonly claims: ClaimRepository;
  readonly allocations: AllocationRepository;
  /** Of the ids that name parts and nothing else. */
  readonly idKey: Buffer;
}

export type TracedPart = Part & { readonly asked?: Asked; readonly donationId: string };

export class JourneyReading {
  constructor(private readonly parts: JourneyParts) {}

  /** The parts of each donation in their order, by donation. */
  async journeysOf(donationIds: readonly string[]): Promise<Map<string, TracedPart[]>> {
    const rows = await this.parts.donations.findDonations(this.parts.database, donationIds);
    const services = rows.filter((row) => row.form === DonationForm.SERVICE);
    const found = [...(await this.ofStock(rows)), ...(await this.ofServices(services))];
    const byDonation = new Map(donationIds.map((id) => [id, [] as TracedPart[]]));
    for (const part of found) byDonation.get(part.donationId)!.push(part);
    for (const list of byDonation.values()) list.sort((a, b) => (a.order < b.order ? -1 : 1));
    return byDonation;
  }

  /** An id for a part that nothing else has: it opens nothing. */
  opaque(localId: string): string {
    return createHmac('sha256', this.parts.idKey).update(localId).digest('base64url').slice(0, 22);
  }

  private async ofStock(rows: readonly DonationRow[]): Promise<TracedPart[]> {
    const { allocations, claims, database, donations, facts, ledger } = this.parts;
    const ids = rows.map((row) => row.id);
    const lots = await donations.lotsOf(database, ids);
    const balances = await ledger.balances(database, [...ids, ...lots.map((lot) => lot.id)]);
    const disposals = await ledger.transfersInto(database, ids, ['RETURNED', 'LOST', 'EXPIRED']);
    const setAside = await allocations.findOfDonations(database, ids);
    const claimIds = [...new Set(setAside.flatMap((row) => row.claimId ?? []))];
    const claimed = new Map((await claims.findClaims(database, claimIds)).map((claim) => [claim.id, claim]));
    const changes = await facts.findUseChanges(database, ids);
    const projects = await this.projectsOf([
      ...rows.map((row) => row.earmarkProjectId),
      ...changes.map((change) => change.earlier.projectId),
    ]);
    const askedOf = (donation: DonationRow, { needId, since }: NonNullable<Part['to']>): Asked => {
      const earmark = earmarkAt(donation, changes, since);
      return { needId, givenFor: writtenForm(conditionsOf(earmark, projects.get(earmark.projectId ?? ''))) };
    };
    return rows.flatMap((donation) => {
      const own = lots.filter((lot) => lot.donationId === donation.id);
      const holdings =
        donation.form === DonationForm.GOODS ? own : donation.form === DonationForm.MONEY ? [undefined] : [];
      return holdings.flatMap((lot) =>
        partsOfHolding({
          ...{ donation, lot, claims: claimed, balances: balances.get(lot?.id ?? donation.id) },
          allocations: setAside.filter((row) => row.donationId === donation.id && row.lotId === (lot?.id ?? null)),
          disposals: disposals.filter((transfer) => transfer.holdingId === (lot?.id ?? donation.id)),
        }).map((part) => ({ ...part, donationId: donation.id, asked: part.to && askedOf(donation, part.to) })),
      );
    });
  }

  private async ofServices(rows: readonly DonationRow[]): Promise<TracedPart[]> {
    if (rows.length === 0) return [];
    const { claims, database, organisations } = this.parts;
    const offeringIds = rows.map((row) => row.offeringId!);
    const givers = rows.map((row) => row.donorOrganisationId!);
    const offerings = new Map((await organisations.findOfferings(database, offeringIds)).map((one) => [one.id, one]));
    const claimed = await claims.findClaimsOfOfferings(database, givers, offeringIds);
    return rows.flatMap((donation) => {
      const offering = offerings.get(donation.offeringId!)!;
      const givenFor = writtenForm([named(offering)]);
      const own = claimed.filter((claim) => claim.offeringId === offering.id);
      return partsOfServices(donation, offering, own).map((part) => ({
        ...part,
        donationId: donation.id,
        asked: part.to && { needId: part.to.needId, givenFor },
      }));
    });
  }

  private async projectsOf(ids: readonly (string | null | undefined)[]) {
    const named = [...new Set(ids.flatMap((id) => id ?? []))];
    const rows = named.length === 0 ? [] : await this.parts.projects.findProjects(this.parts.database, named);
    return new Map(rows.map((row) => [row.id, row]));
  }
}
