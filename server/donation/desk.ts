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
import { HoldingTaken } from './stock';

export type DonationOperation =
  'revisePledge' | 'withdrawPledge' | 'receiveDonation' | 'changeDonationUse' | 'returnDonation' | 'reportDonationLoss';

/** Why a command may not touch a donation; undefined lets it pass. */
export type Objection = (operation: DonationOperation) => Refusal | undefined;

/**
 * A higher room that has a stake in donations: it holds what stands before a donation in the order of locks, and objects to
 * commands that would break what it promised.
 */
export type DonationStake = (tx: Transaction, donationId: string) => Promise<Objection | undefined>;

export class DonationDesk {
  private readonly stakes: DonationStake[] = [];

  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
    private readonly donations: DonationRepository,
  ) {}

  /** Wired by the composition. */
  onHolding(stake: DonationStake): void {
    this.stakes.push(stake);
  }

  /** Work on a donation that the actor may see, held until the end: done once for an id made by the client, its audit line first. */
  once(
    actor: Actor,
    operation: DonationOperation,
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
        return once === 'repeated'
          ? this.seen(actor, await this.donations.findDonation(tx, id))
          : this.hold(tx, actor, operation, id, (held) => work(tx, held));
      })
      .catch(takenId);
  }

  private async hold(
    tx: Transaction,
    actor: Actor,
    operation: DonationOperation,
    id: string,
    work: (donation: DonationRow) => Promise<DonationRow | Refusal>,
  ): Promise<DonationRow | Refusal> {
    const objections = [];
    for (const stake of this.stakes) objections.push(await stake(tx, id));
    const donation = this.seen(actor, await this.donations.lockDonation(tx, id));
    if (isRefusal(donation)) return donation;
    for (const objection of objections) {
      const refusal = objection?.(operation);
      if (refusal) return refusal;
    }
    return work(donation);
  }

  /** What the actor may not see is answered as missing. */
  private seen(actor: Actor, donation: DonationRow | undefined): DonationRow | NotFound {
    return donation && maySeeDonation(actor, donation) ? donation : new NotFound('Donation');
  }
}

/** A lot or donation id that something else has: the id was used before. */
export function takenId(error: unknown): IdempotencyMismatch {
  if (error instanceof HoldingTaken || ['donation_pkey', 'donation_lot_pkey'].includes(violatedConstraint(error) ?? ''))
    return new IdempotencyMismatch();
  throw error;
}
