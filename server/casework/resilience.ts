/** Promises resilience (抗风险能力) on one stated scale: five parts from 0 to 4, stored in one order. Pure. */
import { Resilience } from '../../schema/casework/case';
import type { ResilienceInput } from '../../schema/casework/inputs';
import { InvalidInput } from '../../schema/refusals';

const parts = ['income', 'health', 'support', 'housing', 'coping'] as const;
const most = 4;

/** The five parts in their order, or the refusal that names the first that is off the scale. */
export function readResilience(field: string, input: ResilienceInput): number[] | InvalidInput {
  const wrong = parts.find((part) => !Number.isInteger(input[part]) || input[part] < 0 || input[part] > most);
  if (wrong === undefined) return parts.map((part) => input[part]);
  return new InvalidInput(`${field}.${wrong}`, {
    zh: `每项为 0 到 ${most} 的整数。`,
    en: `Each part is a whole number from 0 to ${most}.`,
  });
}

export function presentResilience(stored: readonly number[]): Resilience {
  const named = Object.fromEntries(parts.map((part, index) => [part, stored[index]!]));
  return Object.assign(new Resilience(), named, { total: stored.reduce((sum, part) => sum + part, 0) });
}
