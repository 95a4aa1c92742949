/**
 * Promises that what was asked for is written once, whoever is killed or asked twice: one attempt at a time writes, names itself in each
 * statement, and one that was taken over, or cancelled, leaves nothing. In memory are one page of records and one piece of the file.
 */
import { DataExportStatus, DataExportSubject } from '../../schema/export/data-export';
import type { AuditTrail } from '../audit/audit';
import type { Database, Transaction } from '../database/database';
import type { HouseholdKey, IdentityVault } from '../household/vault';
import type { Actor } from '../identity/actor';
import type { ActorRepository } from '../identity/actor.repository';
import type { IndicatorService } from '../indicator/indicator.service';
import type { Row } from '../spreadsheet/cell';
import { tableFile } from '../spreadsheet/table-file';
import { announce } from './announce';
import type { RefusalCode } from './data-export.entity';
import type { DataExportRepository, DataExportRow } from './data-export.repository';
import { line, type DataExportService } from './data-export.service';
import { figureHeadings, type FigureReading } from './figures';
import { pieceOf } from './piece';
import type { RecordReading } from './records';

export interface WritingParts {
  readonly database: Database;
  readonly audit: AuditTrail;
  readonly actors: ActorRepository;
  readonly vault: IdentityVault;
  readonly dataExports: DataExportRepository;
  readonly service: DataExportService;
  readonly indicators: IndicatorService;
  readonly figures: FigureReading;
  readonly records: RecordReading;
  /** Records of one file at the most, for whoever wants fewer. */
  readonly recordMaximum?: number;
}

export const recordMaximum = 200_000;
/** Records that are read together. */
export const pageSize = 100;
/** Records, at least, between two announcements. */
const stepSize = 1_000;
const pieceBytes = 256 * 1024;
const hoursKept = 72;
/** An attempt of which nothing was heard for so long has lost its server; so long waits one that failed, too. */
const silentSeconds = 60;
const attemptsMaximum = 8;

/** Ends an attempt: with a refusal, because it is not the one that writes any more, or because the server stops. */
class Ended extends Error {
  constructor(readonly why: RefusalCode | 'TAKEN_OVER' | 'STOPPING') {
    super(why);
  }
}

/** One attempt, and how far it is. */
interface Attempt {
  readonly row: DataExportRow;
  readonly key: HouseholdKey;
  total: number;
  done: number;
  rowCount: number;
}

export class ExportWriting {
  private underWay?: Promise<number>;
  private askedAgain = false;
  private stopping = false;
  private whenFailed: (error: unknown) => void = () => undefined;

  constructor(private readonly parts: WritingParts) {}

  /** Told of a failure that nobody waits for; the export is tried again. */
  onFailed(reaction: (error: unknown) => void): void {
    this.whenFailed = reaction;
  }

  /** Writes what waits, one after the other, and destroys what is over. Asked again meanwhile, it looks once more. */
  writeDue(): Promise<number> {
    this.askedAgain = true;
    this.underWay ??= this.writeAll().finally(() => (this.underWay = undefined));
    return this.underWay;
  }

  /** The same for those who need not wait for what is under way already: it looks once more. A job would hold a place as long. */
  async writeUnlessUnderWay(): Promise<number> {
    if (!this.underWay) return this.writeDue();
    this.askedAgain = true;
    return 0;
  }

  /** Lets go of what is under way: another server, or this one when it is back, writes it anew. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.underWay?.catch(() => undefined);
  }

  private async writeAll(): Promise<number> {
    const { database, dataExports } = this.parts;
    let written = 0;
    while (this.askedAgain && !this.stopping) {
      this.askedAgain = false;
      await database.transaction(async (tx) => {
        for (const row of await dataExports.expire(tx)) await announce(tx, row);
      });
      for (let attempt = await this.begin(); attempt !== undefined; attempt = await this.begin()) {
        await this.write(attempt);
        written += 1;
      }
    }
    return written;
  }

  /** Takes the oldest that waits; what was tried too often ends. */
  private async begin(): Promise<Attempt | undefined> {
    if (this.stopping) return undefined;
    const { database, dataExports, vault } = this.parts;
    return database.transaction(async (tx) => {
      for (;;) {
        const due = await dataExports.lockDue(tx, silentSeconds);
        if (!due) return undefined;
        if (due.attempt < attemptsMaximum) {
          const { key, wrapped } = vault.makeKey(due.id);
          const row = await dataExports.beginAttempt(tx, due.id, wrapped);
          return { row, key, total: row.total ?? 0, done: 0, rowCount: 0 };
        }
        await announce(tx, await dataExports.endWithout(tx, due.id, DataExportStatus.REFUSED, 'FAILED'));
      }
    });
  }

  private async write(attempt: Attempt): Promise<void> {
    try {
      await this.prepare(attempt);
      await this.writeFile(attempt);
    } catch (error) {
      if (!(error instanceof Ended)) this.whenFailed(error);
      await this.end(attempt.row, error instanceof Ended ? error.why : undefined);
    }
  }

