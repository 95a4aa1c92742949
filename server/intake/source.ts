/** Promises the rows of a file one after the other, however long it is: a chunk is let go of when it has been read. */
import { pipeline, Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { SpreadsheetFormat } from '../../schema/import/import';
import { readRows, type SheetRow } from '../spreadsheet/sheet';

export const byteMaximum: Readonly<Record<SpreadsheetFormat, number>> = { CSV: 16 * 1024 * 1024, XLSX: 1024 * 1024 };
export const rowMaximum: Readonly<Record<SpreadsheetFormat, number>> = { CSV: 200_000, XLSX: 5_000 };
const unpackedMaximum = 32_000_000;

/** The bytes are no workbook, or one beyond the limits. */
export class NotAWorkbook extends Error {}

/** The rows with contents, numbered as a spreadsheet counts. Throws when the bytes are no such file. Empties the list of chunks. */
export async function* rowsOf(format: SpreadsheetFormat, chunks: Buffer[]): AsyncGenerator<SheetRow> {
  if (format === SpreadsheetFormat.XLSX) {
    const limits = { rows: rowMaximum.XLSX, unpackedBytes: unpackedMaximum };
    const rows = await readRows(format, Buffer.concat(chunks.splice(0)), limits);
    if (!rows) throw new NotAWorkbook();
    yield* rows;
    return;
  }
  // A quotation mark that is never closed would take the rest of the file for one cell: a record has its limit.
  const options = { bom: true, relax_column_count: true, trim: true, info: true, max_record_size: 20_000 };
  const parser = parse(options);
  // Ends the parser with the error of the decoder, too; whoever reads the parser hears of it.
  pipeline(Readable.from(textOf(chunks)), parser, () => undefined);
  let number = 0;
  for await (const { record } of parser as AsyncIterable<{ record: string[] }>) {
    number += 1;
    if (record.some((cell) => cell !== '')) yield { number, cells: record };
  }
}

/** UTF-8, or else GB 18030, which spreadsheets in China write by default. Throws when it is neither. */
function* textOf(chunks: Buffer[]): Generator<string> {
  const decoder = new TextDecoder(isUtf8(chunks) ? 'utf-8' : 'gb18030', { fatal: true, ignoreBOM: true });
  for (let chunk = chunks.shift(); chunk !== undefined; chunk = chunks.shift()) {
    const text = decoder.decode(chunk, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

function isUtf8(chunks: readonly Buffer[]): boolean {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for (const chunk of chunks) decoder.decode(chunk, { stream: true });
    decoder.decode();
    return true;
  } catch {
    return false;
  }
}
