/** Promises how what was set aside ends: delivered in part or whole, given back, reversed; books, row and event in one transaction. */
import { v7 } from 'uuid';
import { AllocationReason, AllocationStatus } from '../../schema/allocation/enums';
import { NeedKind, NeedStatus } from '../../schema/need/enums';
import type { ClaimRow } from '../claim/claim.repository';
import type { Transaction } from '../database/database';
import { announce } from '../donation/announcing';
import type { DonationRepository, DonationRow, LotRow } from '../donation/donation.repository';
import { projectScope } from '../event/audience';
import type { EventType } from '../event/event-type';
import type { Book } from '../ledger/books';
import type { LedgerRepository, Transfer, TransferRow } from '../ledger/ledger.repository';
import type { NeedRepository } from '../need/need.repository';
import { apportion } from './apportion';
import type { AllocationRepository, AllocationRow, NewAllocation } from './allocation.repository';

const status = AllocationStatus;
/** Nobody serves the need any more, and its household has said what came of it. */
const servedStatuses: readonly NeedStatus[] = [NeedStatus.FULFILLED, NeedStatus.PARTIALLY_MET, NeedStatus.NOT_MET];

export class AllocationSettlement {
  constructor(
    private readonly ledger: LedgerRepository,
    private readonly donations: DonationRepository,
    private readonly needs: NeedRepository,
    private readonly allocations: AllocationRepository,
  ) {}

  /**
   * Sets aside by PENDING transfers: of the donation and of the budget, both or neither. The caller wrote the audit line of its
   * command, holds need, donations and holdings, and found it lawful. Announces DonationAllocated.
   */
  async reserve(
    tx: Transaction,
    allocation: NewAllocation,
    donation: DonationRow,
    lot: LotRow | undefined,
  ): Promise<AllocationRow> {
    const row = await this.allocations.insertAllocation(tx, allocation);
    const move = { kind: 'PENDING', reason: 'ALLOCATED', from: 'RECEIVED', to: 'RESERVED' } as const;
    const projectId = donation.earmarkProjectId ?? undefined;
    const holdingId = row.lotId ?? row.donationId;
    await this.move(tx, row, { ...move, holdingId, subjectId: row.donationId, projectId, amount: row.amount });
    if (row.projectId !== null && row.valueFen > 0n) {
      const budget = { holdingId: row.projectId, subjectId: row.projectId, projectId: row.projectId };
      await this.move(tx, row, { ...move, ...budget, amount: row.valueFen });
    }
    await tell(tx, 'DonationAllocated', row, donation, lot);
    return row;
  }

  /** Nothing of it is delivered: donation and budget have it again. Announces DonationAllocationReleased. */
  async release(tx: Transaction, rows: readonly AllocationRow[], reason: AllocationReason): Promise<AllocationRow[]> {
    return this.end(
      tx,
      rows.map((row) => ({ row, delivered: 0n })),
      reason,
    );
  }

  /**
   * So much of the quantity was delivered: of what is set aside (money, and each kind of goods) the same part is POSTED, the rest
   * VOIDED. Announces DonationDelivered, and DonationAllocationReleased of what nothing was delivered of.
   */
  async deliver(
    tx: Transaction,
    rows: readonly AllocationRow[],
    delivered: number,
    quantity: number,
  ): Promise<AllocationRow[]> {
    const lots = await this.lotsOf(tx, rows);
    const measures = new Map<string, AllocationRow[]>();
    for (const row of rows) {
      const lot = lots.get(row.lotId ?? '');
      const measure = lot ? JSON.stringify([lot.item, lot.unit]) : 'FEN';
      measures.set(measure, [...(measures.get(measure) ?? []), row]);
    }
    const parts = [...measures.values()].flatMap((alike) => {
      const amounts = alike.map((row) => row.amount);
      const shares = apportion(amounts, BigInt(delivered), BigInt(quantity));
      return alike.map((row, index) => ({ row, delivered: shares[index]! }));
    });
    return this.end(tx, parts, AllocationReason.NOTHING_DELIVERED);
  }

  /** A correction: what was POSTED is taken back and is free again. Announces DonationDeliveryReversed. */
  async reverse(tx: Transaction, row: AllocationRow, reason: AllocationReason): Promise<AllocationRow> {
    const posted = await this.transfersOf(tx, [row], 'POSTED');
    await this.hold(tx, posted);
    const move = { kind: 'REVERSAL', reason: 'DELIVERY_REVERSED', from: 'DELIVERED', to: 'RECEIVED' } as const;
    for (const one of posted) await this.move(tx, row, { ...placeOf(one), ...move, amount: one.amount });
    const reversed = await this.allocations.settle(tx, row.id, status.DELIVERED, status.REVERSED, { reason });
    await this.tell(tx, 'DonationDeliveryReversed', [reversed!]);
    return reversed!;
  }

  /** Reaction: the household confirmed. What is for the need as a whole is delivered when nobody serves it any more. */
  async ofConfirmed(tx: Transaction, claim: ClaimRow, needStatus: NeedStatus): Promise<void> {
    const own = await this.allocations.listReservedOfClaim(tx, claim.id);
    await this.deliver(tx, own, claim.quantityDelivered ?? 0, claim.quantity);
    if (!servedStatuses.includes(needStatus)) return;
    const whole = await this.allocations.listReservedOfNeed(tx, claim.needId, 'WHOLE');
    const need = whole.length > 0 && (await this.needs.findNeed(tx, claim.needId));
    if (need) await this.deliver(tx, whole, need.quantityDelivered, need.quantity);
  }

