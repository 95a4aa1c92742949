/** Promises one answer to whatever would be written down of a household that has its data erased. */
import { InvalidInput } from '../../schema/refusals';

export function householdEnds(field: string): InvalidInput {
  return new InvalidInput(field, {
    zh: '该家庭已申请删除个人信息并获准，不能再登记新的内容。',
    en: 'The erasure of this household was approved: nothing new is written down of it.',
  });
}
