/** Promises receipts for those who may read them, their stored page, and for everyone the check of what stands on one. */
import { createHash } from 'node:crypto';
import { Fault } from '../../schema/fault';
import { globalId, localId } from '../../schema/global-id';
import { ReceiptReviewer, VerifiedReceipt, type Receipt, type ReceiptFace } from '../../schema/receipt/receipt';
import type { Database, Transaction } from '../database/database';
import type { ReceiptFactsRepository } from '../donation/receipt-facts.repository';
import type { IdentityVault } from '../household/vault';
import type { Actor } from '../identity/actor';
import type { ActorRepository } from '../identity/actor.repository';
import { sameCode } from './check-code';
import { presentFace, presentReceipt } from './present';
import type { ReceiptFonts } from './receipt.font';
import { printReceipt } from './receipt.page';
import { issuesFor, mayRead } from './receipt.policy';
import type { ReceiptRepository, ReceiptRow } from './receipt.repository';
import type { ReceiptService } from './receipt.service';

const reviewersMaximum = 500;
/** Somebody who types a pile of receipts errs now and then. */
const failuresAllowed = 20;
const failureMinutes = 15;

/** What stands on a receipt and opens it. */
export interface AskedReceipt {
  readonly code: string;
  readonly number: string;
  readonly checkCode: string;
}

export class ReceiptReading {
  constructor(
    private readonly database: Database,
    private readonly vault: IdentityVault,
    private readonly actors: ActorRepository,
    private readonly donations: ReceiptFactsRepository,
    private readonly receipts: ReceiptRepository,
    private readonly service: ReceiptService,
    private readonly fonts: ReceiptFonts,
    private readonly publicUrl: string | undefined,
  ) {}

  present(row: ReceiptRow): Receipt {
    return presentReceipt(row, this.service.payerOf(row), this.publicUrl);
  }

  async find(actor: Actor, id: string): Promise<Receipt | undefined> {
    const row = await this.seen(actor, localId('Receipt', id));
    return row && this.present(row);
  }

  async ofDonation(actor: Actor, donationId: string): Promise<Receipt | undefined> {
    const id = localId('Donation', donationId);
    return (await this.ofDonations(actor, [id])).get(id);
  }

  /** The valid receipts that the actor may read, by the local id of their donation. */
  async ofDonations(actor: Actor, donationIds: readonly string[]): Promise<Map<string, Receipt>> {
    const rows = await this.receipts.findValidOf(this.database, donationIds);
    const ids = rows.map((row) => row.donationId);
    const donors = await this.donations.donorOrganisations(this.database, ids);
    const read = rows.filter((row) => mayRead(actor, row.organisationId, donors.get(row.donationId)));
    return new Map(read.map((row) => [row.donationId, this.present(row)]));
  }

  /** The page in base64; made once, sealed and stored, and from then on the same. */
  async page(actor: Actor, receiptId: string): Promise<string | undefined> {
    const row = await this.seen(actor, receiptId);
    if (!row) return undefined;
    const key = this.vault.openKey(row.id, row.dataKey);
    const place = { table: 'receipt_document', column: 'page', rowId: row.id };
    const stored = await this.receipts.findPage(this.database, row.id);
    if (stored) return key.open(place, stored);
    const page = await printReceipt(this.fonts, this.face(row), row.issuedAt);
    await this.receipts.storePage(this.database, row.id, key.seal(place, page.toString('base64')));
    return key.open(place, (await this.receipts.findPage(this.database, row.id))!);
  }

  /** Who may review what the actor issues for a charity; nobody for those who do not issue for it. */
  async reviewers(actor: Actor, organisationId: string): Promise<ReceiptReviewer[]> {
    const id = localId('Organisation', organisationId);
    if (!issuesFor(actor, id)) return [];
    const staff = await this.actors.ofOrganisation(this.database, id, reviewersMaximum);
    return staff
      .filter((one) => one.accountId !== actor.accountId && issuesFor(one, id))
      .map(({ accountId, displayName }) =>
        Object.assign(new ReceiptReviewer(), { accountId: globalId('Account', accountId), displayName }),
      );
  }

  /**
   * Undefined for every wrong combination: which part was wrong is not told, and it is counted against the client. After too many
   * LIMIT_EXCEEDED, right or not.
   */
  async verify(asked: AskedReceipt, clientHash: string | undefined): Promise<VerifiedReceipt | undefined> {
    const { database, receipts } = this;
    const client = createHash('sha256')
      .update(clientHash ?? 'unknown client')
      .digest();
    const row = await database.transaction(async (tx) => {
      await receipts.holdClient(tx, client);
      if ((await receipts.countFailures(tx, client, failureMinutes)) >= failuresAllowed) throw tooMany();
      const found = await this.findAsked(tx, asked);
      if (!found) await receipts.insertFailure(tx, client);
      return found;
    });
    if (!row) return undefined;
    return Object.assign(new VerifiedReceipt(), { status: row.status, face: this.face(row) });
  }

  private face(row: ReceiptRow): ReceiptFace {
    return presentFace(row, this.service.payerOf(row), this.publicUrl);
  }

  private async findAsked(tx: Transaction, { code, number, checkCode }: AskedReceipt): Promise<ReceiptRow | undefined> {
    if (!/^\d{8}$/.test(code) || !/^\d{1,10}$/.test(number)) return undefined;
    const row = await this.receipts.findByNumber(tx, code, BigInt(number));
    return row && sameCode(row.checkCode, checkCode.toUpperCase()) ? row : undefined;
  }

  private async seen(actor: Actor, receiptId: string): Promise<ReceiptRow | undefined> {
    const row = await this.receipts.findReceipt(this.database, receiptId);
    if (!row) return undefined;
    const donors = await this.donations.donorOrganisations(this.database, [row.donationId]);
    return mayRead(actor, row.organisationId, donors.get(row.donationId)) ? row : undefined;
  }
}

function tooMany(): Fault {
  return new Fault('LIMIT_EXCEEDED', {
    zh: `查验不符次数过多，请${failureMinutes}分钟后再试，或联系开票的慈善组织`,
    en: `too many receipts that were not found, try again in ${failureMinutes} minutes or ask the charity that issued it`,
  });
}
