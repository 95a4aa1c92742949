/** Promises a Markdown table with aligned columns, ready to be committed: what prettier would make of it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export type Cell = string | number;

/** Columns of numbers are set to the right, all others to the left. A bar within a cell is escaped. */
export function markdownTable(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  for (const row of rows) {
    if (row.length !== head.length) throw new Error(`A row has ${row.length} cells under ${head.length} headings.`);
  }
  const text = [head, ...rows].map((row) => row.map((cell) => String(cell).replaceAll('|', '\\|')));
  const widths = head.map((_, column) => Math.max(3, ...text.map((row) => row[column]!.length)));
  const right = head.map((_, column) => rows.length > 0 && rows.every((row) => typeof row[column] === 'number'));
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const lines = text.map((row) =>
    line(row.map((cell, at) => (right[at] ? cell.padStart(widths[at]!) : cell.padEnd(widths[at]!)))),
  );
  const rule = line(widths.map((width, at) => (right[at] ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width))));
  return [lines[0]!, rule, ...lines.slice(1)].join('\n');
}

/** The middle value; of an even number of values the upper of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

/** Three significant digits, without an exponent: 0.123, 4.56, 78.9, 1230. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

/** Writes a result beside its benchmark, making the folder when it is not there. */
export function writeResult(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content.endsWith('\n') ? content : `${content}\n`);
}
