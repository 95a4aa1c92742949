/** Promises the commands that end an allocation by hand: released before delivery, reversed after it, each once. */
import { AllocationReason, AllocationStatus } from '../../schema/allocation/enums';
import type { ReleaseAllocationInput, ReverseDeliveryInput } from '../../schema/allocation/inputs';
import { localId } from '../../schema/global-id';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { NotFound, WrongState } from '../../schema/refusals';
import type { AuditTrail } from '../audit/audit';
import type { Database, Transaction } from '../database/database';
import type { DonationRepository } from '../donation/donation.repository';
import type { Actor } from '../identity/actor';
import type { NeedRepository } from '../need/need.repository';
import { allocatesFor } from './allocation.policy';
import type { AllocationRepository, AllocationRow } from './allocation.repository';
import { lineOf } from './allocation.service';
import type { AllocationSettlement } from './settlement';

const status = AllocationStatus;

/** What a lower room has promised of an allocation: a refusal when it may not be released by hand. */
export type ReleaseObjection = (tx: Transaction, row: AllocationRow) => Promise<Refusal | undefined>;

export class AllocationEndingService {
  private readonly objections: ReleaseObjection[] = [];

  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
    private readonly needs: NeedRepository,
    private readonly donations: DonationRepository,
    private readonly allocations: AllocationRepository,
    private readonly settlement: AllocationSettlement,
  ) {}

  /** Wired by the composition. */
  onReleasing(objection: ReleaseObjection): void {
    this.objections.push(objection);
  }

  /** Gives what is set aside back; releasing twice is releasing once. Announces DonationAllocationReleased. */
  releaseAllocation(actor: Actor, input: ReleaseAllocationInput): Promise<AllocationRow | Refusal> {
    return this.once(actor, 'releaseAllocation', input.releaseId, input, async (tx, row) => {
      if (row.status === status.RELEASED) return row;
      if (row.status !== status.RESERVED) return new WrongState(row.status, [status.RESERVED]);
      for (const object of this.objections) {
        const refusal = await object(tx, row);
        if (refusal) return refusal;
      }
      const [released] = await this.settlement.release(tx, [row], AllocationReason.BY_HAND);
      return released!;
    });
  }

  /** Takes a confirmed delivery back, for a stated reason: it is free again. Announces DonationDeliveryReversed. */
  reverseDelivery(actor: Actor, input: ReverseDeliveryInput): Promise<AllocationRow | Refusal> {
    return this.once(actor, 'reverseDelivery', input.reversalId, input, async (tx, row) => {
      if (row.status !== status.DELIVERED) return new WrongState(row.status, [status.DELIVERED]);
      return this.settlement.reverse(tx, row, AllocationReason[input.reason]);
    });
  }

  private once(
    actor: Actor,
    operation: string,
    commandId: string,
    input: { readonly allocationId: string },
    work: (tx: Transaction, row: AllocationRow) => Promise<AllocationRow | Refusal>,
  ): Promise<AllocationRow | Refusal> {
    const id = localId('Allocation', input.allocationId);
    return this.database.transaction(async (tx) => {
      const once = await this.audit.recordOnce(tx, lineOf(actor, operation, id), commandId, input);
      if (isRefusal(once)) return once;
      const found = await this.allocations.findAllocation(tx, id);
      const donation = found && (await this.donations.findDonation(tx, found.donationId));
      if (!donation || !allocatesFor(actor, donation.recipientOrganisationId)) return new NotFound('Allocation');
      await this.needs.lockNeed(tx, found.needId);
      const row = (await this.allocations.findAllocation(tx, id))!;
      return once === 'repeated' ? row : work(tx, row);
    });
  }
}
