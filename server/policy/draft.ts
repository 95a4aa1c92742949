/** Promises that what is published of a policy is complete and readable, or that the first broken field is named. Pure. */
import type { PublishPolicyInput } from '../../schema/policy/inputs';
import { isRefusal } from '../../schema/refusal';
import { InvalidInput } from '../../schema/refusals';
import { requireText } from '../../schema/text';
import { readEligibility } from './eligibility';
import type { PolicyToWrite } from './policy.repository';

type Written = Omit<PolicyToWrite, 'publishedBy'>;

/** A sentence of the card is short enough to be read aloud in one breath. */
const sentenceMaximum = 30;
const sentences = /[^。\uFF01\uFF1F\uFF1B!?;]+[。\uFF01\uFF1F\uFF1B!?;]?/gu;

export function draftPolicy(input: PublishPolicyInput): Written | InvalidInput {
  if (!/^[A-Z][A-Z0-9_]{2,39}$/.test(input.code))
    return invalid(
      'code',
      '代码须以大写字母开头，含 3 至 40 个大写字母、数字或下划线。',
      'A code has 3 to 40 of A-Z, 0-9 and _, and begins with a letter.',
    );
  const texts = {
    titleZh: requireText('titleZh', input.titleZh, { maximum: 100 }),
    titleEn: requireText('titleEn', input.titleEn, { maximum: 200 }),
    issuingDepartment: requireText('issuingDepartment', input.issuingDepartment, { maximum: 100 }),
    documentNumber: input.documentNumber ? requireText('documentNumber', input.documentNumber, { maximum: 100 }) : null,
    benefitZh: requireText('benefitZh', input.benefitZh, { maximum: 500 }),
    benefitEn: requireText('benefitEn', input.benefitEn, { maximum: 500 }),
  };
  const broken = Object.values(texts).find(isRefusal);
  if (broken) return broken as InvalidInput;
  if (input.validUntil && input.validUntil < input.validFrom)
    return invalid('validUntil', '失效日期不能早于施行日期。', 'The last day can not be before the first.');
  if (input.reviewDays < 1 || input.reviewDays > 365)
    return invalid('reviewDays', '办理期限须为 1 至 365 天。', 'It takes 1 to 365 days.');
  const documents = listOf('documents', input.documents, { least: 0, most: 20, maximum: 60 });
  if (isRefusal(documents)) return documents;
  const cardLines = listOf('cardLines', input.cardLines, { least: 1, most: 12, maximum: 200 });
  if (isRefusal(cardLines)) return cardLines;
  const long = cardLines.findIndex((line) => !isPlain(line));
  if (long >= 0)
    return invalid(
      `cardLines.${long}`,
      `明白卡每句须含中文且不超过 ${sentenceMaximum} 字。请拆成短句。`,
      `A sentence of the card is Chinese and has at most ${sentenceMaximum} characters. Split it.`,
    );
  const eligibility = readEligibility(input.eligibility);
  if (isRefusal(eligibility)) return eligibility;
  return {
    ...(texts as { [Name in keyof typeof texts]: string } & { documentNumber: string | null }),
    ...{ id: input.policyId, code: input.code, areaCode: input.areaCode, eligibility: eligibility },
    ...{ validFrom: input.validFrom, validUntil: input.validUntil ?? null, reviewDays: input.reviewDays },
    serviceKinds: [...new Set(input.serviceKinds)],
    grantsCategory: input.grantsCategory ?? null,
    ...{ documents, cardLines, isSample: input.isSample },
  };
}

function listOf(
  field: string,
  texts: readonly string[],
  { least, most, maximum }: { least: number; most: number; maximum: number },
): string[] | InvalidInput {
  if (texts.length < least || texts.length > most)
    return invalid(field, `须为 ${least} 至 ${most} 条。`, `There must be ${least} to ${most} of them.`);
  const cleaned: string[] = [];
  for (const [index, text] of texts.entries()) {
    const clean = requireText(`${field}.${index}`, text, { maximum });
    if (isRefusal(clean)) return clean;
    cleaned.push(clean);
  }
  return cleaned;
}

/** Every sentence is short, and the line is Chinese. */
function isPlain(line: string): boolean {
  return (
    /\p{Script=Han}/u.test(line) &&
    (line.match(sentences) ?? []).every((one) => [...one.trim()].length <= sentenceMaximum)
  );
}

function invalid(field: string, zh: string, en: string): InvalidInput {
  return new InvalidInput(field, { zh: `${zh}请改正后重试。`, en: `${en} Correct it and try again.` });
}
