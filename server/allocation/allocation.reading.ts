/** Promises allocations as their readers may see them, and what a need could be given and why not. */
import { Allocation } from '../../schema/allocation/allocation';
import type { AllocationWishInput } from '../../schema/allocation/inputs';
import { AllocationCandidate, AllocationCandidates } from '../../schema/allocation/results';
import { globalId, localId } from '../../schema/global-id';
import { isRefusal } from '../../schema/refusal';
import type { InvalidInput } from '../../schema/refusals';
import { Fault } from '../../schema/fault';
import type { ClaimRepository } from '../claim/claim.repository';
import type { Database } from '../database/database';
import type { DonationRepository, LotRow } from '../donation/donation.repository';
import type { Actor } from '../identity/actor';
import { allocatesFor, sightOfAllocation, type AllocationSight } from './allocation.policy';
import type {
  AllocationOwner,
  AllocationPage,
  AllocationRepository,
  AllocationRow,
  ListedAllocation,
} from './allocation.repository';
import { payersOf } from './allocation.service';
import { judgeEach } from './choice';
import type { AllocationDesk } from './desk';
import { readWish } from './draft';
import { rulesOf } from './legality';
import { conflictsOf } from './remedies';
import type { AllocationStock, StockOption } from './stock';

export class AllocationReading {
  constructor(
    private readonly database: Database,
    private readonly claims: ClaimRepository,
    private readonly donations: DonationRepository,
    private readonly allocations: AllocationRepository,
    private readonly stock: AllocationStock,
    private readonly desk: AllocationDesk,
  ) {}

  async findVisible(actor: Actor, id: string): Promise<Allocation | undefined> {
    const row = await this.allocations.findAllocation(this.database, id);
    return row && (await this.present(actor, [row]))[0];
  }

  /** A page of rows; those that the actor may not see are left out when they are presented. */
  listAllocations(of: AllocationOwner, page: AllocationPage): Promise<ListedAllocation[]> {
    return this.allocations.listAllocations(this.database, of, page);
  }

  /** The rows as the actor sees them, in their order; those it does not see are left out. */
  async present(actor: Actor, rows: readonly AllocationRow[]): Promise<Allocation[]> {
    const { claims, database } = this;
    const donationIds = [...new Set(rows.map((row) => row.donationId))];
    const claimIds = [...new Set(rows.flatMap((row) => row.claimId ?? []))];
    const charities = new Map(
      (await this.donations.findDonations(database, donationIds)).map((one) => [one.id, one.recipientOrganisationId]),
    );
    const claimants = new Map((await claims.findClaims(database, claimIds)).map((one) => [one.id, one.organisationId]));
    const lots = new Map((await this.donations.lotsOf(database, donationIds)).map((lot) => [lot.id, lot]));
    return rows.flatMap((row) => {
      const charityId = charities.get(row.donationId)!;
      const sight = sightOfAllocation(actor, { charityId, claimantId: claimants.get(row.claimId ?? '') });
      return sight ? [presentAllocation(row, sight, lots.get(row.lotId ?? ''))] : [];
    });
  }

  /** What a need could be given: undefined when there is no such need, claim, project or charity for the actor. */
  async findCandidates(
    actor: Actor,
    input: AllocationWishInput,
    first: number,
  ): Promise<AllocationCandidates | undefined> {
    const { database } = this;
    const charityId = localId('Organisation', input.charityId);
    const wish = readWish(input);
    if (isRefusal(wish)) throw badInput(wish);
    if (!allocatesFor(actor, charityId)) return undefined;
    const open = await this.desk.look(database, actor, charityId, input);
    if (isRefusal(open)) return undefined;
    const options = await this.stock.optionsFor(database, open.need.id, charityId, wish.goods, payersOf(open, wish));
    const judged = judgeEach(open.facts, options, { amount: wish.amount, whole: false });
    const lawful = judged.filter((one) => one.broken === 0);
    const others = judged.filter((one) => one.broken !== 0);
    others.sort((a, b) => rulesOf(a.broken).length - rulesOf(b.broken).length);
    return Object.assign(new AllocationCandidates(), {
      candidates: [...lawful, ...others].slice(0, first).map(presentCandidate),
      total: judged.length,
      legal: lawful.length,
      conflicts: lawful.length > 0 ? [] : conflictsOf(others.map((one) => one.broken)),
    });
  }
}

function presentAllocation(row: AllocationRow, sight: AllocationSight, lot: LotRow | undefined): Allocation {
  const whole = sight === 'WHOLE';
  const idOf = (type: string, id: string | null) => (id === null ? undefined : globalId(type, id));
  return Object.assign(new Allocation(), {
    id: globalId('Allocation', row.id),
    status: row.status,
    donationId: whole ? globalId('Donation', row.donationId) : undefined,
    lotId: whole ? idOf('DonationLot', row.lotId) : undefined,
    needId: globalId('Need', row.needId),
    claimId: idOf('Claim', row.claimId),
    projectId: idOf('CharityProject', row.projectId),
    ...{ item: lot?.item, unit: lot?.unit, amount: row.amount, valueFen: row.valueFen },
    ...{ deliveredAmount: row.deliveredAmount ?? undefined, reason: row.reason ?? undefined },
    ...{ automatic: row.automatic, reservedAt: row.reservedAt, settledAt: row.settledAt ?? undefined },
  });
}

function presentCandidate(of: { option: StockOption; broken: number; amount: bigint }): AllocationCandidate {
  const { donation, lot, payer, stock } = of.option;
  return Object.assign(new AllocationCandidate(), {
    donationId: globalId('Donation', donation.id),
    lotId: lot && globalId('DonationLot', lot.id),
    expiresOn: lot?.expiresOn ?? undefined,
    projectId: payer && globalId('CharityProject', payer.id),
    available: stock.free,
    amount: of.broken === 0 ? of.amount : 0n,
    broken: rulesOf(of.broken),
  });
}

function badInput(wrong: InvalidInput): Fault {
  return new Fault('BAD_USER_INPUT', { zh: wrong.messageZh, en: wrong.messageEn });
}
