/** Promises the columns of a file of donations, found by their headings in either language and in any order. */
import { ImportProblem } from '../../schema/import/import';
import type { SheetRow } from '../spreadsheet/sheet';

export const columnNames = {
  reference: ['序号', 'reference'],
  amount: ['金额(元)', 'amount'],
  item: ['品名', 'item'],
  unit: ['单位', 'unit'],
  quantity: ['数量', 'quantity'],
  unitValue: ['单价(元)', 'unitValue'],
  valueEvidence: ['价值凭证', 'valueEvidence'],
  condition: ['成色', 'condition'],
  expiresOn: ['有效期至', 'expiresOn'],
  project: ['项目', 'project'],
  serviceKind: ['服务类别', 'serviceKind'],
  areaCode: ['区划代码', 'areaCode'],
} as const;

export type ColumnName = keyof typeof columnNames;

/** One row by the names of its columns; a cell that is empty is not there. */
export interface NamedRow {
  readonly number: number;
  readonly cells: Readonly<Partial<Record<ColumnName, string>>>;
}

export interface Headings {
  /** The heading as the file has it, or as it should. */
  readonly said: (column: ColumnName) => string;
  readonly rows: readonly NamedRow[];
}

export function problem(row: number, column: string, zh: string, en: string): ImportProblem {
  return Object.assign(new ImportProblem(), { row, column, messageZh: zh, messageEn: en });
}

/** Names the cells of every row by the heading in the first one, or tells what is wrong with the headings. */
export function readHeadings([heading, ...rows]: readonly SheetRow[]): Headings | ImportProblem[] {
  const problems: ImportProblem[] = [];
  const places = new Map<ColumnName, number>();
  for (const [place, text] of (heading?.cells ?? []).entries()) {
    if (text === '') continue;
    const name = (Object.keys(columnNames) as ColumnName[]).find((column) =>
      columnNames[column].some((known) => plain(known) === plain(text)),
    );
    const column = name ?? `${place + 1}`;
    if (name === undefined)
      problems.push(problem(1, column, '不认识的列名,请按模板填写。', 'No such heading; use those of the template.'));
    else if (places.has(name))
      problems.push(problem(1, columnNames[name][0], '列名重复,请删除一列。', 'The heading stands twice; remove one.'));
    else places.set(name, place);
  }
  if (!places.has('reference'))
    problems.push(problem(1, columnNames.reference[0], '缺少此列,请补上。', 'This column is missing; add it.'));
  if (problems.length > 0) return problems;
  const said = (column: ColumnName) => heading!.cells[places.get(column) ?? -1] ?? columnNames[column][0];
  return { said, rows: rows.map((row) => ({ number: row.number, cells: named(row, places) })) };
}

function named(row: SheetRow, places: ReadonlyMap<ColumnName, number>): Partial<Record<ColumnName, string>> {
  const cells = [...places].map(([name, place]) => [name, row.cells[place] ?? ''] as const);
  return Object.fromEntries(cells.filter(([, text]) => text !== ''));
}

/** Full-width brackets and capitals make no difference. */
function plain(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}
