/** Promises the checks of a post and of a person that seeks, before they are written: each rule as a refusal that names the field. */
import type { PublishJobPostInput } from '../../schema/employment/inputs';
import { isRefusal } from '../../schema/refusal';
import { InvalidInput } from '../../schema/refusals';
import { requireText } from '../../schema/text';

const skillsMaximum = 10;
const monthlyMaximum = 100_000_000n;

/** Short words in one written form, each once. */
export function readSkills(skills: readonly string[]): string[] | InvalidInput {
  if (skills.length > skillsMaximum)
    return wrong('skills', `最多 ${skillsMaximum} 项。`, `At most ${skillsMaximum} entries.`);
  const read: string[] = [];
  for (const [index, skill] of skills.entries()) {
    const text = requireText(`skills.${index}`, skill, { maximum: 40 });
    if (isRefusal(text)) return text;
    if (!/^[\p{L}\p{M} ·+-]+$/u.test(text))
      return wrong(`skills.${index}`, '技能只能用文字。', 'A skill is written in letters.');
    read.push(text);
  }
  return [...new Set(read)].sort();
}

export function checkPost(input: PublishJobPostInput, today: string): InvalidInput | undefined {
  const { ageFrom, ageTo, places, monthlyFen } = input;
  if (input.areaCodes.length === 0 || input.areaCodes.length > 20)
    return wrong('areaCodes', '请填写 1 到 20 个区划。', 'Name 1 to 20 areas.');
  if (!Number.isInteger(ageFrom) || ageFrom < 16)
    return wrong('ageFrom', '最低年龄不得小于 16 岁。', 'Nobody under 16 is employed.');
  if (!Number.isInteger(ageTo) || ageTo < ageFrom || ageTo > 100)
    return wrong(
      'ageTo',
      '最高年龄须不小于最低年龄，且不超过 100。',
      'It is at least the lowest age, and at most 100.',
    );
  if (!Number.isInteger(places) || places < 1 || places > 500)
    return wrong('places', '招用人数为 1 到 500。', 'There are 1 to 500 places.');
  if (monthlyFen < 1n || monthlyFen > monthlyMaximum)
    return wrong('monthlyFen', '月薪为 1 分到 100 万元。', 'The pay is 1 fen to 1,000,000 yuan.');
  return input.closesOn < today
    ? wrong('closesOn', '截止日不能早于今天。', 'The last day lies in the past.')
    : undefined;
}

export function wrong(field: string, zh: string, en: string): InvalidInput {
  return new InvalidInput(field, { zh, en });
}
