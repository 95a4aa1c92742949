/** Promises donations as their readers may see them, with where every part is now. */
import { Donation, DonationBalances, DonationLot } from '../../schema/donation/donation';
import { PledgedService } from '../../schema/donation/service';
import { globalId } from '../../schema/global-id';
import type { Statements } from '../database/database';
import { forbidden, holds, organisationsOf, type Actor } from '../identity/actor';
import { Role } from '../../schema/identity/role';
import type { Balances } from '../ledger/books';
import type { LedgerRepository } from '../ledger/ledger.repository';
import type { OfferingRow, OrganisationRepository } from '../organisation/organisation.repository';
import { presentOffering } from '../organisation/present';
import type { EarmarkRecord } from './donation.entity';
import { mayInspect, maySeeDonation } from './donation.policy';
import {
  earmarkOf,
  type DonationListing,
  type DonationRepository,
  type DonationRow,
  type ListedDonation,
  type LotRow,
} from './donation.repository';

export class DonationReading {
  constructor(
    private readonly statements: Statements,
    private readonly ledger: LedgerRepository,
    private readonly donations: DonationRepository,
    private readonly organisations: Pick<OrganisationRepository, 'findOfferings' | 'findOrganisations'>,
  ) {}

  async findVisible(actor: Actor, donationId: string): Promise<Donation | undefined> {
    const row = await this.donations.findDonation(this.statements, donationId);
    if (!row || !(maySeeDonation(actor, row) || (await this.isOverseen(actor, row)))) return undefined;
    return (await this.present([row]))[0];
  }

  private async isOverseen(actor: Actor, row: DonationRow): Promise<boolean> {
    if (!holds(actor, Role.CIVIL_AFFAIRS_BUREAU)) return false;
    const [recipient] = await this.organisations.findOrganisations(this.statements, [row.recipientOrganisationId]);
    return recipient !== undefined && mayInspect(actor, recipient);
  }

  /** What an organisation gave or received; by those who act for it, and the auditor. */
  listDonations(actor: Actor, listing: DonationListing): Promise<ListedDonation[]> {
    const own = organisationsOf(actor, { approvedOnly: false }).includes(listing.organisationId);
    if (!own && !holds(actor, Role.AUDITOR)) throw forbidden();
    return this.donations
      .listDonations(this.statements, listing)
      .then((rows) => rows.filter((row) => maySeeDonation(actor, row)));
  }

  async present(rows: readonly DonationRow[]): Promise<Donation[]> {
    const ids = rows.map((row) => row.id);
    const lots = await this.donations.lotsOf(this.statements, ids);
    const balances = await this.ledger.balances(this.statements, [...ids, ...lots.map((lot) => lot.id)]);
    const offerings = await this.offeringsOf(rows);
    return rows.map((row) =>
      Object.assign(new Donation(), {
        id: globalId('Donation', row.id),
        donorKind: row.donorKind,
        donorId: globalId('Donor', row.donorId),
        donorOrganisationId: row.donorOrganisationId ? globalId('Organisation', row.donorOrganisationId) : undefined,
        recipientOrganisationId: globalId('Organisation', row.recipientOrganisationId),
        ...{ form: row.form, status: row.status, moneyFen: row.moneyFen ?? undefined, revision: row.revision },
        balances: row.moneyFen === null ? undefined : presentBalances(balances.get(row.id)),
        lots: lots.filter((lot) => lot.donationId === row.id).map((lot) => presentLot(lot, balances.get(lot.id))),
        service: presentService(row, offerings),
        earmark: presentEarmark(earmarkOf(row)),
        ...{ pledgedAt: row.pledgedAt, receivedAt: row.receivedAt ?? undefined },
      }),
    );
  }

  private async offeringsOf(rows: readonly DonationRow[]): Promise<OfferingRow[]> {
    const ids = rows.flatMap((row) => row.offeringId ?? []);
    return ids.length === 0 ? [] : this.organisations.findOfferings(this.statements, ids);
  }
}

function presentService(row: DonationRow, offerings: readonly OfferingRow[]): PledgedService | undefined {
  const offering = offerings.find((one) => one.id === row.offeringId);
  return (
    offering && Object.assign(new PledgedService(), { offering: presentOffering(offering), standing: row.standing })
  );
}

/** As clients name it. */
export function presentEarmark(earmark: EarmarkRecord): EarmarkRecord {
  const projectId = earmark.projectId === undefined ? undefined : globalId('CharityProject', earmark.projectId);
  const needId = earmark.needId === undefined ? undefined : globalId('Need', earmark.needId);
  return { ...earmark, projectId, needId };
}

function presentLot(lot: LotRow, balances: Balances | undefined): DonationLot {
  const { item, unit, quantity, unitValueFen, valueKind, condition } = lot;
  return Object.assign(new DonationLot(), {
    id: globalId('DonationLot', lot.id),
    ...{ item, unit, quantity, unitValueFen, valueKind, condition },
    expiresOn: lot.expiresOn ?? undefined,
    balances: presentBalances(balances),
  });
}

function presentBalances(balances: Balances | undefined): DonationBalances {
  return Object.assign(new DonationBalances(), {
    pledged: balances?.PLEDGED ?? 0n,
    received: balances?.RECEIVED ?? 0n,
    reserved: balances?.RESERVED ?? 0n,
    delivered: balances?.DELIVERED ?? 0n,
    returned: balances?.RETURNED ?? 0n,
    lost: balances?.LOST ?? 0n,
    expired: balances?.EXPIRED ?? 0n,
  });
}
