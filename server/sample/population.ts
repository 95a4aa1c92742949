/** Promises the population of the grids of the sample district: the totals of the published case, spread by chance that is the same every time. */
import type { GridPopulationInput } from '../../schema/outreach/inputs';
import { SeededChance } from './random';

/**
 * Residents and those of 60 and over are the case's own; low income is its recipients of the minimum living allowance (6,614 at the end
 * of 2022 and 1,455 new ones). The case says nothing of the others: they are values of the sample.
 */
export const populationTotals = {
  residents: 816_000,
  aged60Plus: 110_000,
  livingAlone80Plus: 3_200,
  disabled: 18_000,
  lowIncome: 8_069,
  under14: 114_000,
} as const;

/** The figures of each grid, summing to the totals exactly. */
export function planPopulation(gridCodes: readonly string[], seed: number): GridPopulationInput[] {
  const chance = new SeededChance(seed);
  const weights = () => gridCodes.map(() => 0.5 + chance.next());
  const residents = spread(populationTotals.residents, weights());
  const of = (total: number, base: readonly number[]) =>
    spread(
      total,
      weights().map((weight, index) => weight * base[index]!),
    );
  const aged60Plus = of(populationTotals.aged60Plus, residents);
  const groups = {
    livingAlone80Plus: of(populationTotals.livingAlone80Plus, aged60Plus),
    disabled: of(populationTotals.disabled, residents),
    lowIncome: of(populationTotals.lowIncome, residents),
    under14: of(populationTotals.under14, residents),
  };
  return gridCodes.map((areaCode, index) => ({
    ...{ areaCode, residents: residents[index]!, aged60Plus: aged60Plus[index]! },
    ...{ livingAlone80Plus: groups.livingAlone80Plus[index]!, disabled: groups.disabled[index]! },
    ...{ lowIncome: groups.lowIncome[index]!, under14: groups.under14[index]! },
  }));
}

/** Whole numbers by weight that sum to the total: largest remainders. */
function spread(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, one) => all + one, 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const parts = exact.map(Math.floor);
  const left = total - parts.reduce((all, one) => all + one, 0);
  const byRemainder = exact.map((value, index) => ({ index, remainder: value - Math.floor(value) }));
  byRemainder.sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, left)) parts[index]! += 1;
  return parts;
}
