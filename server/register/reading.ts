/** Promises that the rows of an import are read by the rules, or that every broken one is named by place and field, never by value. */
import { AreaLevel } from '../../schema/area/area';
import { RegisterProblem, type RegisterEntryInput } from '../../schema/register/register';
import { cleanText } from '../../schema/text';
import type { AreaEntity } from '../area/area.entity';
import { readResidentNumber } from '../household/resident-number';

export interface ReadEntry {
  readonly id: string;
  readonly residentNumber: string;
  readonly areaCode: string;
  readonly enteredOn: string;
  readonly decisionNumber?: string;
}

const places = new Set([AreaLevel.COMMUNITY, AreaLevel.GRID]);

export function readEntries(
  inputs: readonly RegisterEntryInput[],
  known: { readonly areas: ReadonlyMap<string, AreaEntity>; readonly today: string },
): { readonly entries: ReadEntry[]; readonly problems: RegisterProblem[] } {
  const entries: ReadEntry[] = [];
  const problems: RegisterProblem[] = [];
  const seen = new Set<string>();
  for (const [index, input] of inputs.entries()) {
    const wrong = (field: keyof RegisterEntryInput, zh: string, en: string) =>
      problems.push(problemOf(index + 1, field, zh, en));
    const number = readResidentNumber(input.residentNumber, known.today);
    if ('mistake' in number)
      wrong('residentNumber', '公民身份号码不正确，请核对证件。', 'The resident number is not right; check the card.');
    else if (seen.has(number.number))
      wrong('residentNumber', '同一人在本批中出现两次，请删去一行。', 'The same person stands twice; remove one row.');
    else seen.add(number.number);
    if (!places.has(known.areas.get(input.areaCode)?.level as AreaLevel))
      wrong('areaCode', '区划须为您辖区内的社区或网格。', 'The area must be a community or grid of yours.');
    if (input.enteredOn > known.today) wrong('enteredOn', '进入日期不能晚于今天。', 'The day must not be after today.');
    const decisionNumber = input.decisionNumber ? readDecisionNumber(input.decisionNumber) : undefined;
    if (input.decisionNumber && !decisionNumber)
      wrong('decisionNumber', '文号须为 1 至 60 个字符。', 'It has 1 to 60 characters.');
    if (!('mistake' in number))
      entries.push({
        ...{ id: input.entryId, residentNumber: number.number, areaCode: input.areaCode, enteredOn: input.enteredOn },
        decisionNumber,
      });
  }
  return { entries, problems };
}

/** A number of a decision: never a resident number. */
export function readDecisionNumber(text: string): string | undefined {
  const clean = cleanText(text, { maximum: 60 });
  return clean === undefined || /\d{17}[\dXx]/.test(clean.normalize('NFKC')) ? undefined : clean;
}

export function problemOf(row: number, field: keyof RegisterEntryInput, zh: string, en: string): RegisterProblem {
  return Object.assign(new RegisterProblem(), { row, field, messageZh: zh, messageEn: en });
}
