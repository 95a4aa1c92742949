/** Promises that proposed weights name every criterion once, are whole and not negative, and sum to the whole. */
import { Criterion } from '../../schema/matching/enums';
import type { CriterionWeightInput } from '../../schema/matching/ruleset-inputs';
import { InvalidInput } from '../../schema/refusals';
import { criteria, whole, type Ruleset } from './engine/ruleset';

/** The weights by criterion, or the refusal that names the first wrong one. */
export function readWeights(given: readonly CriterionWeightInput[]): Ruleset['weights'] | InvalidInput {
  for (const criterion of criteria) {
    const own = given.filter((one) => one.criterion === Criterion[criterion]);
    if (own.length !== 1) return notOnce(`weights.${criterion}`);
    const { weight } = own[0]!;
    if (!Number.isInteger(weight) || weight < 0 || weight > whole) return notAPart(`weights.${criterion}`);
  }
  const sum = given.reduce((total, one) => total + one.weight, 0);
  if (sum !== whole) return wrongSum(sum);
  return Object.fromEntries(given.map((one) => [one.criterion, one.weight])) as Ruleset['weights'];
}

function notOnce(field: string): InvalidInput {
  return new InvalidInput(field, {
    zh: '每个评分项须且只须给出一次权重。不使用的评分项请填 0。',
    en: 'Give every criterion exactly one weight. Give 0 to one that is not to count.',
  });
}

function notAPart(field: string): InvalidInput {
  return new InvalidInput(field, {
    zh: `权重须为 0 至 ${whole} 的整数。请改正后重试。`,
    en: `A weight is a whole number from 0 to ${whole}. Correct it and try again.`,
  });
}

function wrongSum(sum: number): InvalidInput {
  return new InvalidInput('weights', {
    zh: `各项权重之和须为 ${whole}，现为 ${sum}。请改正后重试。`,
    en: `The weights must sum to ${whole}; they sum to ${sum}. Correct them and try again.`,
  });
}
