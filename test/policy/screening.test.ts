/** Shows the logic of screening: the laws of Kleene, knowledge that never turns a verdict, exact limits, and every statute readable. */
import fc from 'fast-check';
import { LowIncomeCategory } from '../../schema/household/household';
import { AttestedFact, DisabilityLevel } from '../../schema/household/means';
import { ConditionKind, StandardKind, type ConditionInput } from '../../schema/policy/eligibility';
import { MissingFact, Verdict } from '../../schema/policy/screening';
import { isRefusal } from '../../schema/refusal';
import { InvalidInput } from '../../schema/refusals';
import { Situation } from '../../schema/taxonomy/situation';
import { draftPolicy } from '../../server/policy/draft';
import { asksForMeans, flatten, readEligibility, type Condition } from '../../server/policy/eligibility';
import { all, any, not, screen, type Facts, type Standards } from '../../server/policy/screening';
import { statutes } from '../../server/policy/statutes';
import { conditionWords, summaryWords, yuan } from '../../server/policy/wording';

const { ELIGIBLE, NOT_ELIGIBLE, UNKNOWN } = Verdict;
const standards: Standards = {
  DIBAO_MONTHLY: 68_000n,
  DISPOSABLE_INCOME_MONTHLY: 330_000n,
  PROPERTY_PER_HEAD: 1_200_000n,
  RIGID_SPENDING_PERMILLE: 600n,
};
const tree = (input: ConditionInput): Condition => {
  const read = readEligibility(input);
  if (isRefusal(read)) throw new Error(read.field);
  return read;
};
const statute = (code: string) => tree(statutes.find((one) => one.code === code)!.eligibility);
const household = (more: Partial<Facts> = {}): Facts => ({
  areaCode: '640104001002',
  category: LowIncomeCategory.NOT_RECOGNISED,
  situations: [],
  attestations: {},
  members: [{ ageFrom: 45, ageTo: 45 }],
  meansRefused: false,
  ...more,
});
const verdictOf = (root: Condition, facts: Facts) => screen(root, facts, standards)[0]!.verdict;

const verdict = fc.constantFrom(...Object.values(Verdict));

describe('the three values', () => {
  test('given any verdicts, then the laws of Kleene hold: De Morgan, involution, order, absorption and distribution', () => {
    fc.assert(
      fc.property(verdict, verdict, verdict, (a, b, c) => {
        expect(not(not(a))).toBe(a);
        expect(not(all([a, b]))).toBe(any([not(a), not(b)]));
        expect(all([a, b])).toBe(all([b, a]));
        expect(any([a, any([b, c])])).toBe(any([a, b, c]));
        expect(any([a, all([a, b])])).toBe(a);
        expect(all([a, any([b, c])])).toBe(any([all([a, b]), all([a, c])]));
      }),
    );
    expect([all([]), any([])]).toEqual([ELIGIBLE, NOT_ELIGIBLE]);
    expect(any([UNKNOWN, not(UNKNOWN)])).toBe(UNKNOWN);
  });
});

const limit = fc.oneof(
  fc.bigInt({ min: 1n, max: 500_000n }).map((fen) => ({ fen })),
  fc.record({ standard: fc.constant(StandardKind.DIBAO_MONTHLY), factorPermille: fc.integer({ min: 1, max: 10_000 }) }),
);
const leaf: fc.Arbitrary<ConditionInput> = fc.oneof(
  limit.map((one) => ({ kind: ConditionKind.INCOME_PER_HEAD_BELOW, ...one })),
  fc.bigInt({ min: 1n, max: 5_000_000n }).map((fen) => ({ kind: ConditionKind.PROPERTY_PER_HEAD_AT_MOST, fen })),
  fc.integer({ min: 1, max: 2_000 }).map((factorPermille) => ({
    kind: ConditionKind.RIGID_SPENDING_SHARE_AT_LEAST,
    factorPermille,
  })),
  fc.integer({ min: 0, max: 90 }).map((from) => ({ kind: ConditionKind.MEMBER_AGED, from })),
  fc.constantFrom(...Object.values(DisabilityLevel)).map((level) => ({
    kind: ConditionKind.MEMBER_DISABLED,
    disabilityLevels: [level],
  })),
  fc.constantFrom(...Object.values(AttestedFact)).map((fact) => ({ kind: ConditionKind.ATTESTED, fact })),
  fc.constantFrom(...Object.values(LowIncomeCategory)).map((category) => ({
    kind: ConditionKind.CATEGORY_IN,
    categories: [category],
  })),
);
const { condition } = fc.letrec<{ condition: ConditionInput }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc
      .tuple(
        fc.constantFrom(ConditionKind.ALL, ConditionKind.ANY),
        fc.array(tie('condition'), { minLength: 1, maxLength: 3 }),
      )
      .map(([kind, of]) => ({ kind, of })),
    tie('condition').map((one) => ({ kind: ConditionKind.NOT, of: [one] })),
  ),
}));

