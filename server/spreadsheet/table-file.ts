/** Promises tables as CSV and XLSX, written row by row however long they are, that a spreadsheet shows and never runs. */
import { SpreadsheetFormat } from '../../schema/import/import';
import { safeCell, type Cell, type Row } from './cell';
import { workbookOf } from './workbook';

export const mediaTypes: Record<SpreadsheetFormat, string> = {
  CSV: 'text/csv; charset=utf-8',
  XLSX: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Text is written in pieces of about so many characters: one for each row would cost more than its contents. */
const pieceLength = 32_768;

/** The bytes of the file while its rows come; a row is let go of when it is written. */
export function tableFile(format: SpreadsheetFormat, rows: AsyncIterable<Row> | Iterable<Row>): AsyncGenerator<Buffer> {
  return format === SpreadsheetFormat.CSV ? textOf(rows) : workbookOf(rows);
}

/** The same as a whole, for a table that is short. */
export async function writeTable(format: SpreadsheetFormat, rows: Iterable<Row>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of tableFile(format, rows)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Lines end in CR LF (RFC 4180) and the file begins with a byte order mark, so that spreadsheets read Chinese rightly. */
async function* textOf(rows: AsyncIterable<Row> | Iterable<Row>): AsyncGenerator<Buffer> {
  let text = '\uFEFF';
  for await (const row of rows) {
    text += `${row.map(quoted).join(',')}\r\n`;
    if (text.length < pieceLength) continue;
    yield Buffer.from(text, 'utf8');
    text = '';
  }
  if (text !== '') yield Buffer.from(text, 'utf8');
}

function quoted(cell: Cell): string {
  if (typeof cell !== 'string') return cell === null ? '' : String(cell);
  const safe = safeCell(cell);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
