/** Shows that the record of a decision is the same however its keys are ordered, and repeats no fact. */
import fc from 'fast-check';
import { DecisionKind } from '../../schema/matching/decision';
import { canonicalJson, decide, digestOf, inputsOf, pairsOf } from '../../server/matching/decision.record';
import { anyNeed, anyOffering, anyRuleset } from './pairs';

describe('the record of a decision', () => {
  const anyPairs = fc.array(
    fc.record({ need: anyNeed, offerings: fc.array(anyOffering, { minLength: 1, maxLength: 3 }) }),
    {
      minLength: 1,
      maxLength: 5,
    },
  );

  test('given any pairs, when they are written and read again with keys in any order, then digest and decision are the same', () => {
    fc.assert(
      fc.property(anyPairs, anyRuleset, fc.constantFrom(...Object.values(DecisionKind)), (pairs, ruleset, kind) => {
        const inputs = inputsOf(pairs);
        const read = JSON.parse(JSON.stringify(inputs), reversed);
        expect(pairsOf(read)).toEqual(pairs);
        const decision = { kind, rulesetVersion: ruleset.version, inputs };
        expect(digestOf({ ...decision, inputs: read }).equals(digestOf(decision))).toBe(true);
        expect(canonicalJson(decide(kind, pairsOf(read), ruleset))).toBe(canonicalJson(decide(kind, pairs, ruleset)));
      }),
    );
  });

  test('given facts shared by pairs, then each is written once', () => {
    const [need] = fc.sample(anyNeed, 1);
    const [first, second] = fc.sample(anyOffering, 2);
    const inputs = inputsOf([
      { need: need!, offerings: [first!] },
      { need: need!, offerings: [second!, first!] },
    ]);
    expect(inputs.needs).toEqual([need]);
    expect(inputs.offerings).toEqual([first, second]);
    expect(inputs.pairs).toEqual([
      { need: 0, offerings: [0] },
      { need: 0, offerings: [1, 0] },
    ]);
  });
});

/** A reviver that turns the order of keys around, as a database that keeps its own order might. */
function reversed(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).reverse());
}
