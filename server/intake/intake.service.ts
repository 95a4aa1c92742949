/** Promises that a file of triggers is read in the background, a batch at a time, and registered as a whole by one transaction or not at all. */
import { createHash } from 'node:crypto';
import { v5 } from 'uuid';
import { AreaLevel } from '../../schema/area/area';
import { localId } from '../../schema/global-id';
import type { SpreadsheetFormat } from '../../schema/import/import';
import {
  TriggerImportHasProblems,
  TriggerImportOutdated,
  TriggerImportStatus,
  type RegisterTriggersInput,
} from '../../schema/intake/trigger-import';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { NotFound, WrongState } from '../../schema/refusals';
import { TriggerChannel } from '../../schema/visit/enums';
import type { AreaRepository } from '../area/area.repository';
import type { AuditTrail } from '../audit/audit';
import type { Database, Transaction } from '../database/database';
import type { HouseholdRepository } from '../household/household.repository';
import type { IdentityVault } from '../household/vault';
import type { Actor } from '../identity/actor';
import type { OrganisationRepository } from '../organisation/organisation.repository';
import type { BulkTriggers } from '../visit/bulk.service';
import { sealPerson } from '../visit/person';
import { problem, strangeArea, TriggerColumns, type ReadTrigger } from './columns';
import { maySend, servesIn } from './intake.policy';
import { NotAWorkbook, rowMaximum, rowsOf } from './source';
import type { StagedProblem, StagedRow, TriggerImportRepository, TriggerImportRow } from './trigger-import.repository';

export interface IntakeParts {
  readonly database: Database;
  readonly audit: AuditTrail;
  readonly areas: AreaRepository;
  readonly organisations: Pick<OrganisationRepository, 'findOrganisation'>;
  readonly households: Pick<HouseholdRepository, 'householdsOfPersons'>;
  readonly vault: IdentityVault;
  readonly imports: TriggerImportRepository;
  readonly bulk: BulkTriggers;
  /** Told of a failure that nobody waits for; the import stays as it is and can be sent again. */
  readonly onError: (error: unknown) => void;
}

export interface SentFile {
  readonly importId: string;
  readonly format: SpreadsheetFormat;
  /** Global id, or undefined for area staff. */
  readonly departmentId?: string;
  readonly chunks: Buffer[];
}

/** Why a file is not read now, for the transport. */
export type NotTaken = 'NOT_ALLOWED' | 'OTHER_CONTENTS' | 'BUSY';

/** Rows of one transaction: sealing them keeps others waiting for some hundredths of a second, not longer. */
const batchSize = 500;
/** Beyond so many wrong rows a file is not worth reading on. */
const badRowMaximum = 20_000;
/** An import of which nothing was heard for so long has lost its server. */
const silentSeconds = 60;
export const hoursKept = 24;
const placeLevels: readonly AreaLevel[] = [AreaLevel.SUBDISTRICT, AreaLevel.COMMUNITY, AreaLevel.GRID];

export class IntakeService {
  /** The file that this server reads now; one at a time, so that memory stays bounded. */
  private reading?: Promise<void>;
  private stopping = false;

  constructor(private readonly parts: IntakeParts) {}

  /** Takes a file and begins to read it. The same file again is answered as it stands; one whose server was lost is read anew. */
  async receive(actor: Actor, file: SentFile): Promise<TriggerImportRow | NotTaken> {
    const { audit, database, imports } = this.parts;
    const departmentId = file.departmentId ? localId('Organisation', file.departmentId) : null;
    if (!(await maySend(actor, departmentId, (id) => this.parts.organisations.findOrganisation(database, id))))
      return 'NOT_ALLOWED';
    if (this.reading || this.stopping) return 'BUSY';
    const hash = createHash('sha256');
    for (const chunk of file.chunks) hash.update(chunk);
    const input = { format: file.format, departmentId, sha256: hash.digest('hex') };
    let release = (): void => undefined;
    this.reading = new Promise((resolve) => (release = resolve));
    let begun = false;
    try {
      const line = {
        ...{ accountId: actor.accountId, operation: 'sendTriggers', subjectType: 'TriggerImport' },
        ...{ subjectId: file.importId, details: { format: file.format, departmentId } },
      };
      const answer = await database.transaction(async (tx) => {
        const once = await audit.recordOnce(tx, line, file.importId, input);
        if (isRefusal(once)) return once;
        begun = false;
        const made = { id: file.importId, accountId: actor.accountId, departmentId, format: file.format };
        const fresh =
          once === 'new'
            ? await imports.insertImport(tx, made)
            : await imports.takeOver(tx, file.importId, silentSeconds);
        begun = fresh !== undefined;
        return fresh ?? (await imports.findImport(tx, file.importId))!;
      });
      if (isRefusal(answer)) return 'OTHER_CONTENTS';
      if (begun)
        this.read(actor, answer, file.chunks)
          .catch(this.parts.onError)
          .finally(() => this.done(release));
      return answer;
    } finally {
      if (!begun) this.done(release);
    }
  }

