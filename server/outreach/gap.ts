/**
 * Promises the pure method of the map of the silent minority: how many households in need a population of this structure leads one to
 * expect, how many of them were seen, and how many are likely unseen. Numbers only; it imports nothing.
 *
 * Expected (indirect standardisation): observed counts are Poisson with mean sum_g n_ig r_g, the same rates r >= 0 of the groups of the
 * population everywhere; r by the EM algorithm for Poisson means that add up (Shepp & Vardi, "Maximum likelihood reconstruction for
 * emission tomography", IEEE Trans. Med. Imaging 1, 1982). The expected are scaled so that they sum to what was observed.
 * Gap (empirical Bayes): observed ~ Poisson(theta E), theta ~ Gamma(alpha, beta) (Clayton & Kaldor, "Empirical Bayes estimates of
 * age-standardized relative risks", Biometrics 43, 1987); the prior by moments (Marshall, "Mapping disease and mortality rates using
 * empirical Bayes estimators", Applied Statistics 40, 1991). The posterior of theta is Gamma(alpha + O, beta + E); an area with
 * theta = 1 is seen as the district is, and E (1 - theta) households are missing in one with less.
 */

/** People of each group in one area, always the groups in the same order. */
export type Structure = readonly number[];

export interface Cell {
  readonly structure: Structure;
  readonly observed: number;
}

/** Gamma distribution by shape and rate. */
export interface Gamma {
  readonly shape: number;
  readonly rate: number;
}

export interface Gap {
  /** Expected less what is likely there; above nothing, so many are likely unseen. */
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** The mean of theta: seen households for each that is expected. */
  readonly ratio: number;
}

const roundsMaximum = 1_000;
const settled = 1e-9;
/** Areas always differ by some tenth, whatever few numbers say: an interval of no width would promise what nobody knows. */
const leastSpread = 0.1;
/** The part of the probability that an interval holds. */
export const credibility = 0.9;

function inner(structure: Structure, rates: readonly number[]): number {
  return structure.reduce((sum, people, group) => sum + people * rates[group]!, 0);
}

/** The rate of each group: households seen in need for each person of it, beyond what the other groups explain. */
export function fitRates(cells: readonly Cell[]): number[] {
  const groups = cells[0]?.structure.length ?? 0;
  const people = Array.from({ length: groups }, (_, group) =>
    cells.reduce((sum, cell) => sum + cell.structure[group]!, 0),
  );
  const seen = cells.reduce((sum, cell) => sum + cell.observed, 0);
  let rates = people.map((count) => (count > 0 ? seen / count / groups : 0));
  for (let round = 0; round < roundsMaximum; round += 1) {
    const shares = new Array<number>(groups).fill(0);
    for (const { structure, observed } of cells) {
      const mean = inner(structure, rates);
      if (mean > 0) structure.forEach((count, group) => (shares[group]! += (count * observed) / mean));
    }
    const next = rates.map((rate, group) => (people[group]! > 0 ? (rate * shares[group]!) / people[group]! : 0));
    const moved = Math.max(0, ...next.map((rate, group) => Math.abs(rate - rates[group]!) * people[group]!));
    rates = next;
    if (moved <= settled * Math.max(1, seen)) break;
  }
  return rates;
}

/** What a structure leads one to expect by the rates, scaled so that the whole is expected to have `total`. */
export function expectation(
  rates: readonly number[],
  whole: Structure,
  total: number,
): (structure: Structure) => number {
  const sum = inner(whole, rates);
  return (structure) => (sum > 0 ? (inner(structure, rates) * total) / sum : 0);
}

/** How much areas differ, by moments; its mean is that of all observed over all expected. */
export function fitPrior(cells: readonly { readonly expected: number; readonly observed: number }[]): Gamma {
  const used = cells.filter((cell) => cell.expected > 0);
  const expected = used.reduce((sum, cell) => sum + cell.expected, 0);
  const observed = used.reduce((sum, cell) => sum + cell.observed, 0);
  if (expected === 0 || observed === 0) return { shape: 1 / leastSpread ** 2, rate: 1 / leastSpread ** 2 };
  const mean = observed / expected;
  const spread =
    used.reduce((sum, cell) => sum + cell.expected * (cell.observed / cell.expected - mean) ** 2, 0) / expected;
  const variance = Math.max(spread - mean / (expected / used.length), (leastSpread * mean) ** 2);
  return { shape: mean ** 2 / variance, rate: mean / variance };
}

export function posteriorOf(prior: Gamma, cell: { readonly expected: number; readonly observed: number }): Gamma {
  return { shape: prior.shape + cell.observed, rate: prior.rate + cell.expected };
}

/** What is known of theta: its mean, and the interval that holds it with the probability of `credibility`. */
export interface Theta {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

export function thetaOf(posterior: Gamma): Theta {
  const tail = (1 - credibility) / 2;
  return {
    mean: posterior.shape / posterior.rate,
    low: quantileOf(posterior, tail),
    high: quantileOf(posterior, 1 - tail),
  };
}

/** The gap of an area of which so many are expected, by what is known of theta there. */
export function gapOf(theta: Theta, expected: number): Gap {
  return {
    mean: expected * (1 - theta.mean),
    low: expected * (1 - theta.high),
    high: expected * (1 - theta.low),
    ratio: theta.mean,
  };
}

/** The value below which a Gamma variable stays with this probability, by halving: exact to twelve digits. */
export function quantileOf({ shape, rate }: Gamma, probability: number): number {
  let [low, high] = [0, shape + 10 * Math.sqrt(shape) + 20];
  for (let step = 0; step < 400 && high - low > 1e-12 * high; step += 1) {
    const middle = (low + high) / 2;
    if (lowerGamma(shape, middle) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2 / rate;
}

/** The regularised lower incomplete gamma function: its series below the mean, its continued fraction above (Abramowitz & Stegun 6.5.29, 6.5.31). */
export function lowerGamma(shape: number, x: number): number {
  if (x <= 0) return 0;
  const front = Math.exp(shape * Math.log(x) - x - logGamma(shape));
  if (x < shape + 1) {
    let [term, sum] = [1 / shape, 1 / shape];
    for (let n = 1; n < 10_000 && term > sum * 1e-16; n += 1) {
      term *= x / (shape + n);
      sum += term;
    }
    return Math.min(1, front * sum);
  }
  // By the method of Lentz, from the front.
  const tiny = 1e-300;
  let b = x + 1 - shape;
  let [c, d] = [1 / tiny, 1 / b];
  let fraction = d;
  for (let n = 1; n < 10_000; n += 1) {
    const a = -n * (n - shape);
    b += 2;
    d = 1 / (a * d + b || tiny);
    c = b + a / c || tiny;
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return Math.max(0, 1 - front * fraction);
}

/** The logarithm of the gamma function, by Stirling's series (Abramowitz & Stegun 6.1.40) from 10 up. */
export function logGamma(x: number): number {
  let [at, shift] = [x, 0];
  for (; at < 10; at += 1) shift -= Math.log(at);
  const square = at * at;
  const series = (1 / 12 - (1 / 360 - (1 / 1260 - 1 / (1680 * square)) / square) / square) / at;
  return shift + (at - 0.5) * Math.log(at) - at + Math.log(2 * Math.PI) / 2 + series;
}
