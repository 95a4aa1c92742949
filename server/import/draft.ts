/** Promises the donations that the rows of a file tell of, or every cell that is wrong, before anything is asked of the database. */
import { v5 } from 'uuid';
import { GoodsCondition } from '../../schema/donation/enums';
import type { LotInput } from '../../schema/donation/inputs';
import type { ImportProblem } from '../../schema/import/import';
import { CalendarDate } from '../../schema/scalars';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { cleanText } from '../../schema/text';
import { problem, type ColumnName, type Headings, type NamedRow } from './columns';

export interface DonationDraft {
  readonly donationId: string;
  readonly reference: string;
  /** The rows of the file, in order; the row of a lot has its index. */
  readonly rows: readonly number[];
  readonly moneyFen?: bigint;
  readonly lots: readonly LotInput[];
  readonly earmark: { readonly projectId?: string; readonly serviceKind?: ServiceKind; readonly areaCode?: string };
}

const conditions = new Map<string, GoodsCondition>([
  ['全新', GoodsCondition.NEW],
  ['良好', GoodsCondition.GOOD],
  ['旧', GoodsCondition.USED],
  ...Object.values(GoodsCondition).map((condition) => [condition, condition] as const),
]);
const goodsColumns: readonly ColumnName[] = ['item', 'unit', 'quantity', 'unitValue', 'condition'];
const onlyGoods: readonly ColumnName[] = [...goodsColumns, 'valueEvidence', 'expiresOn'];

/** Yuan with at most two decimals as fen, exactly; undefined when it is not so written. */
export function fenOf(yuan: string): bigint | undefined {
  const match = /^(0|[1-9]\d{0,12})(?:\.(\d{1,2}))?$/.exec(yuan);
  return match ? BigInt(match[1]!) * 100n + BigInt((match[2] ?? '').padEnd(2, '0')) : undefined;
}

/** Reads the rows; donations and lots have ids made of the import's and the partner's number, so that a retry has the same. */
export function draftDonations(headings: Headings, importId: string): DonationDraft[] | ImportProblem[] {
  const problems: ImportProblem[] = [];
  const drafts = new Map<string, { rows: NamedRow[]; lots: LotInput[]; moneyFen?: bigint }>();
  for (const row of headings.rows) {
    const wrong = (column: ColumnName, zh: string, en: string) =>
      void problems.push(problem(row.number, headings.said(column), zh, en));
    const reference = cleanText(row.cells.reference ?? '', { maximum: 64 });
    if (reference === undefined) {
      wrong('reference', '序号须为 1 至 64 个字符。', 'A reference has 1 to 64 characters.');
      continue;
    }
    const earlier = drafts.get(reference);
    if (earlier && (row.cells.amount !== undefined || earlier.moneyFen !== undefined)) {
      wrong('reference', '序号重复：一笔资金只占一行。', 'The reference stands twice: a sum of money is one row.');
      continue;
    }
    if (earlier && earmarkColumns.some((column) => earlier.rows[0]!.cells[column] !== row.cells[column]))
      wrong('reference', '同一笔捐赠各行的指定用途须一致。', 'The rows of one donation have one earmark.');
    const draft = earlier ?? { rows: [], lots: [] };
    drafts.set(reference, draft);
    draft.rows.push(row);
    if (row.cells.amount !== undefined) draft.moneyFen = readMoney(row, wrong);
    else {
      const lot = readLot(row, v5(`lot ${reference} ${draft.lots.length}`, importId), wrong);
      draft.lots.push(lot);
    }
    checkEarmarkCells(row, wrong);
  }
  if (problems.length > 0) return problems;
  return [...drafts].map(([reference, { rows, lots, moneyFen }]) => ({
    ...{ donationId: v5(`donation ${reference}`, importId), reference, lots, moneyFen },
    rows: rows.map((row) => row.number),
    earmark: {
      projectId: rows[0]!.cells.project,
      serviceKind: rows[0]!.cells.serviceKind as ServiceKind | undefined,
      areaCode: rows[0]!.cells.areaCode,
    },
  }));
}

const earmarkColumns: readonly ColumnName[] = ['project', 'serviceKind', 'areaCode'];

type Wrong = (column: ColumnName, zh: string, en: string) => void;

function checkEarmarkCells(row: NamedRow, wrong: Wrong): void {
  const { serviceKind, areaCode } = row.cells;
  if (serviceKind !== undefined && !(serviceKind in ServiceKind))
    wrong('serviceKind', '服务类别代码不存在。', 'There is no such kind of help.');
  if (areaCode !== undefined && !/^\d{2,15}$/.test(areaCode))
    wrong('areaCode', '区划代码须为 2 至 15 位数字。', 'An area code has 2 to 15 digits.');
}

function readMoney(row: NamedRow, wrong: Wrong): bigint {
  for (const column of onlyGoods)
    if (row.cells[column] !== undefined)
      wrong(column, '资金行不填物资栏目。', 'A row of money has nothing in the columns of goods.');
  const fen = fenOf(row.cells.amount!);
  if (fen === undefined || fen === 0n)
    wrong(
      'amount',
      '金额须大于零，最多两位小数，不带千分位。',
      'An amount is above zero, with at most two decimals and no separators.',
    );
  return fen ?? 0n;
}

function readLot(row: NamedRow, lotId: string, wrong: Wrong): LotInput {
  const { item, unit, quantity, unitValue, condition, valueEvidence, expiresOn } = row.cells;
  for (const column of goodsColumns)
    if (row.cells[column] === undefined)
      wrong(column, '物资行须填写此栏（或改填金额）。', 'A row of goods needs this (or state an amount of money).');
  const pieces = quantity !== undefined && /^[1-9]\d{0,9}$/.test(quantity) ? BigInt(quantity) : undefined;
  if (quantity !== undefined && pieces === undefined)
    wrong('quantity', '数量须为大于零的整数。', 'A quantity is a whole number above zero.');
  const value = unitValue === undefined ? undefined : fenOf(unitValue);
  if (unitValue !== undefined && value === undefined)
    wrong('unitValue', '单价须为非负数，最多两位小数。', 'A unit value is not negative and has at most two decimals.');
  const known = condition === undefined ? undefined : conditions.get(condition.toUpperCase());
  if (condition !== undefined && known === undefined)
    wrong('condition', '成色须为全新、良好或旧。', 'A condition is NEW, GOOD or USED.');
  if (expiresOn !== undefined && !isDay(expiresOn))
    wrong('expiresOn', '有效期须写作 YYYY-MM-DD 且日期存在。', 'A day is written YYYY-MM-DD and exists.');
  return {
    ...{ lotId, item: item ?? '', unit: unit ?? '', quantity: pieces ?? 0n, unitValueFen: value ?? 0n },
    ...{ condition: known ?? GoodsCondition.NEW, valueEvidence, expiresOn },
  };
}

function isDay(text: string): boolean {
  try {
    CalendarDate.parseValue(text);
    return true;
  } catch {
    return false;
  }
}
