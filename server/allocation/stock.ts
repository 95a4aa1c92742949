/** Promises what a need could be given, gathered from every room: its case, the stock of a charity and the projects that could pay. */
import { DonationStatus } from '../../schema/donation/enums';
import type { ClaimRepository, ClaimRow } from '../claim/claim.repository';
import type { Statements } from '../database/database';
import type { AllocatableRepository, Goods, StockKey } from '../donation/allocatable.repository';
import { earmarkOf, type DonationRepository, type DonationRow, type LotRow } from '../donation/donation.repository';
import type { HouseholdRepository } from '../household/household.repository';
import type { LedgerRepository } from '../ledger/ledger.repository';
import type { NeedRepository, NeedRow } from '../need/need.repository';
import type { OrganisationRepository } from '../organisation/organisation.repository';
import type { ProjectRepository, ProjectRow } from '../project/project.repository';
import type { AllocationRepository } from './allocation.repository';
import type { Option } from './choice';
import { narrowness, type CaseFacts, type ProjectFacts, type StockFacts } from './legality';

export interface StockParts {
  readonly households: HouseholdRepository;
  readonly organisations: OrganisationRepository;
  readonly needs: NeedRepository;
  readonly claims: ClaimRepository;
  readonly projects: ProjectRepository;
  readonly donations: DonationRepository;
  readonly allocatable: AllocatableRepository;
  readonly ledger: LedgerRepository;
  readonly allocations: AllocationRepository;
}

/** Which budgets may pay: one project, the projects of the charity that are open now, or none. */
export type Payers = { readonly projectId: string } | 'OPEN_PROJECTS' | 'NO_BUDGET';

/** One way to give: from a stock, by the budget of a project. */
export interface StockOption extends Option {
  readonly donation: DonationRow;
  readonly lot: LotRow | undefined;
  readonly payer: ProjectRow | undefined;
}

export class AllocationStock {
  constructor(private readonly parts: StockParts) {}

  async caseOf(statements: Statements, need: NeedRow, claim: ClaimRow | undefined): Promise<CaseFacts> {
    const { claims, households, needs, organisations } = this.parts;
    const household = (await households.findHousehold(statements, need.householdId))!;
    const people = await households.residentIndexesOf(statements, need.householdId);
    const holders = claim ? [claim] : await claims.listLiving(statements, { needId: need.id });
    const claimants = await organisations.findOrganisations(
      statements,
      holders.map((holder) => holder.organisationId),
    );
    return {
      today: await needs.today(statements),
      needId: need.id,
      kind: need.kind,
      needStatus: need.status,
      serviceKind: need.serviceKind,
      areaCode: need.areaCode,
      situations: [...new Set([...need.situations, ...household.situations])],
      lowIncomeCategory: household.lowIncomeCategory,
      claim: claim && { status: claim.status, leaseOver: claim.leaseOver },
      parties: [
        ...people.map((index) => index.toString('hex')),
        ...claimants.flatMap((one) => [one.id, ...codeOf(one.unifiedSocialCreditCode)]),
      ],
    };
  }

  /** Everything of a charity that is there or promised, by every budget that may pay, in the order in which it is used. */
  async optionsFor(
    statements: Statements,
    needId: string,
    charityId: string,
    goods: Goods,
    payers: Payers,
  ): Promise<StockOption[]> {
    const { allocatable, ledger } = this.parts;
    const free = await ledger.listFree(statements, goods ? 'LOT' : 'MONEY');
    const keys = await allocatable.listStock(statements, charityId, goods, free);
    return this.optionsOf(statements, needId, keys, payers, charityId);
  }

  /** The options that named stocks are, in the order in which they are used. */
  async optionsOf(
    statements: Statements,
    needId: string,
    keys: readonly StockKey[],
    payers: Payers,
    charityId: string,
  ): Promise<StockOption[]> {
    const { donations, ledger } = this.parts;
    const donationIds = [...new Set(keys.map((key) => key.donationId))];
    const rows = new Map((await donations.findDonations(statements, donationIds)).map((row) => [row.id, row]));
    const lots = new Map((await donations.lotsOf(statements, donationIds)).map((lot) => [lot.id, lot]));
    const projects = await this.projectsFor(statements, needId, [...rows.values()], payers, charityId);
    const holdings = keys.map((key) => key.lotId ?? key.donationId);
    const balances = await ledger.balances(statements, holdings);
    const codes = await this.creditCodes(statements, [...rows.values()]);
    const options = keys.flatMap((key): StockOption[] => {
      const donation = rows.get(key.donationId);
      const lot = key.lotId === null ? undefined : lots.get(key.lotId);
      const holdingId = key.lotId ?? key.donationId;
      const books = balances.get(holdingId);
      if (!donation || !books || (key.lotId !== null && !lot)) return [];
      const free = donation.status === DonationStatus.PLEDGED ? books.PLEDGED : books.RECEIVED;
      const stock = { ...stockFacts(donation, lot, codes), free };
      return projects.of(donation).map((project) => ({
        ...{ holdingId, donation, lot, stock },
        ...(project === 'NONE_OPEN' || !project
          ? { project, payer: undefined }
          : { project: project.facts, payer: project.row }),
      }));
    });
    return options.sort(inOrderOfUse);
  }

