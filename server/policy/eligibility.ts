/** Promises the tree of conditions as checked data: read from an input, written to a row, and never anything but these kinds. Pure. */
import { ConditionKind, StandardKind, type ConditionInput } from '../../schema/policy/eligibility';
import type { LowIncomeCategory } from '../../schema/household/household';
import type { AttestedFact, DisabilityLevel } from '../../schema/household/means';
import { InvalidInput } from '../../schema/refusals';
import type { Situation } from '../../schema/taxonomy/situation';

/** A fixed amount, or a standard of the locality times thousandths. Amounts are text: a tree is stored as JSON. */
export type Limit = { readonly fen: string } | { readonly standard: StandardKind; readonly factorPermille: number };

export type Condition =
  | { readonly kind: ConditionKind.ALL | ConditionKind.ANY; readonly of: readonly Condition[] }
  | { readonly kind: ConditionKind.NOT; readonly of: readonly [Condition] }
  | { readonly kind: ConditionKind.CATEGORY_IN; readonly categories: readonly LowIncomeCategory[] }
  | { readonly kind: ConditionKind.SITUATION_IN; readonly situations: readonly Situation[] }
  | { readonly kind: ConditionKind.AREA_IN; readonly areaCodes: readonly string[] }
  | {
      readonly kind: ConditionKind.SIZE_BETWEEN | ConditionKind.MEMBER_AGED;
      readonly from: number;
      readonly to: number;
    }
  | { readonly kind: ConditionKind.MEMBER_DISABLED; readonly disabilityLevels: readonly DisabilityLevel[] }
  | {
      readonly kind: ConditionKind.INCOME_PER_HEAD_BELOW | ConditionKind.PROPERTY_PER_HEAD_AT_MOST;
      readonly limit: Limit;
    }
  | {
      readonly kind: ConditionKind.RIGID_SPENDING_SHARE_AT_LEAST;
      /** Thousandths of the income; the standard of the locality when left out. */
      readonly permille?: number;
    }
  | { readonly kind: ConditionKind.ATTESTED; readonly fact: AttestedFact };

const depthMaximum = 6;
const countMaximum = 40;
/** Nobody is older; the upper end where none is named. */
export const ageMaximum = 150;

const incomeStandards = new Set([StandardKind.DIBAO_MONTHLY, StandardKind.DISPOSABLE_INCOME_MONTHLY]);

const fieldsOfKind: Record<ConditionKind, readonly (keyof ConditionInput)[]> = {
  ALL: ['of'],
  ANY: ['of'],
  NOT: ['of'],
  CATEGORY_IN: ['categories'],
  SITUATION_IN: ['situations'],
  AREA_IN: ['areaCodes'],
  SIZE_BETWEEN: ['from', 'to'],
  MEMBER_AGED: ['from', 'to'],
  MEMBER_DISABLED: ['disabilityLevels'],
  INCOME_PER_HEAD_BELOW: ['fen', 'standard', 'factorPermille'],
  PROPERTY_PER_HEAD_AT_MOST: ['fen', 'standard', 'factorPermille'],
  RIGID_SPENDING_SHARE_AT_LEAST: ['factorPermille'],
  ATTESTED: ['fact'],
};

class Broken extends Error {
  constructor(readonly field: string) {
    super(field);
  }
}

/** The tree of an input, or the refusal that names the first broken field. */
export function readEligibility(input: ConditionInput): Condition | InvalidInput {
  const count = { left: countMaximum };
  try {
    return readCondition('eligibility', input, depthMaximum, count);
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    return new InvalidInput(error.field, {
      zh: `条件不完整、取值超出范围，或填写了该种类不用的字段（最多 ${depthMaximum} 层、${countMaximum} 项）。请改正后重试。`,
      en: `The condition is incomplete, out of range, or has a field that its kind does not use (at most ${depthMaximum} levels, ${countMaximum} conditions). Correct it and try again.`,
    });
  }
}

