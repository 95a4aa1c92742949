/** Shows that the smallest conflict is the smallest, that parts sum exactly, and that a choice stays within every bound: against brute force. */
import fc from 'fast-check';
import { AllocationRule } from '../../schema/allocation/enums';
import { apportion } from '../../server/allocation/apportion';
import { choose, type Option } from '../../server/allocation/choice';
import { leastToMend, smallestConflict } from '../../server/allocation/conflict';
import { bitOf, judge, rulesOf } from '../../server/allocation/legality';
import { lawfulCase, lawfulProject, lawfulStock } from './facts';

const bitCount = (set: number) => rulesOf(set).length;
const meets = (conflict: number, sets: readonly number[]) => sets.every((set) => (set & conflict) !== 0);

describe('the smallest conflict', () => {
  const few = fc.array(fc.integer({ min: 1, max: 2 ** 9 - 1 }), { maxLength: 12 });

  test('given any sets of broken rules, then it meets every one, and no smaller set does: all 512 were tried', () => {
    fc.assert(
      fc.property(few, (sets) => {
        const found = smallestConflict(sets);
        expect(meets(found, sets)).toBe(true);
        const all = Array.from({ length: 2 ** 9 }, (_, set) => set).filter((set) => meets(set, sets));
        expect(bitCount(found)).toBe(Math.min(...all.map(bitCount)));
      }),
      { numRuns: 2_000 },
    );
  });

  test('given the same sets in another order or more than once, then it is the same', () => {
    fc.assert(
      fc.property(few, fc.nat(), (sets, turn) => {
        const at = sets.length === 0 ? 0 : turn % sets.length;
        expect(smallestConflict([...sets.slice(at), ...sets.slice(0, at), ...sets])).toBe(smallestConflict(sets));
      }),
    );
  });

  test('given 10,000 candidates with all 17 rules, then it is as small as the best of all 131,072 sets', () => {
    const every = 2 ** Object.values(AllocationRule).length;
    let state = 20_260_301;
    const next = () => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) >>> 8;
    const sets = Array.from({ length: 10_000 }, () => next() & next() & next() & (every - 1) || 1);
    const found = smallestConflict(sets);
    let best = Infinity;
    for (let set = 0; set < every; set += 1) if (meets(set, sets)) best = Math.min(best, bitCount(set));
    expect([meets(found, sets), bitCount(found)]).toEqual([true, best]);
    expect(best).toBeGreaterThan(1);
  });

  test('given no candidates, then it is empty; given one that breaks nothing, then there is none', () => {
    expect(smallestConflict([])).toBe(0);
    expect(() => smallestConflict([5, 0])).toThrow('no conflict');
  });

  test('given any sets, then the least to mend is one of them, and none has fewer', () => {
    fc.assert(
      fc.property(few, (sets) => {
        const least = leastToMend(sets);
        expect(sets.length === 0 ? [0] : sets).toContain(least);
        for (const set of sets) expect(bitCount(set)).toBeGreaterThanOrEqual(bitCount(least));
      }),
    );
  });
});

describe('parts of a delivery', () => {
  const amount = fc.bigInt(1n, 9_007_199_254_740_991n);

  test('98: given any sums and any part that was delivered, then the shares sum to that part to the last fen, and none is off by one', () => {
    fc.assert(
      fc.property(
        fc.array(amount, { maxLength: 8 }),
        fc.nat(1_000),
        fc.integer({ min: 1, max: 1_000 }),
        (sums, a, b) => {
          const [delivered, quantity] = [BigInt(Math.min(a, b)), BigInt(b)];
          const shares = apportion(sums, delivered, quantity);
          const total = (list: readonly bigint[]) => list.reduce((sum, one) => sum + one, 0n);
          expect(total(shares)).toBe((total(sums) * delivered) / quantity);
          for (const [index, share] of shares.entries()) {
            const exact = sums[index]! * delivered;
            expect(share * quantity > exact - quantity && share * quantity < exact + quantity).toBe(true);
            expect(share >= 0n && share <= sums[index]!).toBe(true);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test('98: given three times 0.01 yuan of which two thirds were delivered, then two fen, the first before the last', () => {
    expect(apportion([1n, 1n, 1n], 2n, 3n)).toEqual([1n, 1n, 0n]);
    expect(apportion([1n], 1n, 2n)).toEqual([0n]);
    expect(() => apportion([1n], 3n, 2n)).toThrow('within its whole');
  });
});

describe('a choice by rule', () => {
  const small = fc.bigInt(0n, 30n);
  const option = fc.record({
    holding: fc.integer({ min: 0, max: 3 }),
    project: fc.option(fc.integer({ min: 0, max: 2 }), { nil: undefined }),
    expired: fc.boolean(),
  });
  const world = fc.record({
    free: fc.array(small, { minLength: 4, maxLength: 4 }),
    unit: fc.array(fc.bigInt(0n, 4n), { minLength: 4, maxLength: 4 }),
    caps: fc.array(small, { minLength: 3, maxLength: 3 }),
    budgets: fc.array(small, { minLength: 3, maxLength: 3 }),
    options: fc.array(option, { maxLength: 10 }),
    wanted: fc.bigInt(1n, 60n),
  });

  test('96: given any stocks, budgets and caps, then no more is taken of one than it has or than is wanted, and nothing lawful is left aside', () => {
    fc.assert(
      fc.property(world, ({ free, unit, caps, budgets, options: drawn, wanted }) => {
        const projectOf = (index: number) =>
          lawfulProject({ id: `p${index}`, capPerCaseFen: caps[index]!, budgetFreeFen: budgets[index]! });
        const options = drawn.map(({ holding, project, expired }): Option => ({
          holdingId: `h${holding}`,
          stock: lawfulStock({
            ...{ free: free[holding]!, unitValueFen: unit[holding]!, earmark: {} },
            expiresOn: expired ? '2020-01-01' : undefined,
          }),
          project: project === undefined ? undefined : projectOf(project),
        }));
        const chosen = choose(lawfulCase(), options, wanted);
        const sumOf = (of: typeof chosen, value = false) =>
          of.reduce((sum, one) => sum + one.amount * (value ? one.option.stock.unitValueFen : 1n), 0n);
        const total = sumOf(chosen);
        expect(total <= wanted && chosen.every((one) => one.amount > 0n)).toBe(true);
        const usedOf = (id: string) => sumOf(chosen.filter((one) => one.option.holdingId === id));
        const paidBy = (id: string) => {
          const own = chosen.filter((one) => typeof one.option.project === 'object' && one.option.project.id === id);
          return sumOf(own, true);
        };
        free.forEach((has, index) => expect(usedOf(`h${index}`) <= has).toBe(true));
        caps.forEach((cap, index) => expect(paidBy(`p${index}`) <= cap).toBe(true));
        budgets.forEach((budget, index) => expect(paidBy(`p${index}`) <= budget).toBe(true));
        if (total === wanted) return;
        for (const { holdingId, stock, project } of options) {
          const left = { ...stock, free: stock.free - usedOf(holdingId) };
          const paid = typeof project === 'object' ? paidBy(project.id) : 0n;
          const after =
            typeof project === 'object'
              ? { ...project, caseFen: paid, budgetFreeFen: project.budgetFreeFen - paid }
              : project;
          expect(judge(lawfulCase(), left, after, { amount: 1n, whole: true }).broken).not.toBe(0);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('given a bit for each rule, then each is read back', () => {
    for (const rule of Object.values(AllocationRule)) expect(rulesOf(bitOf(rule))).toEqual([rule]);
  });
});
