/** Promises that a file of donations is registered whole or not at all, and that a trial says the same and stores nothing. */
import { ImportProblem, ImportRefused, type RegisterDonationsInput } from '../../schema/import/import';
import { globalId, localId } from '../../schema/global-id';
import { isRefusal, Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound } from '../../schema/refusals';
import type { PledgeDonationInput } from '../../schema/donation/inputs';
import type { AuditTrail } from '../audit/audit';
import type { Database, Transaction } from '../database/database';
import { takenId } from '../donation/desk';
import { givesFor, receivesFor } from '../donation/donation.policy';
import type { Pledging } from '../donation/pledging';
import type { Actor } from '../identity/actor';
import { readRows } from '../spreadsheet/sheet';
import { problem, readHeadings, type ColumnName, type Headings } from './columns';
import { draftDonations, type DonationDraft } from './draft';
import type { DonationImportEntryRow, DonationImportRepository, DonationImportRow } from './import.repository';
import { byteMaximum, donationLimits, rowMaximum } from './limits';

export interface ImportDone {
  readonly made: Omit<DonationImportRow, 'registeredAt'> & { readonly registeredAt?: Date };
  readonly entries: readonly Pick<DonationImportEntryRow, 'donationId' | 'reference' | 'rowNumber'>[];
  readonly dryRun: boolean;
}

/** What a trial found: a refusal, so that its transaction is rolled back. Never leaves this file. */
class Trial extends Refusal {
  constructor(readonly done: ImportDone) {
    super({ zh: '试运行', en: 'a trial' });
  }
}

export interface ImportParts {
  readonly database: Database;
  readonly audit: AuditTrail;
  readonly imports: DonationImportRepository;
  readonly pledging: Pick<Pledging, 'pledgeAll'>;
}

export class DonationImportService {
  constructor(private readonly parts: ImportParts) {}

  async registerDonations(actor: Actor, input: RegisterDonationsInput): Promise<ImportDone | Refusal> {
    const donorId = localId('Organisation', input.donorOrganisationId);
    const recipientId = localId('Organisation', input.recipientOrganisationId);
    if (!givesFor(actor, donorId) && !receivesFor(actor, recipientId)) return new NotFound('Organisation');
    const read = await readFile(input);
    if (isRefusal(read)) return read;
    const { audit, imports } = this.parts;
    const work = async (tx: Transaction): Promise<ImportDone | Refusal> => {
      const line = {
        accountId: actor.accountId,
        operation: 'registerDonations',
        subjectType: 'DonationImport',
        subjectId: input.importId,
        details: {
          donorOrganisationId: donorId,
          recipientOrganisationId: recipientId,
          rows: read.headings.rows.length,
        },
      };
      if (!input.dryRun) {
        const once = await audit.recordOnce(tx, line, input.importId, input);
        if (isRefusal(once)) return once;
        if (once === 'repeated') return (await this.findDone(tx, input.importId))!;
      }
      await imports.lockDonor(tx, donorId);
      const problems = await this.pledgeAll(tx, actor, input, donorId, read);
      if (problems.length > 0) return new ImportRefused(problems);
      const done = summary(actor, input, donorId, recipientId, read);
      if (input.dryRun) return new Trial(done);
      const made = await imports.insertImport(tx, done.made, done.entries);
      return { ...done, made };
    };
    const result = await this.parts.database.transaction(work).catch(takenId);
    return result instanceof Trial ? result.done : result;
  }

  /** An import of an organisation for which the actor speaks, as giver or as receiver. */
  async findVisible(actor: Actor, id: string): Promise<ImportDone | undefined> {
    const done = await this.findDone(this.parts.database, id);
    if (!done) return undefined;
    const { donorOrganisationId, recipientOrganisationId } = done.made;
    return givesFor(actor, donorOrganisationId) || receivesFor(actor, recipientOrganisationId) ? done : undefined;
  }

  private async findDone(statements: Transaction | Database, id: string): Promise<ImportDone | undefined> {
    const made = await this.parts.imports.findImport(statements, id);
    return made && { made, entries: await this.parts.imports.entriesOf(statements, id), dryRun: false };
  }

  /** Every donation of the file is tried, so that all that is wrong is told at once; the caller rolls back. */
  private async pledgeAll(
    tx: Transaction,
    actor: Actor,
    input: RegisterDonationsInput,
    donorId: string,
    { headings, drafts }: FileRead,
  ): Promise<ImportProblem[]> {
    const references = drafts.map((draft) => draft.reference);
    const known = await this.parts.imports.knownReferences(tx, donorId, references);
    const fresh = drafts.filter((draft) => !known.has(draft.reference));
    const pledges = fresh.map((draft) => pledgeOf(input, draft));
    const refused = await this.parts.pledging.pledgeAll(tx, actor, pledges);
    const refusals = new Map([...refused].map(([place, refusal]) => [fresh[place]!, refusal]));
    return drafts.flatMap((draft) => {
      const refusal = refusals.get(draft);
      if (refusal) return [whereOf(refusal, draft, headings)];
      return known.has(draft.reference) ? [registeredBefore(draft, headings)] : [];
    });
  }
}