function readCondition(path: string, input: ConditionInput, depth: number, count: { left: number }): Condition {
  count.left -= 1;
  if (depth === 0 || count.left < 0) throw new Broken(path);
  const used = new Set<string>(['kind', ...fieldsOfKind[input.kind]]);
  for (const [name, value] of Object.entries(input))
    if (value !== undefined && value !== null && !used.has(name)) throw new Broken(`${path}.${name}`);
  const { kind } = input;
  switch (kind) {
    case ConditionKind.ALL:
    case ConditionKind.ANY:
      return { kind, of: partsOf(path, input, depth, count) };
    case ConditionKind.NOT: {
      const [only, ...others] = partsOf(path, input, depth, count);
      if (others.length > 0) throw new Broken(`${path}.of`);
      return { kind, of: [only!] };
    }
    case ConditionKind.CATEGORY_IN:
      return { kind, categories: someOf(`${path}.categories`, input.categories) };
    case ConditionKind.SITUATION_IN:
      return { kind, situations: someOf(`${path}.situations`, input.situations) };
    case ConditionKind.AREA_IN: {
      const areaCodes = someOf(`${path}.areaCodes`, input.areaCodes);
      if (!areaCodes.every((code) => /^\d{2,15}$/.test(code))) throw new Broken(`${path}.areaCodes`);
      return { kind, areaCodes };
    }
    case ConditionKind.SIZE_BETWEEN:
    case ConditionKind.MEMBER_AGED:
      return { kind, ...rangeOf(path, input) };
    case ConditionKind.MEMBER_DISABLED:
      return { kind, disabilityLevels: someOf(`${path}.disabilityLevels`, input.disabilityLevels) };
    case ConditionKind.INCOME_PER_HEAD_BELOW:
    case ConditionKind.PROPERTY_PER_HEAD_AT_MOST:
      return { kind, limit: limitOf(path, kind, input) };
    case ConditionKind.RIGID_SPENDING_SHARE_AT_LEAST:
      return input.factorPermille == null ? { kind } : { kind, permille: permilleOf(path, input.factorPermille) };
    case ConditionKind.ATTESTED:
      if (!input.fact) throw new Broken(`${path}.fact`);
      return { kind, fact: input.fact };
  }
}

function partsOf(path: string, input: ConditionInput, depth: number, count: { left: number }): Condition[] {
  const parts = input.of ?? [];
  if (parts.length === 0) throw new Broken(`${path}.of`);
  return parts.map((part, index) => readCondition(`${path}.of.${index}`, part, depth - 1, count));
}

function someOf<Item>(path: string, items: readonly Item[] | null | undefined): Item[] {
  if (!items || items.length === 0 || items.length > 20) throw new Broken(path);
  return [...new Set(items)];
}

function rangeOf(path: string, input: ConditionInput): { from: number; to: number } {
  const [from, to] = [input.from ?? 0, input.to ?? ageMaximum];
  if (input.from == null && input.to == null) throw new Broken(`${path}.from`);
  if (from < 0 || to > ageMaximum || from > to) throw new Broken(`${path}.from`);
  return { from, to };
}

function limitOf(path: string, kind: ConditionKind, input: ConditionInput): Limit {
  if (input.fen != null) {
    if (input.standard != null || input.factorPermille != null || input.fen === 0n) throw new Broken(`${path}.fen`);
    return { fen: input.fen.toString() };
  }
  const fits =
    kind === ConditionKind.INCOME_PER_HEAD_BELOW
      ? input.standard != null && incomeStandards.has(input.standard)
      : input.standard === StandardKind.PROPERTY_PER_HEAD;
  if (!fits) throw new Broken(`${path}.standard`);
  return { standard: input.standard!, factorPermille: permilleOf(path, input.factorPermille ?? 1_000) };
}

function permilleOf(path: string, permille: number): number {
  if (permille < 1 || permille > 10_000) throw new Broken(`${path}.factorPermille`);
  return permille;
}

/** Every condition with its place, the root first, each before its parts. */
export function flatten(root: Condition, path = ''): { readonly path: string; readonly condition: Condition }[] {
  const parts = 'of' in root ? root.of : [];
  return [
    { path, condition: root },
    ...parts.flatMap((part, index) => flatten(part, path === '' ? String(index) : `${path}.${index}`)),
  ];
}

const ofMeans = new Set([
  ConditionKind.INCOME_PER_HEAD_BELOW,
  ConditionKind.PROPERTY_PER_HEAD_AT_MOST,
  ConditionKind.RIGID_SPENDING_SHARE_AT_LEAST,
]);

/** Whether any condition asks for income, property or spending. */
export function asksForMeans(root: Condition): boolean {
  return flatten(root).some(({ condition }) => ofMeans.has(condition.kind));
}
