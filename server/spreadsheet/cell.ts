/** Promises cells that a spreadsheet shows and never runs. */

/** Whole numbers are numbers in a workbook as well; null is an empty cell. */
export type Cell = string | number | bigint | null;
export type Row = readonly Cell[];

/** What spreadsheets take for the beginning of a formula or command, also behind blanks, marks and controls that they skip. */
const beginsLikeAFormula = /^[\s\p{Cc}\p{Cf}\p{Z}]*[=+\-@|%\uFF1D\uFF0B\uFF0D\uFF20]/u;
const beginsWithAControl = /^[\t\r\n]/;

/** The cell as text that stays text: an apostrophe in front is shown by none of the usual programs when it is read as one. */
export function safeCell(text: string): string {
  return beginsLikeAFormula.test(text) || beginsWithAControl.test(text) ? `'${text}` : text;
}