  /** Resolves when this server reads nothing any more. */
  async idle(): Promise<void> {
    await this.reading;
  }

  /** Takes no file any more and lets go of the one being read after its batch: it can be sent again. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.reading;
  }

  async registerTriggers(actor: Actor, input: RegisterTriggersInput): Promise<TriggerImportRow | Refusal> {
    const { audit, bulk, database, imports } = this.parts;
    const id = localId('TriggerImport', input.importId);
    return database.transaction(async (tx) => {
      const line = {
        ...{ accountId: actor.accountId, operation: 'registerTriggers', subjectType: 'TriggerImport', subjectId: id },
        details: { leaveOutBadRows: input.leaveOutBadRows },
      };
      const once = await audit.recordOnce(tx, line, input.commandId, input);
      if (isRefusal(once)) return once;
      const row = await imports.lockImport(tx, id);
      if (!row || row.accountId !== actor.accountId) return new NotFound('TriggerImport');
      if (once === 'repeated') return row;
      if (row.status !== TriggerImportStatus.TRIED) return new WrongState(row.status, [TriggerImportStatus.TRIED]);
      if (row.badRowCount > 0 && !input.leaveOutBadRows) return new TriggerImportHasProblems(row.badRowCount);
      const registered = await bulk.register(tx, imports.rowsToRegister(id), {
        ...{ importId: id, channel: TriggerChannel.FILE, departmentId: row.departmentId, reportedBy: actor.accountId },
      });
      return registered === undefined ? new TriggerImportOutdated() : imports.endRegistering(tx, id, registered);
    });
  }

  /** For the job: what nobody registered within a day is not kept. */
  removeAbandoned(): Promise<number> {
    return this.parts.database.transaction((tx) => this.parts.imports.removeAbandoned(tx, hoursKept));
  }

  private done(release: () => void): void {
    this.reading = undefined;
    release();
  }

  private async read(actor: Actor, made: TriggerImportRow, chunks: Buffer[]): Promise<void> {
    const { database, imports } = this.parts;
    const end = (status: TriggerImportStatus, problems: readonly StagedProblem[] = []) =>
      database.transaction(async (tx) => {
        await imports.insertProblems(tx, made.id, problems);
        await imports.endReading(tx, made.id, status);
      });
    const today = await database.transaction((tx) => this.parts.bulk.today(tx));
    const areas = new Map<string, boolean>();
    let columns: TriggerColumns | undefined;
    let [rows, bad]: [(ReadTrigger | StagedProblem[])[], number] = [[], 0];
    try {
      for await (const { number, cells } of rowsOf(made.format, chunks)) {
        if (!columns) {
          const found = TriggerColumns.of(cells);
          if (Array.isArray(found)) return await end(TriggerImportStatus.REFUSED, found);
          columns = found;
          continue;
        }
        rows.push(columns.read(number, cells, today));
        if (rows.length < batchSize) continue;
        bad += await this.stage(actor, made, columns, areas, rows);
        rows = [];
        if (this.stopping) return;
        if (bad > badRowMaximum || number > rowMaximum[made.format] + 1)
          return await end(TriggerImportStatus.REFUSED, [tooMuch(number)]);
      }
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      return end(TriggerImportStatus.REFUSED, [unreadable]);
    }
    if (!columns) return end(TriggerImportStatus.REFUSED, [unreadable]);
    if (rows.length > 0) await this.stage(actor, made, columns, areas, rows);
    return end(TriggerImportStatus.TRIED);
  }

