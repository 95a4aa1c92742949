/** Shows that what the engine says would make a failed pair match does, and that nothing of it can be left out. */
import fc from 'fast-check';
import { evaluate } from '../../server/matching/engine/evaluate';
import type { Change } from '../../server/matching/engine/explanation';
import { educations } from '../../server/matching/engine/facts';
import { firstRuleset } from '../../server/matching/engine/ruleset';
import { changesOf } from '../../server/matching/nearest';
import { anyNeed, anyOffering, applied } from './pairs';

describe('the changes that would make a failed pair match', () => {
  const worker = fc.record({
    age: fc.integer({ min: 15, max: 70 }),
    education: fc.constantFrom(...educations),
    abilities: fc.subarray(['STANDING', 'LIFTING']),
    skills: fc.subarray(['麻编', '骑车']),
  });
  const demands = fc
    .record({
      ages: fc.tuple(fc.integer({ min: 15, max: 70 }), fc.integer({ min: 15, max: 70 })),
      education: fc.constantFrom(...educations),
      abilities: fc.subarray(['STANDING', 'LIFTING']),
      skills: fc.subarray(['麻编', '骑车']),
    })
    .map(({ ages, ...rest }) => ({ ...rest, ageFrom: Math.min(...ages), ageTo: Math.max(...ages) }));
  const anyPair = fc
    .tuple(anyNeed, anyOffering, fc.option(fc.tuple(worker, demands)))
    .map(([one, other, post]) =>
      post
        ? { need: { ...one, worker: post[0] }, offering: { ...other, demands: post[1] } }
        : { need: one, offering: other },
    );

  test('given any pair that fails, then all of them together make it match, and no one of them can be left out', () => {
    let dropped = 0;
    fc.assert(
      fc.property(anyPair, (pair) => {
        const changes = changesOf(evaluate(pair.need, pair.offering, firstRuleset));
        const matches = (made: readonly Change[]) => {
          const changed = made.reduce(applied, pair);
          return evaluate(changed.need, changed.offering, firstRuleset).matched;
        };
        expect(matches(changes)).toBe(true);
        for (const [place] of changes.entries()) {
          expect(matches(changes.filter((_, other) => other !== place))).toBe(false);
          dropped += 1;
        }
      }),
      { numRuns: 1_500 },
    );
    expect(dropped).toBeGreaterThan(1_500);
  });
});