  /**
   * Reaction: a claim ended early. What is for the need as a whole goes with the last claim on it; of a wish it waits for the
   * next, of a withdrawn need for its own reaction.
   */
  async ofEnded(tx: Transaction, claim: ClaimRow): Promise<void> {
    const own = await this.allocations.listReservedOfClaim(tx, claim.id);
    const whole = await this.allocations.listReservedOfNeed(tx, claim.needId, 'WHOLE');
    const need = whole.length > 0 && (await this.needs.findNeed(tx, claim.needId));
    const goes =
      need && need.quantityClaimed === 0 && need.kind === NeedKind.NEED && need.status !== NeedStatus.WITHDRAWN;
    await this.release(tx, goes ? [...own, ...whole] : own, AllocationReason.CLAIM_ENDED);
  }

  /** Reaction: a need is withdrawn or has expired. */
  async ofNeed(tx: Transaction, needId: string, reason: AllocationReason): Promise<void> {
    await this.release(tx, await this.allocations.listReservedOfNeed(tx, needId), reason);
  }

  /** Reaction: a claim changed hands; what was set aside for it goes with it. */
  ofExchanged(tx: Transaction, ended: ClaimRow, made: ClaimRow): Promise<void> {
    return this.allocations.moveToClaim(tx, ended.id, made.id);
  }

  private async end(
    tx: Transaction,
    parts: readonly { readonly row: AllocationRow; readonly delivered: bigint }[],
    reason: AllocationReason,
  ): Promise<AllocationRow[]> {
    if (parts.length === 0) return [];
    const pending = await this.transfersOf(
      tx,
      parts.map((part) => part.row),
      'PENDING',
    );
    await this.hold(tx, pending);
    const ended: AllocationRow[] = [];
    for (const { row, delivered } of parts) {
      const own = pending.filter((one) => one.allocationId === row.id);
      for (const one of own) await this.settle(tx, row, one, (one.amount / row.amount) * delivered);
      const to = delivered > 0n ? status.DELIVERED : status.RELEASED;
      const how = delivered > 0n ? { deliveredAmount: delivered } : { reason };
      ended.push((await this.allocations.settle(tx, row.id, status.RESERVED, to, how))!);
    }
    const delivered = ended.filter((row) => row.status === status.DELIVERED);
    await this.tell(tx, 'DonationDelivered', delivered);
    await this.tell(
      tx,
      'DonationAllocationReleased',
      ended.filter((row) => row.status === status.RELEASED),
    );
    return ended;
  }

  /** Of one PENDING transfer a part is POSTED and the rest VOIDED. */
  private async settle(tx: Transaction, row: AllocationRow, pending: TransferRow, part: bigint): Promise<void> {
    const from: Book = 'RESERVED';
    const rest = pending.amount - part;
    const place = placeOf(pending);
    if (part > 0n)
      await this.move(tx, row, { ...place, from, to: 'DELIVERED', kind: 'POSTED', reason: 'DELIVERED', amount: part });
    if (rest > 0n)
      await this.move(tx, row, { ...place, from, to: 'RECEIVED', kind: 'VOIDED', reason: 'RELEASED', amount: rest });
  }

  private async transfersOf(tx: Transaction, rows: readonly AllocationRow[], kind: 'PENDING' | 'POSTED') {
    const ids = rows.map((row) => row.id);
    return (await this.ledger.transfersOfAllocations(tx, ids)).filter((one) => one.kind === kind);
  }

  private hold(tx: Transaction, transfers: readonly TransferRow[]): Promise<void> {
    return this.ledger.hold(tx, [...new Set(transfers.map((one) => one.holdingId))]);
  }

  private async move(tx: Transaction, row: AllocationRow, move: Omit<Transfer, 'id' | 'allocationId'>): Promise<void> {
    if (!(await this.ledger.transfer(tx, { id: v7(), allocationId: row.id, ...move })))
      throw new Error(`the ledger does not hold what allocation ${row.id} says`);
  }

  private async lotsOf(tx: Transaction, rows: readonly AllocationRow[]): Promise<Map<string, LotRow>> {
    const lots = await this.donations.lotsOf(tx, [...new Set(rows.map((row) => row.donationId))]);
    return new Map(lots.map((lot) => [lot.id, lot]));
  }

  private async tell(tx: Transaction, type: EventType, rows: readonly AllocationRow[]): Promise<void> {
    if (rows.length === 0) return;
    const donations = new Map(
      (
        await this.donations.findDonations(
          tx,
          rows.map((row) => row.donationId),
        )
      ).map((row) => [row.id, row]),
    );
    const lots = await this.lotsOf(tx, rows);
    for (const row of rows) await tell(tx, type, row, donations.get(row.donationId)!, lots.get(row.lotId ?? ''));
  }
}

/** To the donor, the charity and those who follow the project: ids, amounts and states; nobody's need. */
function tell(
  tx: Transaction,
  type: EventType,
  row: AllocationRow,
  donation: DonationRow,
  lot: LotRow | undefined,
): Promise<void> {
  const amount = String(row.deliveredAmount ?? row.amount);
  const goods = lot && { lotId: lot.id, quantity: amount, unit: lot.unit };
  const facts = { allocationId: row.id, allocationStatus: row.status, projectId: row.projectId };
  const scopes = row.projectId === null ? [] : [projectScope(row.projectId)];
  return announce(tx, type, donation, { ...facts, ...(goods ?? { amountFen: amount }) }, scopes);
}

function placeOf(of: TransferRow): Pick<Transfer, 'holdingId' | 'subjectId' | 'projectId' | 'settlesId'> {
  return {
    holdingId: of.holdingId,
    subjectId: of.subjectId,
    projectId: of.projectId ?? undefined,
    settlesId: of.id,
  };
}
