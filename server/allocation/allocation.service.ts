/** Promises that donations are set aside for needs only as rules allow: by hand or by rule, all in one transaction or a refusal. */
import { v7 } from 'uuid';
import type { AllocateAutomaticallyInput, AllocateDonationInput } from '../../schema/allocation/inputs';
import { IdempotencyMismatch } from '../../schema/audit/refusals';
import { localId } from '../../schema/global-id';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { NotFound } from '../../schema/refusals';
import type { AuditLine, AuditTrail } from '../audit/audit';
import type { ClaimAdmission } from '../claim/admission';
import type { Database, Transaction } from '../database/database';
import { violatedConstraint } from '../database/failure';
import { maySeeDonation } from '../donation/donation.policy';
import { forbidden, type Actor } from '../identity/actor';
import type { StockKey } from '../donation/allocatable.repository';
import { allocatesFor } from './allocation.policy';
import type { AllocationRow } from './allocation.repository';
import { choose, judgeEach, type Chosen } from './choice';
import type { AllocationDesk, OpenCase } from './desk';
import { readAmount, readWish, type ReadWish } from './draft';
import { noLegal } from './remedies';
import type { AllocationSettlement } from './settlement';
import type { AllocationStock, Payers, StockOption, StockParts } from './stock';

export interface AllocationParts extends StockParts {
  readonly database: Database;
  readonly audit: AuditTrail;
  readonly admission: ClaimAdmission;
  readonly stock: AllocationStock;
  readonly desk: AllocationDesk;
  readonly settlement: AllocationSettlement;
}

export interface SetAside {
  readonly allocations: readonly AllocationRow[];
  readonly wanted: bigint;
}

export class AllocationService {
  constructor(private readonly parts: AllocationParts) {}

  /** A part of a named donation, by hand: all of it or nothing. Announces DonationAllocated. */
  allocateDonation(actor: Actor, input: AllocateDonationInput): Promise<AllocationRow | Refusal> {
    const { allocations, audit, donations, stock } = this.parts;
    const { allocationId } = input;
    const key = {
      donationId: localId('Donation', input.donationId),
      lotId: input.lotId == null ? null : localId('DonationLot', input.lotId),
    };
    return this.inTurn(key.donationId, async (tx) => {
      const once = await audit.recordOnce(tx, lineOf(actor, 'allocateDonation', allocationId), allocationId, input);
      if (isRefusal(once)) return once;
      if (once === 'repeated')
        return (await allocations.findAllocation(tx, allocationId)) ?? new NotFound('Allocation');
      const amount = readAmount(input.amount);
      if (isRefusal(amount)) return amount;
      const found = await donations.findDonation(tx, key.donationId);
      if (!found || !maySeeDonation(actor, found)) return new NotFound('Donation');
      const charityId = found.recipientOrganisationId;
      if (!allocatesFor(actor, charityId)) throw forbidden();
      const open = await this.parts.desk.open(tx, actor, charityId, input);
      if (isRefusal(open)) return open;
      const payers: Payers = open.projectId === undefined ? 'NO_BUDGET' : { projectId: open.projectId };
      await holdStock(this.parts, tx, [key], open.projectId === undefined ? [] : [open.projectId]);
      const [option] = await stock.optionsOf(tx, open.need.id, [key], payers, charityId);
      if (!option) return new NotFound(key.lotId === null ? 'Donation' : 'DonationLot');
      const [verdict] = judgeEach(open.facts, [option], { amount, whole: true });
      if (verdict!.broken !== 0) return noLegal([verdict!.broken]);
      const [row] = await this.setAside(tx, actor, open, [{ option, amount }], { commandId: allocationId });
      return row!;
    });
  }

  /**
   * What a need wants, by rule: what expires first, then what is bound most narrowly, of several donations when one does not
   * suffice, in part when all do not. Announces DonationAllocated for each.
   */
  allocateAutomatically(actor: Actor, input: AllocateAutomaticallyInput): Promise<SetAside | Refusal> {
    const { allocations, audit } = this.parts;
    const { commandId } = input;
    const charityId = localId('Organisation', input.charityId);
    return this.inTurn(charityId, async (tx) => {
      const line = lineOf(actor, 'allocateAutomatically', localId('Need', input.needId));
      const once = await audit.recordOnce(tx, { ...line, subjectType: 'Need' }, commandId, input);
      if (isRefusal(once)) return once;
      const wish = readWish(input);
      if (isRefusal(wish)) return wish;
      if (once === 'repeated')
        return { allocations: await allocations.findOfCommand(tx, commandId), wanted: wish.amount };
      if (!allocatesFor(actor, charityId)) return new NotFound('Organisation');
      const open = await this.parts.desk.open(tx, actor, charityId, input);
      if (isRefusal(open)) return open;
      await allocations.takeTurn(tx, charityId);
      const chosen = await this.chooseHeld(tx, open, charityId, wish);
      if (isRefusal(chosen)) return chosen;
      const rows = await this.setAside(tx, actor, open, chosen, { commandId, automatic: true });
      return { allocations: rows, wanted: wish.amount };
    });
  }

