/** Shows that the pure method of the map computes what its sources say: known quantiles, exact rates, and what follows where little is known. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  expectation,
  fitPrior,
  fitRates,
  gapOf,
  logGamma,
  lowerGamma,
  posteriorOf,
  quantileOf,
  thetaOf,
} from '../../server/outreach/gap';
import { projectRoot } from '../../server/project';

describe('the method of the map', () => {
  test('given the file of the method, then it imports nothing', () => {
    const text = readFileSync(join(projectRoot, 'server', 'outreach', 'gap.ts'), 'utf8');
    expect(text).not.toMatch(/\bimport\b.*['"]|require\(/);
  });

  test('given the tables of the chi-square distribution, then the quantiles are those', () => {
    const chiSquare = (freedom: number, probability: number) =>
      quantileOf({ shape: freedom / 2, rate: 0.5 }, probability);
    expect(chiSquare(1, 0.95)).toBeCloseTo(3.841459, 6);
    expect(chiSquare(2, 0.05)).toBeCloseTo(0.102587, 6);
    expect(chiSquare(10, 0.95)).toBeCloseTo(18.307038, 6);
    expect(chiSquare(100, 0.05)).toBeCloseTo(77.929465, 5);
    expect(lowerGamma(2, 3)).toBeCloseTo(1 - 4 * Math.exp(-3), 12);
    expect(Math.exp(logGamma(7))).toBeCloseTo(720, 8);
    expect(Math.exp(logGamma(0.5))).toBeCloseTo(Math.sqrt(Math.PI), 11);
  });

  test('given any shape and probability, then the quantile is where the distribution has that probability', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 500, noNaN: true }),
        fc.double({ min: 0.01, max: 50, noNaN: true }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (shape, rate, probability) => {
          expect(lowerGamma(shape, quantileOf({ shape, rate }, probability) * rate)).toBeCloseTo(probability, 7);
        },
      ),
      { seed: 640_104, numRuns: 200 },
    );
  });

  test('given counts that are exactly what rates of groups make, then these rates are found within a hundredth, none below nothing', () => {
    const structures = [
      [400, 60, 3],
      [500, 20, 0],
      [300, 90, 9],
      [450, 40, 1],
      [350, 10, 6],
    ];
    const rates = [0.01, 0, 0.5];
    const cells = structures.map((structure) => ({
      structure,
      observed: structure.reduce((sum, people, group) => sum + people * rates[group]!, 0),
    }));
    const found = fitRates(cells);
    found.forEach((rate, group) => expect(Math.abs(rate - rates[group]!)).toBeLessThan(0.01));
    const whole = [2000, 220, 19];
    const expected = expectation(found, whole, 30);
    expect(structures.reduce((sum, structure) => sum + expected(structure), 0)).toBeCloseTo(30, 9);
    expect(fitRates([]).length + expectation([], [], 3)([])).toBe(0);
  });

  test('given an area of which much is known, then its gap is expected less seen; of which little, then the interval is wide and drawn to the district', () => {
    const prior = fitPrior([
      { expected: 100, observed: 60 },
      { expected: 100, observed: 140 },
    ]);
    // By moments: mean 1, spread 0.16, less 1/100 for chance: variance 0.15.
    expect(prior.shape).toBeCloseTo(1 / 0.15, 9);
    expect(prior.rate).toBeCloseTo(1 / 0.15, 9);
    const much = gapOf(thetaOf(posteriorOf(prior, { expected: 10_000, observed: 5_000 })), 10_000);
    expect(Math.abs(much.mean - 5_000)).toBeLessThan(10);
    const little = gapOf(thetaOf(posteriorOf(prior, { expected: 1, observed: 0 })), 1);
    expect(little.mean).toBeCloseTo(1 - 1 / 0.15 / (1 / 0.15 + 1), 9);
    expect(little.low).toBeLessThan(0);
    expect(little.high).toBeGreaterThan(little.mean);
    expect(fitPrior([]).shape).toBeCloseTo(100, 9);
  });
});
