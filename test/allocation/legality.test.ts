/** Shows each rule broken alone and any of them together, at their bounds, and for whom a need is ready. */
import fc from 'fast-check';
import { AllocationRule } from '../../schema/allocation/enums';
import { ClaimStatus } from '../../schema/claim/claim';
import { LowIncomeCategory } from '../../schema/household/household';
import { NeedKind, NeedStatus } from '../../schema/need/enums';
import { conflictsOf } from '../../server/allocation/remedies';
import { bitOf, judge, narrowness, rulesOf } from '../../server/allocation/legality';
import { breaking, lawfulCase, lawfulProject, lawfulStock, type Facts } from './facts';

const rules = Object.values(AllocationRule);
const lawful: Facts = { of: lawfulCase(), stock: lawfulStock(), project: lawfulProject() };
const brokenBy = (broken: readonly AllocationRule[], whole = true) => {
  const { of, stock, project } = broken.reduce((facts, rule) => breaking[rule](facts), lawful);
  return judge(of, stock, project, { amount: 10n, whole });
};

describe('the rules of allocations', () => {
  test('given what fits in every way, on the first and last day of window and goods, then nothing is broken', () => {
    expect(brokenBy([])).toEqual({ broken: 0, amount: 10n });
  });

  test.each(rules)(
    'given that only %s is broken, then exactly that is found, for all of an amount and for a part',
    (rule) => {
      expect(rulesOf(brokenBy([rule]).broken)).toEqual([rule]);
      expect(rulesOf(brokenBy([rule], false).broken)).toEqual([rule]);
    },
  );

  test('given any rules broken together, then exactly those are found', () => {
    fc.assert(
      fc.property(fc.subarray(rules), fc.boolean(), (broken, whole) => {
        expect(rulesOf(brokenBy(broken, whole).broken)).toEqual(broken);
      }),
      { numRuns: 2_000 },
    );
  });

  test('given bounds of 7 free, 12 of the cap and 20 of the budget at 3 fen a piece, then 4 pieces are lawful and 5 break the cap', () => {
    const stock = lawfulStock({ free: 7n, unitValueFen: 3n });
    const project = lawfulProject({ capPerCaseFen: 15n, caseFen: 3n, budgetFreeFen: 20n });
    const of = lawfulCase();
    expect(judge(of, stock, project, { amount: 100n, whole: false })).toEqual({ broken: 0, amount: 4n });
    expect(judge(of, stock, project, { amount: 4n, whole: true }).broken).toBe(0);
    expect(rulesOf(judge(of, stock, project, { amount: 5n, whole: true }).broken)).toEqual(['CAP_PER_CASE']);
    expect(rulesOf(judge(of, stock, project, { amount: 8n, whole: true }).broken)).toEqual([
      'AMOUNT_UNAVAILABLE',
      'CAP_PER_CASE',
      'BUDGET_LEFT',
    ]);
    const worthless = lawfulStock({ free: 7n, unitValueFen: 0n });
    const spent = lawfulProject({ caseFen: 1_000n, budgetFreeFen: 0n });
    expect(judge(of, worthless, spent, { amount: 7n, whole: true })).toEqual({ broken: 0, amount: 7n });
  });

  test('given a project that names no situation and no category, then it helps all', () => {
    const open = lawfulProject({ situations: [], lowIncomeCategories: [] });
    const other = lawfulCase({ situations: [], lowIncomeCategory: LowIncomeCategory.NOT_RECOGNISED });
    const stock = lawfulStock({ earmark: {} });
    expect(judge(other, stock, open, { amount: 10n, whole: true }).broken).toBe(0);
    expect(rulesOf(judge(other, stock, lawfulProject(), { amount: 10n, whole: true }).broken)).toEqual([
      'PROJECT_SITUATION',
      'PROJECT_LOW_INCOME_CATEGORY',
    ]);
  });

  test('given every state of needs and claims, then a need is ready once it is claimed, a wish once it is verified, with a living claim or none', () => {
    const ready = (of: Parameters<typeof lawfulCase>[0]) =>
      judge(lawfulCase(of), lawfulStock({ earmark: {} }), undefined, { amount: 1n, whole: true }).broken === 0;
    const statesOf = (kind: NeedKind, claim: ReturnType<typeof lawfulCase>['claim']) =>
      Object.values(NeedStatus).filter((needStatus) => ready({ kind, needStatus, claim }));
    const confirmed = { status: ClaimStatus.CONFIRMED, leaseOver: false };
    const claimed = ['PARTIALLY_CLAIMED', 'CLAIMED', 'IN_SERVICE'];
    expect(statesOf(NeedKind.NEED, undefined)).toEqual(claimed);
    expect(statesOf(NeedKind.NEED, confirmed)).toEqual(['RESTRICTED', ...claimed]);
    expect(statesOf(NeedKind.MICRO_WISH, undefined)).toEqual([
      'VERIFIED',
      'OFFERED',
      'PUBLISHED',
      'RESTRICTED',
      ...claimed,
    ]);
    for (const status of [ClaimStatus.COMPLETED, ClaimStatus.RELEASED, ClaimStatus.REVOKED, ClaimStatus.LEASE_EXPIRED])
      expect(statesOf(NeedKind.NEED, { status, leaseOver: false })).toEqual([]);
    expect(statesOf(NeedKind.NEED, { status: ClaimStatus.ACCEPTED, leaseOver: true })).toEqual([]);
  });

  test('given a donation for a project, when no budget is to pay, then its earmark is broken; when none is open, both are', () => {
    const wanted = { amount: 1n, whole: true };
    expect(rulesOf(judge(lawfulCase(), lawfulStock(), undefined, wanted).broken)).toEqual(['EARMARK_PROJECT']);
    expect(rulesOf(judge(lawfulCase(), lawfulStock(), 'NONE_OPEN', wanted).broken)).toEqual([
      'EARMARK_PROJECT',
      'PROJECT_NOT_OPEN',
    ]);
  });

  test('given earmarks, then more of them are narrower, and of two areas the smaller', () => {
    const of = (earmark: Parameters<typeof narrowness>[0]['earmark']) => narrowness({ earmark });
    const order = [
      of({}),
      of({ areaCode: '64' }),
      of({ areaCode: '640104001002003' }),
      of({ areaCode: '64', projectId: 'p' }),
    ];
    expect([...order].sort((a, b) => a - b)).toEqual(order);
    expect(new Set(order).size).toBe(4);
  });

  test('given a conflict, then each rule says in both languages what would mend it, and how many it excludes', () => {
    const found = conflictsOf(rules.map(bitOf));
    expect(found.map((one) => one.rule)).toEqual(rules);
    for (const one of found) {
      expect(one.excluded).toBe(1);
      expect(one.remedyZh).toMatch(/^[\u4e00-\u9fff（）、，]+。$/u);
      expect(one.remedyEn).toMatch(/^[A-Z][A-Za-z ,;.-]+\.$/);
    }
    expect(new Set(found.map((one) => one.remedyEn)).size).toBe(rules.length);
  });
});
