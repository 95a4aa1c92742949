/** Promises exports asked for within what the actor may be told, cancelled by their asker, and read by nobody else. */
import {
  DataExportStatus,
  DataExportSubject,
  RecordsNotListed,
  TooManyDataExports,
  type CancelDataExportInput,
  type RequestDataExportInput,
} from '../../schema/export/data-export';
import { localId } from '../../schema/global-id';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import type { AuditTrail } from '../audit/audit';
import type { Database } from '../database/database';
import type { IdentityVault } from '../household/vault';
import type { Actor } from '../identity/actor';
import type { Scope } from '../indicator/indicator.policy';
import type { IndicatorService } from '../indicator/indicator.service';
import { announce } from './announce';
import type { AskedExport } from './data-export.entity';
import type { DataExportRepository, DataExportRow } from './data-export.repository';
import { pieceOf } from './piece';

export const unwrittenMaximum = 5;
const cancellable = [DataExportStatus.REQUESTED, DataExportStatus.WRITING, DataExportStatus.READY];

export interface ExportFile {
  readonly fileName: string;
  readonly byteCount: number;
  readonly pieces: AsyncIterable<Buffer>;
}

export interface DataExportParts {
  readonly database: Database;
  readonly audit: AuditTrail;
  readonly dataExports: DataExportRepository;
  readonly indicators: IndicatorService;
  readonly vault: IdentityVault;
}

export class DataExportService {
  private whenRequested: () => void = () => undefined;

  constructor(private readonly parts: DataExportParts) {}

  /** Told when there is something to write. */
  onRequested(reaction: () => void): void {
    this.whenRequested = reaction;
  }

  async request(actor: Actor, input: RequestDataExportInput, wanted: Scope): Promise<DataExportRow | Refusal> {
    const { audit, database, dataExports } = this.parts;
    const { exportId: id, subject, format } = input;
    const asked = this.asked(actor, input, wanted);
    if (isRefusal(asked)) return asked;
    const answer = await database.transaction<DataExportRow | Refusal>(async (tx) => {
      const details = { subject, format, codes: asked.codes, scope: asked.scope };
      const once = await audit.recordOnce(tx, line(actor, 'requestDataExport', id, details), id, input);
      if (isRefusal(once)) return once;
      if (once === 'repeated') return (await dataExports.findExport(tx, id))!;
      if ((await dataExports.lockUnwrittenOf(tx, actor.accountId)) >= unwrittenMaximum)
        return new TooManyDataExports(unwrittenMaximum);
      const row = await dataExports.insertExport(tx, { id, accountId: actor.accountId, subject, asked, format });
      await announce(tx, row);
      return row;
    });
    if (!isRefusal(answer)) this.whenRequested();
    return answer;
  }

  cancel(actor: Actor, input: CancelDataExportInput): Promise<DataExportRow | Refusal> {
    const { audit, database, dataExports } = this.parts;
    const id = localId('DataExport', input.exportId);
    return database.transaction<DataExportRow | Refusal>(async (tx) => {
      const once = await audit.recordOnce(tx, line(actor, 'cancelDataExport', id, {}), input.commandId, input);
      if (isRefusal(once)) return once;
      const row = await dataExports.lockExport(tx, id);
      if (row?.accountId !== actor.accountId) return new NotFound('DataExport');
      if (once === 'repeated') return row;
      if (!cancellable.includes(row.status)) return new WrongState(row.status, cancellable);
      const ended = await dataExports.endWithout(tx, id, DataExportStatus.CANCELLED, null);
      await announce(tx, ended);
      return ended;
    });
  }

  async findOwn(actor: Actor, id: string): Promise<DataExportRow | undefined> {
    if (actor.apiKey) return undefined;
    const row = await this.parts.dataExports.findExport(this.parts.database, id);
    return row?.accountId === actor.accountId ? row : undefined;
  }

  list(actor: Actor, page: Parameters<DataExportRepository['listOf']>[2]) {
    return this.parts.dataExports.listOf(this.parts.database, actor.accountId, page);
  }

  /** The file, for its asker while it still may read what is in it; undefined for everybody else. Each reading is written down. */
  async open(actor: Actor, id: string): Promise<ExportFile | undefined> {
    const { audit, database, dataExports, vault } = this.parts;
    const row = await this.findOwn(actor, id);
    if (row?.status !== DataExportStatus.READY || row.expiresAt! <= (await now(database))) return undefined;
    if (!this.mayRead(actor, row)) return undefined;
    const details = { format: row.format, rows: row.rowCount };
    await database.transaction((tx) => audit.record(tx, line(actor, 'readDataExport', id, details)));
    const key = vault.openKey(id, row.dataKey!);
    const pieces = async function* () {
      for (let position = 1; ; position += 1) {
        const sealed = await dataExports.findPiece(database, id, position);
        if (!sealed) return;
        yield key.openBytes(pieceOf(id, position), sealed);
      }
    };
    return { fileName: `linkage-${id}.${row.format.toLowerCase()}`, byteCount: row.byteCount!, pieces: pieces() };
  }

  /** Whether the actor may be told all that was asked for. */
  mayRead(actor: Actor, { subject, asked }: Pick<DataExportRow, 'subject' | 'asked'>): boolean {
    const { indicators } = this.parts;
    const told = indicators.askAll(actor, asked.codes, asked.scope);
    if (isRefusal(told)) return false;
    return subject === DataExportSubject.FIGURES || told.measures.every((one) => indicators.records(one) !== undefined);
  }

  private asked(actor: Actor, input: RequestDataExportInput, wanted: Scope): AskedExport | Refusal {
    const isOfRecords = input.subject === DataExportSubject.RECORDS;
    const codes = input.codes && [...new Set(input.codes)];
    const groupings = [...new Set(input.groupings ?? [])];
    if (isOfRecords && codes?.length !== 1) return new InvalidInput('codes', oneCode);
    if (codes?.length === 0) return new InvalidInput('codes', noCode);
    if (isOfRecords && (groupings.length > 0 || input.byMonth)) return new InvalidInput('groupings', notDivided);
    const told = this.parts.indicators.askAll(actor, codes, wanted);
    if (isRefusal(told)) return told;
    if (told.measures.length === 0) return new NotFound('Measure');
    const unlisted = isOfRecords
      ? told.measures.find((one) => this.parts.indicators.records(one) === undefined)
      : undefined;
    if (unlisted) return new RecordsNotListed(unlisted.measure.code);
    const named = told.measures.map(({ measure }) => measure.code);
    return { codes: named, scope: told.scope, groupings, byMonth: input.byMonth };
  }
}

export function line(
  actor: Pick<Actor, 'accountId'>,
  operation: string,
  subjectId: string,
  details: Readonly<Record<string, unknown>>,
) {
  return { accountId: actor.accountId, operation, subjectType: 'DataExport', subjectId, details };
}

async function now(database: Database): Promise<Date> {
  const [row] = await database.query<{ now: Date }>('/* dataExport.now */ SELECT now() AS now');
  return row!.now;
}

const oneCode = { zh: '导出明细须指定一个指标。', en: 'Name exactly one measure for its records.' };
const noCode = { zh: '请至少指定一个指标，或不填以导出全部。', en: 'Name a measure, or leave this out for all.' };
const notDivided = { zh: '明细不分组、不逐月。', en: 'Records are not divided into groups or months.' };
