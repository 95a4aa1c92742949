/** Promises what becomes of what is free and is not given to a need: given back, lost or expired, never more than is there. */
import type { DisposeDonationInput } from '../../schema/donation/inputs';
import { NotEnoughLeft } from '../../schema/donation/results';
import { localId } from '../../schema/global-id';
import type { Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound } from '../../schema/refusals';
import type { AuditTrail } from '../audit/audit';
import type { Database } from '../database/database';
import type { EventType } from '../event/event-type';
import { forbidden, type Actor } from '../identity/actor';
import { announce, donationLine } from './announcing';
import type { DonationDesk } from './desk';
import { receivesFor } from './donation.policy';
import type { DonationRepository, DonationRow, ExpiredLot } from './donation.repository';
import type { DonationStock } from './stock';

const disposals = {
  returnDonation: { to: 'RETURNED', event: 'DonationReturned' },
  reportDonationLoss: { to: 'LOST', event: 'DonationLost' },
  expireLot: { to: 'EXPIRED', event: 'DonationExpired' },
} as const;

const batch = 500;

export class DisposalService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
    private readonly donations: DonationRepository,
    private readonly stock: DonationStock,
    private readonly desk: DonationDesk,
  ) {}

  /** What is free is given back to its donor. Announces DonationReturned. */
  returnDonation(actor: Actor, input: DisposeDonationInput): Promise<DonationRow | Refusal> {
    return this.dispose(actor, 'returnDonation', input);
  }

  /** What is free was lost or spoilt. Announces DonationLost. */
  reportDonationLoss(actor: Actor, input: DisposeDonationInput): Promise<DonationRow | Refusal> {
    return this.dispose(actor, 'reportDonationLoss', input);
  }

  /**
   * The daily work: what is free of lots whose last day is over in Asia/Shanghai has expired, also what was reserved then and is
   * free again. Whoever asks how often, each piece expires once. Announces DonationExpired. Returns of how many lots.
   */
  async expireLots(): Promise<number> {
    const { database, donations, stock } = this;
    let expired = 0;
    let lots = await donations.listExpired(database, undefined, batch);
    while (lots.length > 0) {
      const free = await stock.holdingFree(
        database,
        lots.map((lot) => lot.lotId),
      );
      for (const lot of lots) if (free.has(lot.lotId) && (await this.expireLot(lot))) expired += 1;
      lots = await donations.listExpired(database, lots.at(-1), batch);
    }
    return expired;
  }

  /** False, and nothing written, when nothing of it is free any more. */
  private async expireLot({ donationId, lotId }: ExpiredLot): Promise<boolean> {
    const { audit, database, donations, stock } = this;
    const done = await database.transaction(async (tx) => {
      const donation = (await donations.lockDonation(tx, donationId))!;
      const amount = await stock.free(tx, lotId);
      if (amount === 0n) return false;
      await audit.record(tx, donationLine(undefined, 'expireLot', donationId, { lotId }));
      const { to, event } = disposals.expireLot;
      const move = { holdingId: lotId, from: 'RECEIVED' as const, to, amount, reason: to };
      // Reserved by somebody in between: what is left of it is found tomorrow.
      if (!(await stock.move(tx, donation, move))) return new NotEnoughLeft(0n);
      await announce(tx, event, donation, { lotId, amount: String(amount) });
      return true;
    });
    return done === true;
  }

  private dispose(
    actor: Actor,
    operation: 'returnDonation' | 'reportDonationLoss',
    input: DisposeDonationInput,
  ): Promise<DonationRow | Refusal> {
    const { stock } = this;
    return this.desk.once(actor, operation, input.disposalId, input, async (tx, donation) => {
      if (!receivesFor(actor, donation.recipientOrganisationId)) throw forbidden();
      if (input.amount < 1n) return notPositive();
      const wanted = input.lotId == null ? donation.id : localId('DonationLot', input.lotId);
      const counted = await stock.countedOf(tx, donation);
      if (!counted.some((one) => one.holdingId === wanted)) return new NotFound('DonationLot');
      const { to, event }: { to: 'RETURNED' | 'LOST'; event: EventType } = disposals[operation];
      const move = { holdingId: wanted, from: 'RECEIVED' as const, to, amount: input.amount, reason: to };
      if (!(await stock.move(tx, donation, move))) return new NotEnoughLeft(await stock.free(tx, wanted));
      await announce(tx, event, donation, { lotId: input.lotId ?? undefined, amount: String(input.amount) });
      return donation;
    });
  }
}

function notPositive(): InvalidInput {
  return new InvalidInput('amount', {
    zh: '数量须大于零。请改正后重试。',
    en: 'An amount is above zero. Correct it and try again.',
  });
}
