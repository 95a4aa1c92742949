/** Promises that every command on a donation begins alike: its id once, the donation held, and nothing for those who may not see it. */
import { IdempotencyMismatch } from '../../schema/audit/refusals';
import { localId } from '../../schema/global-id';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { NotFound } from '../../schema/refusals';
import type { AuditTrail } from '../audit/audit';
import type { Database, Transaction } from '../database/database';
import { violatedConstraint } from '../database/failure';
import type { Actor } from '../identity/actor';
import { donationLine } from './announcing';
import { maySeeDonation } from './donation.policy';
import type { DonationRepository, DonationRow } from './donation.repository';

export class DonationDesk {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
    private readonly donations: DonationRepository,
  ) {}

  /** Work on a donation that the actor may see, held until the end: done once for an id made by the client, its audit line first. */
  once(
    actor: Actor,
    operation: string,
    commandId: string,
    input: { readonly donationId: string },
    work: (tx: Transaction, donation: DonationRow) => Promise<DonationRow | Refusal>,
  ): Promise<DonationRow | Refusal> {
    const id = localId('Donation', input.donationId);
    return this.database
      .transaction(async (tx) => {
        const line = donationLine(actor, operation, id);
        const once = await this.audit.recordOnce(tx, line, commandId, input);
        if (isRefusal(once)) return once;
        const donation = await this.donations.lockDonation(tx, id);
        if (!donation || !maySeeDonation(actor, donation)) return new NotFound('Donation');
        return once === 'repeated' ? donation : work(tx, donation);
      })
      .catch(takenId);
  }
}

/** A lot or donation id that something else has: the id was used before. */
export function takenId(error: unknown): IdempotencyMismatch {
  if (['donation_pkey', 'donation_lot_pkey', 'ledger_holding_pkey'].includes(violatedConstraint(error) ?? ''))
    return new IdempotencyMismatch();
  throw error;
}