  /** Chooses, holds what was chosen, and chooses among it again as it is now. */
  private async chooseHeld(
    tx: Transaction,
    open: OpenCase,
    charityId: string,
    wish: ReadWish,
  ): Promise<Chosen<StockOption>[] | Refusal> {
    const { stock } = this.parts;
    const { facts, need } = open;
    const payers = payersOf(open, wish);
    const options = await stock.optionsFor(tx, need.id, charityId, wish.goods, payers);
    const first = choose(facts, options, wish.amount);
    const wanted = { amount: wish.amount, whole: false };
    if (first.length === 0) return noLegal(judgeEach(facts, options, wanted).map((one) => one.broken));
    const keys = distinctKeys(first.map(({ option }) => option));
    await holdStock(
      this.parts,
      tx,
      keys,
      first.flatMap(({ option }) => option.payer?.id ?? []),
    );
    const held = await stock.optionsOf(tx, need.id, keys, payers, charityId);
    const chosen = choose(facts, held, wish.amount);
    return chosen.length > 0 ? chosen : noLegal(judgeEach(facts, held, wanted).map((one) => one.broken));
  }

  private async setAside(
    tx: Transaction,
    actor: Actor,
    open: OpenCase,
    chosen: readonly Chosen<StockOption>[],
    by: { readonly commandId: string; readonly automatic?: boolean },
  ): Promise<AllocationRow[]> {
    const rows: AllocationRow[] = [];
    for (const one of chosen) {
      const { commandId, automatic = false } = by;
      const id = automatic ? v7() : commandId;
      rows.push(await reserveChosen(this.parts, tx, actor, open, one, { commandId, id, automatic }));
    }
    return rows;
  }

  /** Rivals for the same stock queue in the process, not on connections that others could use. */
  private inTurn<Result>(subject: string, work: (tx: Transaction) => Promise<Result>): Promise<Result | Refusal> {
    return this.parts.admission.admit(subject, () =>
      this.parts.database.transaction<Result | Refusal>(work).catch((error: unknown) => {
        if (violatedConstraint(error) === 'allocation_pkey') return new IdempotencyMismatch();
        throw error;
      }),
    );
  }
}

/** Always in this order: donations, projects, books; each in the order of their ids. The needs are held already. */
export async function holdStock(
  { allocatable, ledger, projects }: Pick<AllocationParts, 'allocatable' | 'ledger' | 'projects'>,
  tx: Transaction,
  keys: readonly StockKey[],
  projectIds: readonly string[],
): Promise<void> {
  const donations = await allocatable.lockDonations(tx, [...new Set(keys.map((key) => key.donationId))]);
  const earmarked = donations.flatMap((donation) => donation.earmarkProjectId ?? []);
  const paying = [...new Set([...projectIds, ...earmarked])];
  await projects.holdProjects(tx, paying);
  await ledger.hold(tx, [...keys.map((key) => key.lotId ?? key.donationId), ...paying]);
}

/** Sets one chosen amount aside; everything is held and was found lawful. */
export function reserveChosen(
  { settlement }: Pick<AllocationParts, 'settlement'>,
  tx: Transaction,
  actor: Actor,
  { claim, need }: OpenCase,
  { amount, option }: Chosen<StockOption>,
  by: { readonly commandId: string; readonly id: string; readonly automatic: boolean },
): Promise<AllocationRow> {
  const { donation, lot, payer, stock } = option;
  const allocation = {
    ...{ ...by, donationId: donation.id, lotId: lot?.id ?? null, needId: need.id, claimId: claim?.id ?? null },
    ...{ projectId: payer?.id ?? null, amount, valueFen: amount * stock.unitValueFen, decidedBy: actor.accountId },
  };
  return settlement.reserve(tx, allocation, donation, lot);
}

export function payersOf(open: Pick<OpenCase, 'projectId'>, wish: Pick<ReadWish, 'withoutBudget'>): Payers {
  if (open.projectId !== undefined) return { projectId: open.projectId };
  return wish.withoutBudget ? 'NO_BUDGET' : 'OPEN_PROJECTS';
}

export function lineOf(actor: Actor, operation: string, allocationId: string): AuditLine {
  return { accountId: actor.accountId, operation, subjectType: 'Allocation', subjectId: allocationId };
}

function distinctKeys(options: readonly StockOption[]): StockKey[] {
  const keys = options.map(({ donation, lot }) => ({ donationId: donation.id, lotId: lot?.id ?? null }));
  return [...new Map(keys.map((key) => [key.lotId ?? key.donationId, key])).values()];
}
