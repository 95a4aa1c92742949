/** Promises receipts by the rules: one valid for a donation, its number used by a commit or by nobody, voided and never changed. */
import { globalId, localId } from '../../schema/global-id';
import { ReceiptStatus } from '../../schema/receipt/enums';
import type {
  IssueReceiptInput,
  OpenReceiptSeriesInput,
  ReissueReceiptInput,
  VoidReceiptInput,
} from '../../schema/receipt/inputs';
import { NoReceiptSeries, ReceiptAlreadyIssued } from '../../schema/receipt/results';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import { requireText } from '../../schema/text';
import type { AuditLine, AuditTrail } from '../audit/audit';
import type { Database, Transaction } from '../database/database';
import { donationScope } from '../donation/announcing';
import type { ReceiptFacts, ReceiptFactsRepository } from '../donation/receipt-facts.repository';
import { organisationScope } from '../event/audience';
import { append } from '../event/outbox';
import type { IdentityVault } from '../household/vault';
import type { Actor } from '../identity/actor';
import type { CheckCodes } from './check-code';
import { writtenNumber } from './present';
import type { Draft, ReceiptDrafting, Wording } from './receipt.drafting';
import { issuesFor } from './receipt.policy';
import type { ReceiptRepository, ReceiptRow, SeriesRow } from './receipt.repository';

export interface ReceiptParts {
  readonly database: Database;
  readonly audit: AuditTrail;
  readonly vault: IdentityVault;
  readonly donations: ReceiptFactsRepository;
  readonly receipts: ReceiptRepository;
  readonly drafting: ReceiptDrafting;
  readonly checkCodes: CheckCodes;
}

interface Issue {
  readonly receiptId: string;
  readonly donationId: string;
  readonly replacesId: string | null;
}

export class ReceiptService {
  constructor(private readonly parts: ReceiptParts) {}

  /** Enters the series that the finance department gave; entering the same again changes nothing. */
  openReceiptSeries(actor: Actor, input: OpenReceiptSeriesInput): Promise<SeriesRow | Refusal> {
    const { audit, database, receipts } = this.parts;
    const organisationId = localId('Organisation', input.organisationId);
    return database.transaction(async (tx) => {
      if (!issuesFor(actor, organisationId)) return new NotFound('Organisation');
      const { code, year } = input;
      const line = { accountId: actor.accountId, operation: 'openReceiptSeries', subjectType: 'Organisation' };
      const command = { ...line, subjectId: organisationId, details: { year } };
      const once = await audit.recordOnce(tx, command, input.commandId, input);
      if (isRefusal(once)) return once;
      if (once === 'repeated') return (await receipts.findSeries(tx, organisationId, year))!;
      const supervisor = requireText('supervisor', input.supervisor, { maximum: 60 });
      if (isRefusal(supervisor)) return supervisor;
      if (!/^\d{8}$/.test(code)) return invalid('code', '票据代码须为 8 位数字。', 'A code has 8 digits.');
      if (year < 2000 || year > 2199)
        return invalid('year', '年度须为 2000 至 2199。', 'The year lies in 2000 to 2199.');
      const series = { organisationId, year, code, supervisor, openedBy: actor.accountId };
      await receipts.insertSeries(tx, series);
      const stored = await receipts.findSeries(tx, organisationId, year);
      if (!stored || stored.code !== code || stored.supervisor !== supervisor)
        return invalid('code', '该年度或该代码已有号段。', 'There is another series of that year, or with that code.');
      return stored;
    });
  }

  /** Issues the receipt of a received donation. Announces DonationReceipted to charity and donor. */
  issueReceipt(actor: Actor, input: IssueReceiptInput): Promise<ReceiptRow | Refusal> {
    const { receiptId } = input;
    const donationId = localId('Donation', input.donationId);
    return this.parts.database.transaction((tx) =>
      this.once(tx, actor, 'issueReceipt', input, () =>
        this.issue(tx, actor, { receiptId, donationId, replacesId: null }, { ...input, cashier: actor }),
      ),
    );
  }

  /** Voids a receipt; its number stays used. Announces ReceiptVoided. */
  voidReceipt(actor: Actor, input: VoidReceiptInput): Promise<ReceiptRow | Refusal> {
    const { audit, database, receipts } = this.parts;
    const receiptId = localId('Receipt', input.receiptId);
    return database.transaction(async (tx) => {
      const once = await audit.recordOnce(tx, voiding(actor, receiptId, input), input.commandId, input);
      if (isRefusal(once)) return once;
      if (once === 'new') {
        const voided = await this.voidIn(tx, actor, receiptId, input);
        if (isRefusal(voided)) return voided;
      }
      const row = await receipts.findReceipt(tx, receiptId);
      return row && issuesFor(actor, row.organisationId) ? row : new NotFound('Receipt');
    });
  }

  /** Voids a receipt and issues another in its place, both or neither. */
  reissueReceipt(actor: Actor, input: ReissueReceiptInput): Promise<ReceiptRow | Refusal> {
    const { receiptId } = input;
    return this.parts.database.transaction((tx) =>
      this.once(tx, actor, 'reissueReceipt', input, async () => {
        const replacesId = localId('Receipt', input.replacesId);
        await this.parts.audit.record(tx, voiding(actor, replacesId, input));
        const voided = await this.voidIn(tx, actor, replacesId, input);
        if (isRefusal(voided)) return voided;
        const issue = { receiptId, donationId: voided.donationId, replacesId: voided.id };
        return this.issue(tx, actor, issue, { ...input, cashier: actor });
      }),
    );
  }