  /** One transaction: looks up areas, persons and earlier reports of a batch together, seals who is unknown. Returns its bad rows. */
  private stage(
    actor: Actor,
    made: TriggerImportRow,
    columns: TriggerColumns,
    areas: Map<string, boolean>,
    rows: readonly (ReadTrigger | StagedProblem[])[],
  ): Promise<number> {
    const { bulk, database, imports } = this.parts;
    return database.transaction(async (tx) => {
      const read = rows.filter((row): row is ReadTrigger => !Array.isArray(row));
      await this.lookUpAreas(tx, actor, made, areas, read);
      const good = read.filter((row) => areas.get(row.areaCode));
      const problems = [
        ...rows.filter((row) => Array.isArray(row)).flat(),
        ...read
          .filter((row) => !areas.get(row.areaCode))
          .map((row) => problem(row.number, columns.said('areaCode'), strangeArea)),
      ];
      const staged = await this.sealed(tx, made.id, good);
      const before = await bulk.toldBefore(tx, staged);
      const left = staged.filter((_row, place) => !before.has(place));
      const badRows = rows.length - good.length;
      const tally = { rows: rows.length, badRows, reportedBefore: before.size };
      if (!(await imports.stage(tx, made.id, left, problems, tally))) throw new Error('The import was removed.');
      return badRows;
    });
  }

  private async lookUpAreas(
    tx: Transaction,
    actor: Actor,
    made: TriggerImportRow,
    areas: Map<string, boolean>,
    read: readonly ReadTrigger[],
  ): Promise<void> {
    const asked = [...new Set(read.map((row) => row.areaCode))].filter((code) => !areas.has(code));
    if (asked.length === 0) return;
    const found = new Map((await this.parts.areas.findAreas(tx, asked)).map((area) => [area.code, area.level]));
    for (const code of asked) {
      const level = found.get(code);
      const isPlace = level !== undefined && placeLevels.includes(level);
      areas.set(code, isPlace && (made.departmentId !== null || servesIn(actor, code)));
    }
  }

  /** The ids follow from the file and the row: the same file has the same, however often it is read. */
  private async sealed(tx: Transaction, importId: string, rows: readonly ReadTrigger[]): Promise<StagedRow[]> {
    const { households, vault } = this.parts;
    const indexes = rows.map((row) => vault.residentNumberIndex(row.person.residentNumber));
    const found = await households.householdsOfPersons(tx, indexes);
    const known = new Set(found.map((person) => person.index.toString('hex')));
    return rows.map((row, place) => {
      const personIndex = indexes[place]!;
      const isKnown = known.has(personIndex.toString('hex'));
      const sealed = isKnown ? undefined : sealPerson(vault, row.person, v5(`person ${row.number}`, importId));
      return {
        ...{
          rowNumber: row.number,
          obligationId: v5(`obligation ${row.number}`, importId),
          trigger: row.trigger,
          occurredOn: row.occurredOn,
          personIndex,
        },
        ...{ areaCode: row.areaCode, reference: row.reference, isKnown, foundPersonId: sealed?.id ?? null },
        ...{ dataKey: sealed?.dataKey ?? null, details: sealed?.details ?? null },
      };
    });
  }
}

const unreadable = problem(1, '1', {
  zh: '无法读取文件：须为所选格式，UTF-8 或 GB 18030 编码。请检查后以新编号重新报送。',
  en: 'The file cannot be read: it must be of the format named, in UTF-8 or GB 18030. Check it and send it under a new id.',
});

function tooMuch(row: number): StagedProblem {
  return problem(row, '1', {
    zh: '文件行数或有误行数超过上限，从此行起未读。请拆分或改正后以新编号重新报送。',
    en: 'The file has too many rows or too many that are wrong; it was not read beyond this row. Split or correct it and send it under a new id.',
  });
}

/** What a reader says of bytes that are no such file: its code tells it, its words quote the file. */
function isUnreadable(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  const said = typeof code === 'string' ? code : '';
  return said.startsWith('CSV_') || said === 'ERR_ENCODING_INVALID_ENCODED_DATA' || error instanceof NotAWorkbook;
}
