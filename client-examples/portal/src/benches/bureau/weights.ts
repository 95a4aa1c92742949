/** Promises weights in ten thousandths: read as per cent, summed, and brought to the whole in proportion, exactly. Pure. */

export interface Weight<Criterion extends string = string> {
  readonly criterion: Criterion;
  readonly weight: number;
}

export const whole = 10_000;

export const sumOf = (weights: readonly Weight[]) => weights.reduce((sum, { weight }) => sum + weight, 0);

/** What was typed as per cent, in ten thousandths; undefined when it is no number from 0 to 100. */
export function readPercent(text: string): number | undefined {
  const value = Number(text);
  return text.trim() !== '' && value >= 0 && value <= 100 ? Math.round(value * 100) : undefined;
}

/** The same proportions with the whole as their sum; what is left by rounding goes where most was cut off. */
export function balanced<One extends Weight>(weights: readonly One[]): readonly One[] {
  const sum = sumOf(weights);
  if (sum === 0) return weights;
  const exact = weights.map(({ weight }) => (weight * whole) / sum);
  const parts = exact.map(Math.floor);
  const left = whole - parts.reduce((all, part) => all + part, 0);
  const cut = exact.map((value, place) => ({ place, rest: value - parts[place]! }));
  for (const { place } of cut.sort((a, b) => b.rest - a.rest || a.place - b.place).slice(0, left)) parts[place]! += 1;
  return weights.map((one, place) => ({ ...one, weight: parts[place]! }));
}

export const isSame = (one: readonly Weight[], other: readonly Weight[]) =>
  one.length === other.length &&
  one.every(({ criterion, weight }) => other.some((same) => same.criterion === criterion && same.weight === weight));
