/** Promises that the members of an input are read by the rules, or that the first broken rule is named by its field. Pure. */
import { Relation, type AgeBand } from '../../schema/household/household';
import type { MemberInput } from '../../schema/household/inputs';
import { InvalidInput } from '../../schema/refusals';
import { ageBandOn, readResidentNumber, type ResidentNumberMistake } from './resident-number';
import { readName } from './written-text';

/** A member as it will be sealed. */
export interface MemberDraft {
  readonly id: string;
  readonly relation: Relation;
  readonly name: string;
  readonly residentNumber?: string;
  readonly ageBand: AgeBand;
}

/** What to say of a number that fails. */
export const residentNumberMistakes: Readonly<Record<ResidentNumberMistake, { zh: string; en: string }>> = {
  FIFTEEN_DIGITS: {
    zh: '15位旧号码已停用。请填写现行的18位公民身份号码。',
    en: 'Numbers of 15 digits are no longer valid. Give the present number of 18 digits.',
  },
  SHAPE: {
    zh: '公民身份号码须为17位数字加1位数字或X。请核对证件后重填。',
    en: 'A resident number has 17 digits and a digit or X. Check the card and correct it.',
  },
  AREA: {
    zh: '公民身份号码前6位不是已知的行政区划。请核对证件后重填。',
    en: 'The first 6 digits are no known area. Check the card and correct it.',
  },
  BIRTH_DATE: {
    zh: '公民身份号码中的出生日期不存在或晚于今天。请核对证件后重填。',
    en: 'The date of birth in the number does not exist or is after today. Check the card and correct it.',
  },
  CHECK_CHARACTER: {
    zh: '公民身份号码的校验位不符。请核对证件后重填。',
    en: 'The check character does not fit the number. Check the card and correct it.',
  },
};

export const invalidName = {
  zh: '姓名须为1至50个字符的文字，不含数字、符号或不可见字符。请改正后重试。',
  en: 'A name has 1 to 50 letters, without digits, signs or invisible characters. Correct it and try again.',
};
const ageNeeded = {
  zh: '没有公民身份号码时须填写年龄段。请补填。',
  en: 'Without a resident number the age band is needed. Fill it in.',
};

/** Reads one member. `path` is what stands before the field name, e.g. "members.0.". */
export function readMember(path: string, input: MemberInput, today: string): MemberDraft | InvalidInput {
  const name = readName(input.name);
  if (name === undefined) return new InvalidInput(`${path}name`, invalidName);
  const given = { id: input.memberId, relation: input.relation, name };
  if (input.residentNumber === undefined || input.residentNumber === null)
    return input.ageBand ? { ...given, ageBand: input.ageBand } : new InvalidInput(`${path}ageBand`, ageNeeded);
  const reading = readResidentNumber(input.residentNumber, today);
  if ('mistake' in reading) return new InvalidInput(`${path}residentNumber`, residentNumberMistakes[reading.mistake]);
  return { ...given, residentNumber: reading.number, ageBand: ageBandOn(reading.birthDate, today) };
}

/** Reads all members of a new household: 1 to 20, one head, no id and no number twice. */
export function readMembers(inputs: readonly MemberInput[], today: string): MemberDraft[] | InvalidInput {
  if (inputs.length < 1 || inputs.length > 20)
    return new InvalidInput('members', { zh: '成员须为1至20人。', en: 'A household has 1 to 20 members.' });
  if (inputs.filter((member) => member.relation === Relation.HEAD).length !== 1)
    return new InvalidInput('members', { zh: '须有且只有一名户主。', en: 'Exactly one member is the head.' });
  const drafts: MemberDraft[] = [];
  for (const [index, input] of inputs.entries()) {
    const draft = readMember(`members.${index}.`, input, today);
    if (draft instanceof InvalidInput) return draft;
    const twin = drafts.some(
      ({ id, residentNumber }) =>
        id === draft.id || (residentNumber !== undefined && residentNumber === draft.residentNumber),
    );
    if (twin)
      return new InvalidInput(`members.${index}`, {
        zh: '同一成员填写了两次。请删去其中一次。',
        en: 'The same member is given twice. Remove one.',
      });
    drafts.push(draft);
  }
  return drafts;
}