  /** Finds the records, once; an attempt after the first reads those that the first found. */
  private async prepare(attempt: Attempt): Promise<void> {
    const { database, dataExports, indicators } = this.parts;
    const { row } = attempt;
    const actor = await this.reader(row);
    await database.transaction(async (tx) => {
      if (row.subject === DataExportSubject.FIGURES) attempt.total = row.asked.codes.length;
      else if (row.total === null) {
        const asked = indicators.ask(actor, row.asked.codes[0]!, row.asked.scope)!;
        const maximum = this.parts.recordMaximum ?? recordMaximum;
        attempt.total = await dataExports.stageRecords(tx, row.id, indicators.records(asked)!, maximum);
        if (attempt.total > maximum) throw new Ended('TOO_LARGE');
      }
      await this.advance(tx, attempt);
    });
  }

  private async writeFile(attempt: Attempt): Promise<void> {
    const { database } = this.parts;
    const { row } = attempt;
    let [position, byteCount, announced] = [0, 0, 0];
    let waiting: Buffer[] = [];
    const keep = async (tx: Transaction) => {
      const bytes = Buffer.concat(waiting);
      position += 1;
      const sealed = attempt.key.sealBytes(pieceOf(row.id, position), bytes);
      await this.parts.dataExports.insertPiece(tx, row.id, position, sealed);
    };
    let length = 0;
    for await (const bytes of tableFile(row.format, this.rowsOf(attempt))) {
      waiting.push(bytes);
      length += bytes.length;
      byteCount += bytes.length;
      if (length < pieceBytes && attempt.done - announced < stepSize) continue;
      announced = attempt.done;
      await database.transaction(async (tx) => {
        await this.advance(tx, attempt);
        await keep(tx);
      });
      [waiting, length] = [[], 0];
    }
    await database.transaction(async (tx) => {
      await this.advance(tx, attempt, false);
      await keep(tx);
      const { rowCount, done } = attempt;
      const file = { rowCount, byteCount, hoursKept };
      const details = { subject: row.subject, format: row.format, rows: rowCount, read: done };
      await this.parts.audit.record(tx, line(row, 'writeDataExport', row.id, details));
      await announce(tx, await this.parts.dataExports.finish(tx, row.id, file));
    });
  }

  private async *rowsOf(attempt: Attempt): AsyncGenerator<Row> {
    const rows = attempt.row.subject === DataExportSubject.FIGURES ? this.figuresOf(attempt) : this.recordsOf(attempt);
    let isHeading = true;
    for await (const row of rows) {
      if (!isHeading) attempt.rowCount += 1;
      isHeading = false;
      yield row;
    }
  }

  private async *figuresOf(attempt: Attempt): AsyncGenerator<Row> {
    yield figureHeadings;
    for (const code of attempt.row.asked.codes) {
      const rows = await this.parts.figures.read(await this.reader(attempt.row), code, attempt.row.asked);
      if (!rows) throw new Ended('AUTHORITY_ENDED');
      yield* rows;
      attempt.done += 1;
    }
  }

  private async *recordsOf(attempt: Attempt): AsyncGenerator<Row> {
    const { database, dataExports, records } = this.parts;
    const { row } = attempt;
    const types = await dataExports.typesOf(database, row.id);
    yield records.headings(types);
    for (let position = 0; ;) {
      const page = await dataExports.recordsAfter(database, row.id, position, pageSize);
      if (page.length === 0) return;
      yield* await records.read(await this.reader(row), types, page);
      position = page.at(-1)!.position;
      attempt.done += page.length;
    }
  }

  /** Who asked for it, with the authority of now. */
  private async reader(row: DataExportRow): Promise<Actor> {
    if (this.stopping) throw new Ended('STOPPING');
    const actor = await this.parts.actors.ofAccount(this.parts.database, row.accountId);
    if (!actor || !this.parts.service.mayRead(actor, row)) throw new Ended('AUTHORITY_ENDED');
    return actor;
  }

  private async advance(tx: Transaction, attempt: Attempt, isTold = true): Promise<void> {
    const row = await this.parts.dataExports.advance(tx, attempt.row, attempt);
    if (!row) throw new Ended('TAKEN_OVER');
    if (isTold) await announce(tx, row);
  }

  /** Undefined: it failed, and is tried again. */
  private async end(row: DataExportRow, why: Ended['why'] | undefined): Promise<void> {
    const { database, dataExports } = this.parts;
    if (why === 'TAKEN_OVER') return;
    await database.transaction(async (tx) => {
      if (why === undefined || why === 'STOPPING') return dataExports.letGo(tx, row, why === 'STOPPING');
      const held = await dataExports.lockExport(tx, row.id);
      if (held?.status !== DataExportStatus.WRITING || held.attempt !== row.attempt) return;
      await this.parts.audit.record(tx, line(row, 'refuseDataExport', row.id, { why }));
      await announce(tx, await dataExports.endWithout(tx, row.id, DataExportStatus.REFUSED, why));
    });
  }
}
