/** Promises for which claims what was received may be used: by its earmark and the rules of the project that it was given for. */
import { ProjectStatus } from '../../schema/project/enums';
import type { FittingClaim, FittingRepository, GivenFor } from '../claim/fitting.repository';
import type { Database, Statements } from '../database/database';
import type { DonationRepository, DonationRow, LotRow } from '../donation/donation.repository';
import { goodsScope } from '../event/audience';
import type { HouseholdRepository } from '../household/household.repository';
import type { ProjectRepository, ProjectRow } from '../project/project.repository';

export interface FittingParts {
  readonly database: Database;
  readonly households: HouseholdRepository;
  readonly projects: ProjectRepository;
  readonly donations: DonationRepository;
  readonly fitting: FittingRepository;
}

export class FittingService {
  constructor(private readonly parts: FittingParts) {}

  /** Who is to hear that a donation was received: every organisation that has a claim which it may go to. */
  async hearers(tx: Statements, donation: DonationRow): Promise<string[]> {
    if ((await this.goodsOf(tx, donation)).length === 0 && donation.moneyFen === null) return [];
    const claims = await this.claimsFor(tx, donation);
    return [...new Set(claims.map((claim) => goodsScope(claim.organisationId)))];
  }

  /** The claims of an organisation to which a donation may go, as things are now. */
  async claimsOf(organisationId: string, donationId: string): Promise<string[]> {
    const { database, donations } = this.parts;
    const donation = await donations.findDonation(database, donationId);
    const claims = donation ? await this.claimsFor(database, donation, organisationId) : [];
    return claims.map((claim) => claim.claimId);
  }

  async goodsOfDonation(donationId: string): Promise<LotRow[]> {
    const { database, donations } = this.parts;
    const donation = await donations.findDonation(database, donationId);
    return donation ? this.goodsOf(database, donation) : [];
  }

  /** Lots that can still be used. */
  private async goodsOf(statements: Statements, donation: DonationRow): Promise<LotRow[]> {
    const today = await this.parts.donations.today(statements);
    const lots = await this.parts.donations.lotsOf(statements, [donation.id]);
    return lots.filter((lot) => lot.expiresOn === null || lot.expiresOn >= today);
  }

  private async claimsFor(
    statements: Statements,
    donation: DonationRow,
    organisationId?: string,
  ): Promise<FittingClaim[]> {
    const { donations, fitting, households, projects } = this.parts;
    const id = donation.earmarkProjectId;
    const project = id === null ? undefined : await projects.findProject(statements, id);
    if (project && !isOpen(project, await donations.today(statements))) return [];
    // Who gives does not deliver its own gift: a related party.
    const of = { organisationId, notOf: donation.donorOrganisationId };
    const claims = await fitting.listFitting(statements, conditionsOf(donation, project), of);
    const categories = project?.lowIncomeCategories ?? [];
    if (categories.length === 0 || claims.length === 0) return claims;
    const householdIds = [...new Set(claims.map((claim) => claim.householdId))];
    const rows = await households.findHouseholds(statements, householdIds);
    const eligible = new Set(rows.filter((row) => categories.includes(row.lowIncomeCategory)).map((row) => row.id));
    return claims.filter((claim) => eligible.has(claim.householdId));
  }
}

function isOpen(project: ProjectRow, today: string): boolean {
  return project.status === ProjectStatus.OPEN && project.startsOn <= today && today <= project.endsOn;
}

function conditionsOf(donation: DonationRow, project: ProjectRow | undefined): GivenFor[] {
  const { earmarkServiceKind: kind, earmarkAreaCode: area, earmarkSituation: situation } = donation;
  const listed = <Value>(value: Value | null) => (value === null ? undefined : [value]);
  const earmark = { serviceKinds: listed(kind), areaCodes: listed(area), situations: listed(situation) };
  if (!project) return [earmark];
  const { serviceKinds, areaCodes, situations } = project;
  return [earmark, { serviceKinds, areaCodes, situations: situations.length > 0 ? situations : undefined }];
}