interface FileRead {
  readonly headings: Headings;
  readonly drafts: readonly DonationDraft[];
}

async function readFile(input: RegisterDonationsInput): Promise<FileRead | ImportRefused | InvalidInput> {
  const text = input.contentBase64;
  const bytes = /^[A-Za-z0-9+/]+={0,2}$/.test(text) ? Buffer.from(text, 'base64') : undefined;
  if (!bytes || bytes.length > byteMaximum) return unreadable();
  const rows = await readRows(input.format, bytes, donationLimits);
  if (!rows) return unreadable();
  if (rows.length < 2)
    return new ImportRefused([
      problem(2, '1', '文件没有数据行，请至少填写一行。', 'The file has no rows below its heading; fill in one.'),
    ]);
  if (rows.length > rowMaximum + 1)
    return new ImportRefused([
      problem(
        rows.at(-1)!.number,
        '1',
        `一份文件最多 ${rowMaximum} 行，请拆分。`,
        `A file has at most ${rowMaximum} rows; split it.`,
      ),
    ]);
  const headings = readHeadings(rows);
  if (Array.isArray(headings)) return new ImportRefused(headings);
  const drafts = draftDonations(headings, input.importId);
  const [first] = drafts;
  return first instanceof ImportProblem
    ? new ImportRefused(drafts as ImportProblem[])
    : { headings, drafts: drafts as DonationDraft[] };
}

function unreadable(): InvalidInput {
  return new InvalidInput('contentBase64', {
    zh: '无法读取文件：须为所选格式，Base64 编码，不超过 45,000 字节。请检查后重新提交。',
    en: 'The file cannot be read: it must be of the format named, in base64, of at most 45,000 bytes. Check it and send it again.',
  });
}

function pledgeOf(input: RegisterDonationsInput, draft: DonationDraft): PledgeDonationInput {
  const { donorOrganisationId, recipientOrganisationId } = input;
  const { donationId, moneyFen, earmark } = draft;
  const lots = draft.lots.length > 0 ? [...draft.lots] : undefined;
  return { donationId, donorOrganisationId, recipientOrganisationId, moneyFen, lots, earmark };
}

function registeredBefore(draft: DonationDraft, headings: Headings): ImportProblem {
  const said = headings.said('reference');
  return problem(draft.rows[0]!, said, '此序号以前已登记过。', 'Something was registered under this reference before.');
}

const columnOfField: Record<string, ColumnName> = {
  item: 'item',
  unit: 'unit',
  quantity: 'quantity',
  unitValueFen: 'unitValue',
  valueEvidence: 'valueEvidence',
  moneyFen: 'amount',
  areaCode: 'areaCode',
  projectId: 'project',
};

/** The cell that a refusal of one donation is about: its field names the lot and the column. */
function whereOf(refusal: Refusal, draft: DonationDraft, headings: Headings): ImportProblem {
  const field = refusal instanceof InvalidInput ? refusal.field.split('.') : [];
  const lot = field[0] === 'lots' ? Number(field[1]) : 0;
  const columnOfRefusal: Partial<Record<string, ColumnName>> = {
    ProjectNotOpen: 'project',
    EarmarkTooNarrow: 'areaCode',
  };
  const fallback = columnOfRefusal[refusal.constructor.name] ?? 'reference';
  const column = columnOfField[field.at(-1) ?? ''] ?? fallback;
  return problem(draft.rows[lot] ?? draft.rows[0]!, headings.said(column), refusal.messageZh, refusal.messageEn);
}

function summary(
  actor: Actor,
  input: RegisterDonationsInput,
  donorOrganisationId: string,
  recipientOrganisationId: string,
  { headings, drafts }: FileRead,
): ImportDone {
  const sum = (amounts: bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);
  const lots = drafts.flatMap((draft) => draft.lots);
  return {
    dryRun: input.dryRun,
    made: {
      ...{ id: input.importId, donorOrganisationId, recipientOrganisationId, format: input.format },
      ...{ rowCount: headings.rows.length, donationCount: drafts.length, registeredBy: actor.accountId },
      moneyFen: sum(drafts.map((draft) => draft.moneyFen ?? 0n)),
      goodsValueFen: sum(lots.map((lot) => lot.quantity * lot.unitValueFen)),
    },
    entries: drafts.map(({ donationId, reference, rows }) => ({ donationId, reference, rowNumber: rows[0]! })),
  };
}

/** The table that is handed out of an import: row, reference and the id of the donation. */
export function tableOf(done: ImportDone): string[][] {
  const rows = done.entries.map((entry) => [
    ...[String(entry.rowNumber), entry.reference, globalId('Donation', entry.donationId)],
  ]);
  return [['行号 row', '序号 reference', '捐赠编号 donationId'], ...rows];
}
