/** Promises tables that a spreadsheet shows and never runs: no cell of an export is read as a formula. */
import { SpreadsheetFormat } from '../../schema/import/import';

/** What spreadsheets take for the beginning of a formula or command, also behind blanks, marks and controls that they skip. */
const beginsLikeAFormula = /^[\s\p{Cc}\p{Cf}\p{Z}]*[=+\-@|%\uFF1D\uFF0B\uFF0D\uFF20]/u;
const beginsWithAControl = /^[\t\r\n]/;

/** The cell as text that stays text: an apostrophe in front is shown by none of the usual programs when it is read as one. */
export function safeCell(text: string): string {
  return beginsLikeAFormula.test(text) || beginsWithAControl.test(text) ? `'${text}` : text;
}

/** Lines end in CR LF (RFC 4180) and the file begins with a byte order mark, so that spreadsheets read Chinese rightly. */
export function writeText(rows: readonly (readonly string[])[]): Buffer {
  const lines = rows.map((row) => row.map(quoted).join(','));
  return Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`, 'utf8');
}

function quoted(cell: string): string {
  const safe = safeCell(cell);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export async function writeTable(format: SpreadsheetFormat, rows: readonly (readonly string[])[]): Promise<Buffer> {
  if (format === SpreadsheetFormat.CSV) return writeText(rows);
  const sheet = rows.map((row) => row.map((cell) => ({ value: safeCell(cell), type: String })));
  const { default: writeWorkbook } = await import('write-excel-file/node');
  return writeWorkbook(sheet).toBuffer();
}

export const mediaTypes: Record<SpreadsheetFormat, string> = {
  CSV: 'text/csv; charset=utf-8',
  XLSX: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