const amount = fc.bigInt({ min: 0n, max: 10_000_000n });
const everything = fc.record({
  category: fc.constantFrom(...Object.values(LowIncomeCategory)),
  incomeYearFen: amount,
  propertyFen: amount,
  rigidSpendingYearFen: amount,
  attestations: fc.record(
    Object.fromEntries(Object.values(AttestedFact).map((fact) => [fact, fc.boolean()])) as Record<
      AttestedFact,
      fc.Arbitrary<boolean>
    >,
  ),
  members: fc.array(
    fc.record({
      age: fc.integer({ min: 0, max: 100 }),
      disability: fc.constantFrom(...Object.values(DisabilityLevel)),
    }),
    { minLength: 1, maxLength: 4 },
  ),
});
/** Which parts of everything are known, and how far an age is off on both sides. */
const forgetting = fc.record({
  parts: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
  spread: fc.integer({ min: 0, max: 30 }),
  refused: fc.boolean(),
});

describe('screening', () => {
  test('given any tree and any household, when less is known, then the verdict is the same or unknown, never the opposite', () => {
    fc.assert(
      fc.property(condition, everything, forgetting, (input, whole, { parts, spread, refused }) => {
        const root = tree(input);
        const full = household({
          ...whole,
          members: whole.members.map(({ age, disability }) => ({ ageFrom: age, ageTo: age, disability })),
        });
        const kept = <Value>(index: number, value: Value) => (parts[index] ? value : undefined);
        const less = household({
          category: whole.category,
          incomeYearFen: kept(0, whole.incomeYearFen),
          propertyFen: kept(1, whole.propertyFen),
          rigidSpendingYearFen: kept(2, whole.rigidSpendingYearFen),
          attestations: Object.fromEntries(Object.entries(whole.attestations).filter((_, index) => parts[3 + index])),
          members: whole.members.map(({ age, disability }, index) => ({
            ageFrom: Math.max(0, age - spread),
            ageTo: age + spread,
            disability: kept(6 + index, disability),
          })),
          meansRefused: refused,
        });
        const known = verdictOf(root, full);
        expect(known).not.toBe(UNKNOWN);
        expect([known, UNKNOWN]).toContain(verdictOf(root, less));
      }),
      { numRuns: 500 },
    );
  });

  test('given any tree, then each condition has its place and words in both languages, and the sum is never empty', () => {
    fc.assert(
      fc.property(condition, everything, (input, whole) => {
        const root = tree(input);
        const outcomes = screen(root, household({ category: whole.category }), standards);
        expect(outcomes.map(({ path }) => path)).toEqual(flatten(root).map(({ path }) => path));
        for (const { zh, en } of outcomes.map((outcome) => conditionWords(outcome.condition)))
          expect([/\p{Script=Han}/u.test(zh), /[a-z]/.test(en)]).toEqual([true, true]);
        expect(summaryWords(outcomes).zh.length).toBeGreaterThan(5);
      }),
    );
  });

  test('given an income of exactly the line, then it is not below; a fen a year less for one head, then it is', () => {
    const root = tree({ kind: ConditionKind.INCOME_PER_HEAD_BELOW, standard: StandardKind.DIBAO_MONTHLY });
    const [at] = screen(root, household({ incomeYearFen: 68_000n * 12n }), standards);
    expect(at).toMatchObject({ verdict: NOT_ELIGIBLE, excessFen: 0n, limit: 68_000n });
    expect(verdictOf(root, household({ incomeYearFen: 68_000n * 12n - 1n }))).toBe(ELIGIBLE);
    const three = [1, 2, 3].map(() => ({ ageFrom: 30, ageTo: 30 }));
    const [over] = screen(root, household({ incomeYearFen: 68_000n * 36n + 36_001n, members: three }), standards);
    // 1000 fen and a part of one per head and month: told as 1001, never less than it is.
    expect(over).toMatchObject({ verdict: NOT_ELIGIBLE, excessFen: 1_001n });
  });

  test('given the rule of rigid expenditure, then each of its conditions alone refuses, and all of them together let through', () => {
    const root = statute('RIGID_EXPENDITURE');
    const fits = household({
      incomeYearFen: 1_200_000n,
      propertyFen: 1_200_000n,
      rigidSpendingYearFen: 720_000n,
      attestations: { LOCAL_REGISTRATION: true },
    });
    expect(verdictOf(root, fits)).toBe(ELIGIBLE);
    const broken: Partial<Facts>[] = [
      ...[LowIncomeCategory.DIBAO, LowIncomeCategory.TEKUN, LowIncomeCategory.DIBAO_MARGINAL].map((category) => ({
        category,
      })),
      { incomeYearFen: 330_000n * 12n, rigidSpendingYearFen: 3_960_000n },
      { propertyFen: 1_200_001n },
      { rigidSpendingYearFen: 719_999n },
      { attestations: { LOCAL_REGISTRATION: false } },
    ];
    expect(broken.map((one) => verdictOf(root, { ...fits, ...one }))).toEqual(broken.map(() => NOT_ELIGIBLE));
  });

  test('given a household that refuses the means check, then dibao is unknown for that reason, and temporary relief is still found', () => {
    const facts = household({ meansRefused: true, attestations: { LOCAL_REGISTRATION: true, SUDDEN_EVENT: true } });
    const outcomes = screen(statute('DIBAO'), facts, standards);
    expect(outcomes[0]!.verdict).toBe(UNKNOWN);
    expect(outcomes.flatMap(({ missing }) => missing ?? [])).toEqual([
      MissingFact.MEANS_CHECK_REFUSED,
      MissingFact.MEANS_CHECK_REFUSED,
    ]);
    expect(summaryWords(outcomes).zh).toContain('家庭未授权核对经济状况');
    expect(verdictOf(statute('TEMPORARY_RELIEF'), facts)).toBe(ELIGIBLE);
  });

  test('given a locality without its standard, then it is the standard that is missing', () => {
    const facts = household({ incomeYearFen: 1n, propertyFen: 0n, attestations: { LOCAL_REGISTRATION: true } });
    const outcomes = screen(statute('DIBAO'), facts, { DIBAO_MONTHLY: 1n });
    expect(outcomes[0]!.verdict).toBe(UNKNOWN);
    expect(outcomes.at(-1)).toMatchObject({ missing: MissingFact.LOCAL_STANDARD });
  });

  test('given an age band that only touches the limit, then the age is missing; a band that is past it decides', () => {
    const root = statute('OLD_AGE_ALLOWANCE');
    const aged = (ageFrom: number, ageTo: number) =>
      household({ attestations: { LOCAL_REGISTRATION: true }, members: [{ ageFrom, ageTo }] });
    expect(verdictOf(root, aged(60, 79))).toBe(NOT_ELIGIBLE);
    expect(verdictOf(root, aged(80, 150))).toBe(ELIGIBLE);
    expect(screen(root, aged(75, 85), standards).at(-1)).toMatchObject({ verdict: UNKNOWN, missing: MissingFact.AGE });
  });
});

