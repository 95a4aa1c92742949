/** Promises the columns of a file of triggers by their headings in either language, and each row read or every broken cell of it named. */
import { VisitTrigger } from '../../schema/visit/enums';
import { CalendarDate } from '../../schema/scalars';
import { cleanText } from '../../schema/text';
import type { Message } from '../message';
import { addDays } from '../day';
import { oldestTriggerDays } from '../visit/rules';
import { readPerson, type OpenPerson } from '../visit/person';
import type { StagedProblem } from './trigger-import.repository';

const columnNames = {
  trigger: ['情形', 'trigger'],
  occurredOn: ['发生日期', 'occurredOn'],
  residentNumber: ['公民身份号码', 'residentNumber'],
  name: ['姓名', 'name'],
  phone: ['手机号', 'phone'],
  address: ['住址', 'address'],
  areaCode: ['区划代码', 'areaCode'],
  reference: ['来源编号', 'reference'],
} as const;
export type TriggerColumn = keyof typeof columnNames;
const needed: readonly TriggerColumn[] = ['trigger', 'occurredOn', 'residentNumber', 'name', 'areaCode'];

const triggers = new Map<string, VisitTrigger>([
  ...Object.values(VisitTrigger).map((trigger) => [trigger, trigger] as const),
  ['住院', VisitTrigger.HOSPITALISATION],
  ['过世', VisitTrigger.DEATH],
  ['突发变故', VisitTrigger.SUDDEN_MISFORTUNE],
  ['特殊救助对象', VisitTrigger.SPECIAL_ASSISTANCE_RECIPIENT],
  ['受灾', VisitTrigger.DISASTER],
]);

/** A row that is right by itself; whether the area is one is asked for many together. */
export interface ReadTrigger {
  readonly number: number;
  readonly trigger: VisitTrigger;
  readonly occurredOn: string;
  readonly person: OpenPerson;
  readonly areaCode: string;
  readonly reference: string | null;
}

export class TriggerColumns {
  private constructor(
    private readonly places: ReadonlyMap<TriggerColumn, number>,
    private readonly heading: readonly string[],
  ) {}

  /** The columns that a heading names, or what is wrong with it. */
  static of(heading: readonly string[]): TriggerColumns | StagedProblem[] {
    const places = new Map<TriggerColumn, number>();
    const problems: StagedProblem[] = [];
    for (const [place, text] of heading.entries()) {
      const known = (Object.keys(columnNames) as TriggerColumn[]).find((column) =>
        columnNames[column].some((name) => plain(name) === plain(text)),
      );
      // Columns that the product does not know may stand in the file of another office; they are not read.
      if (known === undefined) continue;
      if (places.has(known)) problems.push(problem(1, columnNames[known][0], twice));
      places.set(known, place);
    }
    for (const column of needed) if (!places.has(column)) problems.push(problem(1, columnNames[column][0], missing));
    return problems.length > 0 ? problems : new TriggerColumns(places, heading);
  }

  /** The heading as the file has it. */
  said(column: TriggerColumn): string {
    return cleanText(this.heading[this.places.get(column) ?? -1] ?? '', { maximum: 60 }) ?? columnNames[column][0];
  }

  read(number: number, cells: readonly string[], today: string): ReadTrigger | StagedProblem[] {
    const cell = (column: TriggerColumn) => {
      const text = cells[this.places.get(column) ?? -1];
      return text === undefined || text === '' ? undefined : text;
    };
    const problems: StagedProblem[] = [];
    const wrong = (column: TriggerColumn, message: Message) =>
      void problems.push(problem(number, this.said(column), message));
    const trigger = triggers.get((cell('trigger') ?? '').toUpperCase());
    if (trigger === undefined) wrong('trigger', strangeTrigger);
    const occurredOn = dayOf(cell('occurredOn'));
    if (occurredOn === undefined || occurredOn > today || occurredOn < addDays(today, -oldestTriggerDays))
      wrong('occurredOn', strangeDay);
    const [residentNumber, name] = [cell('residentNumber'), cell('name')];
    const person = readPerson({ residentNumber, name, phone: cell('phone'), address: cell('address') }, today);
    if (Array.isArray(person)) for (const { field, message } of person) wrong(field, message);
    const areaCode = cell('areaCode') ?? '';
    if (!/^\d{9}(\d{3}(\d{3})?)?$/.test(areaCode)) wrong('areaCode', strangeArea);
    const written = cell('reference');
    const reference = written === undefined ? null : cleanText(written, { maximum: 64 });
    if (reference === undefined) wrong('reference', strangeReference);
    if (problems.length > 0 || Array.isArray(person)) return problems;
    return { number, trigger: trigger!, occurredOn: occurredOn!, person, areaCode, reference: reference! };
  }
}

export function problem(rowNumber: number, columnName: string, { zh, en }: Message): StagedProblem {
  return { rowNumber, columnName, messageZh: zh, messageEn: en };
}

/** A day as offices write it: 2023-04-05, 2023/4/5 or 20230405. */
function dayOf(written: string | undefined): string | undefined {
  const match = /^(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|(\d{2})(\d{2}))$/.exec(written ?? '');
  if (!match) return undefined;
  const [, year, month, day, shortMonth, shortDay] = match;
  const text = `${year}-${(month ?? shortMonth)!.padStart(2, '0')}-${(day ?? shortDay)!.padStart(2, '0')}`;
  try {
    return CalendarDate.parseValue(text);
  } catch {
    return undefined;
  }
}

/** Full-width brackets and capitals make no difference. */
function plain(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}

const twice: Message = { zh: '列名重复,请删除一列。', en: 'The heading stands twice; remove one.' };
const missing: Message = { zh: '缺少此列,请补上。', en: 'This column is missing; add it.' };
const strangeTrigger: Message = {
  zh: '情形须为住院、过世、突发变故、特殊救助对象或受灾。',
  en: 'A trigger is HOSPITALISATION, DEATH, SUDDEN_MISFORTUNE, SPECIAL_ASSISTANCE_RECIPIENT or DISASTER.',
};
const strangeDay: Message = {
  zh: '发生日期须写作 YYYY-MM-DD、存在、不晚于今天且在一年之内。',
  en: 'The day is written YYYY-MM-DD, exists, is not after today and at most a year ago.',
};
export const strangeArea: Message = {
  zh: '区划代码须为现有且在您辖区内的街道(9位)、社区(12位)或网格(15位)。',
  en: 'The code is that of an existing street (9 digits), community (12) or grid (15), one that you serve.',
};
const strangeReference: Message = {
  zh: '来源编号须为1至64个字符,不含不可见字符。',
  en: 'A reference has 1 to 64 characters, none of them invisible.',
};