  /** Who paid, as it stands on the receipt. */
  payerOf(row: ReceiptRow): string {
    return this.parts.vault.openKey(row.id, row.dataKey).open(payerPlace(row.id), row.payer);
  }

  private async once(
    tx: Transaction,
    actor: Actor,
    operation: string,
    input: IssueReceiptInput | ReissueReceiptInput,
    work: () => Promise<ReceiptRow | Refusal>,
  ): Promise<ReceiptRow | Refusal> {
    const { receiptId } = input;
    const line = { accountId: actor.accountId, operation, subjectType: 'Receipt', subjectId: receiptId };
    const done = await this.parts.audit.recordOnce(tx, line, receiptId, input);
    if (isRefusal(done)) return done;
    if (done === 'new') return work();
    return (await this.parts.receipts.findReceipt(tx, receiptId)) ?? new NotFound('Receipt');
  }

  private async issue(tx: Transaction, actor: Actor, issue: Issue, wording: Wording): Promise<ReceiptRow | Refusal> {
    const { donations, drafting, receipts } = this.parts;
    const facts = await donations.lockFacts(tx, issue.donationId);
    if (!facts || !issuesFor(actor, facts.recipientOrganisationId)) return new NotFound('Donation');
    const valid = await receipts.findValid(tx, facts.donationId);
    if (valid) return new ReceiptAlreadyIssued(writtenNumber(valid.number));
    const draft = await drafting.draft(tx, facts, wording);
    if (isRefusal(draft)) return draft;
    // Last of all locks, and held shortest: all that issue in this year wait here.
    const series = await receipts.drawNumber(tx, facts.recipientOrganisationId);
    if (!series) return new NoReceiptSeries(Number((await receipts.today(tx)).slice(0, 4)));
    const row = await this.insert(tx, actor, issue, draft, series);
    await announce(tx, 'DonationReceipted', row, facts);
    return row;
  }

  private insert(tx: Transaction, actor: Actor, issue: Issue, draft: Draft, series: SeriesRow): Promise<ReceiptRow> {
    const { checkCodes, receipts, vault } = this.parts;
    const { key, wrapped } = vault.makeKey(issue.receiptId);
    const { lines, payer, ...told } = draft;
    const { code, lastNumber: number, today: issuedOn } = series;
    const checkCode = checkCodes.of([
      ...[code, number, issuedOn, payer, told.payerCreditCode ?? '', told.payee, told.projectCode ?? ''],
      ...[told.projectName, told.amountFen, told.reviewer, told.cashier, told.remark ?? '', told.other ?? ''],
      ...lines.flatMap((line) => [line.item, line.unit, line.quantity, line.standardFen]),
    ]);
    return receipts.insertReceipt(
      tx,
      {
        ...told,
        id: issue.receiptId,
        donationId: issue.donationId,
        replacesId: issue.replacesId,
        organisationId: series.organisationId,
        year: series.year,
        supervisor: series.supervisor,
        ...{ number, code, checkCode, issuedOn, issuedBy: actor.accountId },
        dataKey: wrapped,
        payer: key.seal(payerPlace(issue.receiptId), payer),
      },
      lines,
    );
  }

  private async voidIn(
    tx: Transaction,
    actor: Actor,
    receiptId: string,
    { reason }: Pick<VoidReceiptInput, 'reason'>,
  ): Promise<ReceiptRow | Refusal> {
    const { donations, receipts } = this.parts;
    const row = await receipts.findReceipt(tx, receiptId);
    if (!row || !issuesFor(actor, row.organisationId)) return new NotFound('Receipt');
    const facts = (await donations.lockFacts(tx, row.donationId))!;
    if (!(await receipts.voidReceipt(tx, row.id, reason, actor.accountId)))
      return new WrongState(ReceiptStatus.VOIDED, [ReceiptStatus.ISSUED]);
    await announce(tx, 'ReceiptVoided', row, facts);
    return row;
  }
}

function voiding(actor: Actor, subjectId: string, { reason }: Pick<VoidReceiptInput, 'reason'>): AuditLine {
  const line = { accountId: actor.accountId, operation: 'voidReceipt', subjectType: 'Receipt' };
  return { ...line, subjectId, details: { reason } };
}

function payerPlace(receiptId: string) {
  return { table: 'receipt', column: 'payer', rowId: receiptId };
}

function announce(
  tx: Transaction,
  type: 'DonationReceipted' | 'ReceiptVoided',
  row: ReceiptRow,
  facts: ReceiptFacts,
): Promise<void> {
  const told = [row.organisationId, ...(facts.donorOrganisationId ? [facts.donorOrganisationId] : [])];
  return append(tx, {
    type,
    subjectId: row.donationId,
    audience: [...told.map(organisationScope), donationScope(row.donationId)],
    payload: { donationId: row.donationId, receiptId: row.id, receipt: globalId('Receipt', row.id) },
  });
}

function invalid(field: string, zh: string, en: string): InvalidInput {
  return new InvalidInput(field, { zh, en });
}
