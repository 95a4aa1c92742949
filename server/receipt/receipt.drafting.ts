/** Promises what a receipt says, from what was received; or the refusal of what may have none. */
import { DonationForm, DonationStatus, DonorKind, ValueKind } from '../../schema/donation/enums';
import { localId } from '../../schema/global-id';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, WrongState } from '../../schema/refusals';
import { ValueNotEvidenced } from '../../schema/receipt/results';
import { requireText } from '../../schema/text';
import type { Transaction } from '../database/database';
import type { ReceiptFacts } from '../donation/receipt-facts.repository';
import type { IdentityVault } from '../household/vault';
import type { Actor } from '../identity/actor';
import type { ActorRepository } from '../identity/actor.repository';
import type { OrganisationRepository } from '../organisation/organisation.repository';
import type { ProjectRepository } from '../project/project.repository';
import type { ReceiptFonts } from './receipt.font';
import { linesMaximum } from './receipt.page';
import { issuesFor } from './receipt.policy';
import type { LineRow } from './receipt.repository';

export interface Draft {
  readonly payer: string;
  readonly payerCreditCode: string | null;
  readonly payee: string;
  readonly projectCode: string | null;
  readonly projectName: string;
  readonly lines: readonly LineRow[];
  readonly amountFen: bigint;
  readonly reviewer: string;
  readonly reviewedBy: string;
  readonly cashier: string;
  readonly remark: string | null;
  readonly other: string | null;
}

export interface Wording {
  /** Global id of an account. */
  readonly reviewerAccountId: string;
  readonly remark?: string;
  readonly other?: string;
  readonly cashier: Pick<Actor, 'accountId' | 'displayName'>;
}

const fenMaximum = 9_007_199_254_740_991n;

export class ReceiptDrafting {
  constructor(
    private readonly vault: IdentityVault,
    private readonly actors: ActorRepository,
    private readonly organisations: OrganisationRepository,
    private readonly projects: Pick<ProjectRepository, 'findProject'>,
    private readonly fonts: ReceiptFonts,
  ) {}

  async draft(tx: Transaction, facts: ReceiptFacts, wording: Wording): Promise<Draft | Refusal> {
    const lines = linesOf(facts);
    if (isRefusal(lines)) return lines;
    const words = wordsOf(wording);
    if (isRefusal(words)) return words;
    const reviewed = await this.reviewOf(tx, facts.recipientOrganisationId, wording);
    if (isRefusal(reviewed)) return reviewed;
    const amountFen = lines.reduce((sum, line) => sum + line.amountFen, 0n);
    if (amountFen > fenMaximum)
      return invalid('donationId', '金额超出可开票范围。', 'The sum is beyond what a receipt holds.');
    const payer = await this.payerOf(tx, facts);
    if (isRefusal(payer)) return payer;
    const payee = (await this.organisations.findOrganisation(tx, facts.recipientOrganisationId))!.name;
    const project = facts.earmarkProjectId ? await this.projects.findProject(tx, facts.earmarkProjectId) : undefined;
    const projectName = project?.name ?? '公益捐赠';
    const projectCode = project?.filingNumber ?? null;
    const people = { ...reviewed, cashier: wording.cashier.displayName };
    const draft = { ...payer, payee, projectCode, projectName, lines, amountFen, ...words, ...people };
    return (await this.unprintable(draft)) ?? draft;
  }

  /** A second person who may issue for the charity too, by the record of now. */
  private async reviewOf(
    tx: Transaction,
    organisationId: string,
    { cashier, reviewerAccountId }: Wording,
  ): Promise<Pick<Draft, 'reviewer' | 'reviewedBy'> | InvalidInput> {
    const reviewer = await this.actors.ofAccount(tx, localId('Account', reviewerAccountId));
    if (reviewer && reviewer.accountId !== cashier.accountId && issuesFor(reviewer, organisationId))
      return { reviewer: reviewer.displayName, reviewedBy: reviewer.accountId };
    return invalid(
      'reviewerAccountId',
      '复核人须为本慈善组织的另一名工作人员。请另选复核人。',
      'Who reviews is another person of the staff of this charity. Choose another reviewer.',
    );
  }

  private async payerOf(
    tx: Transaction,
    facts: ReceiptFacts,
  ): Promise<Pick<Draft, 'payer' | 'payerCreditCode'> | InvalidInput> {
    if (facts.donorKind === DonorKind.ORGANISATION) {
      const donor = (await this.organisations.findOrganisation(tx, facts.donorOrganisationId!))!;
      return { payer: donor.name, payerCreditCode: donor.unifiedSocialCreditCode };
    }
    if (facts.donorKind === DonorKind.ANONYMOUS || !facts.dataKey || !facts.name)
      return invalid(
        'donationId',
        '匿名捐赠没有交款人，不开具票据。',
        'Nobody is named as the donor, so there is no receipt.',
      );
    const key = this.vault.openKey(facts.donorId, facts.dataKey);
    return {
      payer: key.open({ table: 'donor', column: 'name', rowId: facts.donorId }, facts.name),
      payerCreditCode: null,
    };
  }

  private async unprintable(draft: Draft): Promise<InvalidInput | undefined> {
    const texts: [string, string][] = [
      ['payer', draft.payer],
      ['payee', draft.payee],
      ['projectName', draft.projectName],
      ['reviewer', draft.reviewer],
      ['cashier', draft.cashier],
      ['remark', draft.remark ?? ''],
      ['other', draft.other ?? ''],
      ['items', draft.lines.map((line) => `${line.item}${line.unit}`).join('')],
    ];
    for (const [field, text] of texts)
      if (!(await this.fonts.canPrint(text)))
        return invalid(
          field,
          '含有票据字体没有的字符，无法打印。',
          'It has a character that the fonts of receipts lack.',
        );
    return undefined;
  }
}

function linesOf(facts: ReceiptFacts): LineRow[] | Refusal {
  if (facts.status !== DonationStatus.RECEIVED) return new WrongState(facts.status, [DonationStatus.RECEIVED]);
  if (facts.form === DonationForm.SERVICE)
    return invalid('donationId', '服务类捐赠不开具捐赠票据。', 'Services get no donation receipt.');
  if (facts.form === DonationForm.MONEY) {
    const fen = facts.moneyFen!;
    return [{ item: '资金', unit: '元', quantity: 1n, standardFen: fen, amountFen: fen }];
  }
  const unproved = facts.lots.filter((lot) => lot.valueKind !== ValueKind.EVIDENCED || lot.unitValueFen === '0');
  if (unproved.length > 0 || facts.lots.length === 0) return new ValueNotEvidenced(unproved.map((lot) => lot.item));
  if (facts.lots.length > linesMaximum - 1)
    return invalid(
      'donationId',
      `一张票据最多 ${linesMaximum - 1} 行明细。`,
      `A receipt holds ${linesMaximum - 1} lines.`,
    );
  return facts.lots.map(({ item, unit, quantity, unitValueFen }) => {
    const [pieces, standardFen] = [BigInt(quantity), BigInt(unitValueFen)];
    return { item, unit, quantity: pieces, standardFen, amountFen: pieces * standardFen };
  });
}

function wordsOf(wording: Wording): Pick<Draft, 'remark' | 'other'> | InvalidInput {
  const remark = wording.remark == null ? null : requireText('remark', wording.remark, { maximum: 60 });
  if (isRefusal(remark)) return remark;
  const other = wording.other == null ? null : requireText('other', wording.other, { maximum: 60 });
  return isRefusal(other) ? other : { remark, other };
}

function invalid(field: string, zh: string, en: string): InvalidInput {
  return new InvalidInput(field, { zh, en });
}
