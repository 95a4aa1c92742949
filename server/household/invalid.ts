/** Promises the words of the refusals of a household's fields: which rule, what to do, never the value. */
import { InvalidInput } from '../../schema/refusals';

/** The rules by their fields. */
export const fieldRules = {
  areaCode: {
    zh: '区划须为现有的社区或网格。请从列表中选择。',
    en: 'The area must be an existing community or grid. Choose it from the list.',
  },
  address: {
    zh: '住址须为1至200个字符，不含尖括号、控制字符或不可见字符。请改正后重试。',
    en: 'An address has 1 to 200 characters, without angle brackets, controls or invisible characters. Correct it and try again.',
  },
  phone: {
    zh: '手机号须为11位大陆手机号。请改正后重试。',
    en: 'The phone must be a mobile phone of the mainland, 11 digits. Correct it and try again.',
  },
  relation: {
    zh: '该家庭已有户主。请改选与户主的关系。',
    en: 'The household has a head already. Choose another relation.',
  },
  members: { zh: '一个家庭最多20名成员。', en: 'A household has at most 20 members.' },
} as const;

export function invalid(field: keyof typeof fieldRules): InvalidInput {
  return new InvalidInput(field, fieldRules[field]);
}
