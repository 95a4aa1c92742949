/** Promises a straight line through samples, and whether what it says may be called flat. */

export interface Sample {
  readonly seconds: number;
  readonly value: number;
}

export interface Trend {
  readonly mean: number;
  /** Growth in half an hour, and by how much that may be wrong (two standard errors). */
  readonly growth: number;
  readonly doubt: number;
  /** The growth that would still be called flat. */
  readonly bound: number;
  /** False when the growth exceeds the bound beyond doubt. */
  readonly isFlat: boolean;
}

const horizonSeconds = 30 * 60;

/** Least squares. `share`: the growth in half an hour that is still flat, as a share of the mean; `least`: or so much in any case. */
export function trendOf(samples: readonly Sample[], share: number, least = 0): Trend {
  const count = samples.length;
  if (count < 3) throw new Error('A trend needs three samples.');
  const mean = (of: (sample: Sample) => number) => samples.reduce((sum, sample) => sum + of(sample), 0) / count;
  const [middleTime, middleValue] = [mean(({ seconds }) => seconds), mean(({ value }) => value)];
  const sum = (of: (time: number, value: number) => number) =>
    samples.reduce((total, { seconds, value }) => total + of(seconds - middleTime, value - middleValue), 0);
  const spread = sum((time) => time * time);
  const slope = sum((time, value) => time * value) / spread;
  const residue = sum((time, value) => (value - slope * time) ** 2);
  const error = Math.sqrt(residue / (count - 2) / spread);
  const [growth, doubt] = [slope * horizonSeconds, 2 * error * horizonSeconds];
  const bound = Math.max(share * middleValue, least);
  return { mean: middleValue, growth, doubt, bound, isFlat: growth - doubt <= bound };
}