describe('eligibility as data', () => {
  const field = (input: unknown) => {
    const read = readEligibility(input as ConditionInput);
    return read instanceof InvalidInput ? read.field : undefined;
  };

  test('given a tree that is incomplete, too deep, too large, or has a field of another kind, then its field is named', () => {
    const deep = Array.from({ length: 6 }).reduce<ConditionInput>(
      (inner) => ({ kind: ConditionKind.NOT, of: [inner] }),
      { kind: ConditionKind.ATTESTED, fact: AttestedFact.SUDDEN_EVENT },
    );
    const wide = {
      kind: ConditionKind.ANY,
      of: Array.from({ length: 40 }, () => ({ kind: ConditionKind.MEMBER_AGED, from: 1 })),
    };
    expect([
      field({ kind: ConditionKind.ALL, of: [] }),
      field({ kind: ConditionKind.NOT, of: [wide.of[0], wide.of[1]] }),
      field({ kind: ConditionKind.INCOME_PER_HEAD_BELOW }),
      field({ kind: ConditionKind.INCOME_PER_HEAD_BELOW, standard: StandardKind.PROPERTY_PER_HEAD }),
      field({ kind: ConditionKind.PROPERTY_PER_HEAD_AT_MOST, fen: 1n, standard: StandardKind.PROPERTY_PER_HEAD }),
      field({ kind: ConditionKind.MEMBER_AGED, from: 9, to: 8 }),
      field({ kind: ConditionKind.MEMBER_AGED, from: 9, fact: AttestedFact.SUDDEN_EVENT }),
      field({ kind: ConditionKind.AREA_IN, areaCodes: ["640104'--"] }),
      field({ kind: ConditionKind.SITUATION_IN, situations: [] }),
      field(deep),
      field(wide),
    ]).toEqual([
      ...['eligibility.of', 'eligibility.of', 'eligibility.standard', 'eligibility.standard', 'eligibility.fen'],
      ...['eligibility.from', 'eligibility.fact', 'eligibility.areaCodes', 'eligibility.situations'],
      ...[`eligibility${'.of.0'.repeat(6)}`, 'eligibility.of.39'],
    ]);
    expect(field({ kind: ConditionKind.SITUATION_IN, situations: [Situation.DISABLED] })).toBeUndefined();
  });

  test('given the statutes, then each can be published: its tree is sound and its card speaks in short sentences', () => {
    const drafted = statutes.map((one) => draftPolicy({ ...one, policyId: 'id', areaCode: '64' }));
    expect(drafted.filter(isRefusal)).toEqual([]);
    expect(statutes.filter((one) => asksForMeans(tree(one.eligibility))).map(({ code }) => code)).toEqual([
      ...['DIBAO', 'TEKUN', 'DIBAO_MARGINAL', 'RIGID_EXPENDITURE'],
    ]);
    const long = draftPolicy({ ...statutes[0]!, policyId: 'id', areaCode: '64', cardLines: ['好'.repeat(31)] });
    expect(long).toMatchObject({ field: 'cardLines.0' });
  });

  test('given amounts, then they are written as people write them', () => {
    expect([yuan(68_000n), yuan(1_001n), yuan(5n)]).toEqual(['680', '10.01', '0.05']);
  });
});
