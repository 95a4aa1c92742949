/** Promises the cells of a CSV or XLSX file as plain text, read row by row up to a limit, and numbers exactly as they were written. */
import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { SpreadsheetFormat } from '../../schema/import/import';
import { plainArchive, unpackParts } from './archive';

export interface SheetRow {
  /** As a spreadsheet counts: the heading is 1. */
  readonly number: number;
  readonly cells: readonly string[];
}

/** Where the last row of a workbook may stand: some leave rows empty. */
const sheetRowMaximum = 20_000;

/** How much of a file is read. */
export interface SheetLimits {
  readonly rows: number;
  /** What a workbook may grow to when it is unpacked. */
  readonly unpackedBytes: number;
}

/** The rows with contents, or undefined when the bytes are no such file. One row more than allowed tells that there are more. */
export async function readRows(
  format: SpreadsheetFormat,
  bytes: Buffer,
  limits: SheetLimits,
): Promise<SheetRow[] | undefined> {
  try {
    return format === SpreadsheetFormat.CSV ? await readText(bytes, limits) : await readWorkbook(bytes, limits);
  } catch {
    // The reader's own words quote the file; what is wrong with it is told without them.
    return undefined;
  }
}

async function readText(bytes: Buffer, limits: SheetLimits): Promise<SheetRow[]> {
  const parser = Readable.from([decode(bytes)]).pipe(
    parse({ bom: true, relax_column_count: true, trim: true, info: true, max_record_size: 20_000 }),
  );
  const rows: SheetRow[] = [];
  let number = 0;
  for await (const { record } of parser as AsyncIterable<{ record: string[] }>) {
    number += 1;
    if (record.some((cell) => cell !== '')) rows.push({ number, cells: record });
    if (rows.length > limits.rows + 1) break;
  }
  return rows;
}

/** UTF-8, or else GB 18030, which spreadsheets in China write by default. Throws when it is neither. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
  }
}

async function readWorkbook(bytes: Buffer, limits: SheetLimits): Promise<SheetRow[] | undefined> {
  const parts = await unpackParts(bytes, limits.unpackedBytes);
  if (!parts || parts.some((part) => reachesTooFar(part.bytes.toString('utf8')))) return undefined;
  const { readSheet } = await import('read-excel-file/node');
  const sheet = await readSheet(plainArchive(parts), { trim: true, parseNumber: (text) => text });
  return sheet
    .map((row, index) => ({ number: index + 1, cells: row.map(cellText) }))
    .filter((row) => row.cells.some((cell) => cell !== ''))
    .slice(0, limits.rows + 2);
}

/**
 * Whether a cell or row of a part says that it stands beyond the limits. The reader lays out every cell up to the last one: one that
 * says XFD1048576 would fill the memory of the server from a file of three kilobytes.
 */
function reachesTooFar(part: string): boolean {
  for (const [, place] of part.matchAll(/(?<!xmlns:)\br\s*=\s*["']([^"']*)["']/g)) {
    const read = /^([A-Z]{0,2})(\d{0,6})$/i.exec(place!);
    if (!read || Number(read[2]) > sheetRowMaximum) return true;
  }
  return false;
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return ['string', 'number', 'boolean'].includes(typeof cell) ? `${cell as string}`.trim() : '';
}
