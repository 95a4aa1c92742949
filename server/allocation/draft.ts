/** Promises that what is asked for is money or one kind of goods, in a positive whole amount, before anything is looked at. */
import type { AllocationWishInput } from '../../schema/allocation/inputs';
import { isRefusal } from '../../schema/refusal';
import { InvalidInput } from '../../schema/refusals';
import type { Goods } from '../donation/allocatable.repository';

export interface ReadWish {
  readonly amount: bigint;
  readonly goods: Goods;
  readonly withoutBudget: boolean;
}

export function readWish(input: AllocationWishInput): ReadWish | InvalidInput {
  const { amountFen, item, unit, pieces, withoutBudget } = input;
  const goods = [item, unit, pieces].filter((part) => part != null).length;
  if (goods !== (amountFen == null ? 3 : 0))
    return invalid(
      'amountFen',
      '请填写金额，或品名、单位与数量。',
      'State an amount of money, or goods with unit and pieces.',
    );
  if (withoutBudget && input.projectId != null)
    return invalid('withoutBudget', '指定项目时不能不占预算。', 'A named project pays by its budget.');
  const amount = readAmount(amountFen ?? pieces!, amountFen == null ? 'pieces' : 'amountFen');
  if (isRefusal(amount)) return amount;
  return { amount, goods: amountFen == null ? { item: item!.trim(), unit: unit!.trim() } : undefined, withoutBudget };
}

export function readAmount(amount: bigint, field = 'amount'): bigint | InvalidInput {
  return amount < 1n ? invalid(field, '数量须大于零。', 'An amount is above zero.') : amount;
}

function invalid(field: string, zh: string, en: string): InvalidInput {
  return new InvalidInput(field, { zh: `${zh}请改正后重试。`, en: `${en} Correct it and try again.` });
}