  /** The projects that may pay for each donation: the one it was given for, the one that was asked for, or those that are open. */
  private async projectsFor(
    statements: Statements,
    needId: string,
    donations: readonly DonationRow[],
    payers: Payers,
    charityId: string,
  ) {
    const { allocations, ledger, projects } = this.parts;
    const open = payers === 'OPEN_PROJECTS' ? await projects.listOpen(statements, charityId) : [];
    const named = [
      ...donations.flatMap((donation) => donation.earmarkProjectId ?? []),
      ...(typeof payers === 'object' ? [payers.projectId] : []),
    ];
    const ids = [...new Set([...named, ...open.map((project) => project.id)])];
    const rows = await projects.findProjects(statements, ids);
    const budgets = await ledger.balances(statements, ids);
    const spent = await allocations.spentOnCase(statements, needId, ids);
    const known = new Map(
      rows.map((row) => {
        const budgetFreeFen = budgets.get(row.id)?.RECEIVED ?? 0n;
        const facts: ProjectFacts = { ...row, caseFen: spent.get(row.id) ?? 0n, budgetFreeFen };
        return [row.id, { row, facts }] as const;
      }),
    );
    const of = (donation: DonationRow) => {
      if (typeof payers === 'object') return [known.get(payers.projectId)];
      if (donation.earmarkProjectId !== null) return [known.get(donation.earmarkProjectId)];
      if (payers === 'NO_BUDGET') return [undefined];
      return open.length === 0 ? ['NONE_OPEN' as const] : open.map((project) => known.get(project.id));
    };
    return { of };
  }

  private async creditCodes(statements: Statements, donations: readonly DonationRow[]): Promise<Map<string, string[]>> {
    const ids = [...new Set(donations.flatMap((donation) => donation.donorOrganisationId ?? []))];
    const rows = await this.parts.organisations.findOrganisations(statements, ids);
    return new Map(rows.map((row) => [row.id, codeOf(row.unifiedSocialCreditCode)]));
  }
}

function stockFacts(
  donation: DonationRow,
  lot: LotRow | undefined,
  codes: ReadonlyMap<string, string[]>,
): Omit<StockFacts, 'free'> {
  const organisation = donation.donorOrganisationId;
  return {
    donationStatus: donation.status,
    unitValueFen: lot ? lot.unitValueFen : 1n,
    expiresOn: lot?.expiresOn ?? undefined,
    earmark: earmarkOf(donation),
    parties: [
      ...(donation.donorResidentNumberIndex ? [donation.donorResidentNumberIndex.toString('hex')] : []),
      ...(organisation ? [organisation, ...(codes.get(organisation) ?? [])] : []),
    ],
  };
}

function codeOf(creditCode: string | null): string[] {
  return creditCode === null ? [] : [creditCode];
}

/** What expires first, then what is bound most narrowly, then what was received first; the projects stay in their order. */
function inOrderOfUse(a: StockOption, b: StockOption): number {
  const never = '9999-12-31';
  const [byExpiry, otherExpiry] = [a.stock.expiresOn ?? never, b.stock.expiresOn ?? never];
  if (byExpiry !== otherExpiry) return byExpiry < otherExpiry ? -1 : 1;
  const narrow = narrowness(b.stock) - narrowness(a.stock);
  if (narrow !== 0) return narrow;
  const received = (option: StockOption) => option.donation.receivedAt?.getTime() ?? Number.MAX_SAFE_INTEGER;
  const time = received(a) - received(b);
  if (time !== 0) return time;
  return a.holdingId === b.holdingId ? 0 : a.holdingId < b.holdingId ? -1 : 1;
}
