/**
 * Promises three-valued screening (the strong logic of Kleene, Introduction to Metamathematics, 1952, § 64): what is known decides, what
 * is missing is named, and more knowledge never turns "eligible" into "not eligible" or back. Pure: facts and standards come in as data.
 */
import type { StandardKind } from '../../schema/policy/eligibility';
import { ConditionKind } from '../../schema/policy/eligibility';
import { MissingFact, Verdict } from '../../schema/policy/screening';
import type { LowIncomeCategory } from '../../schema/household/household';
import type { AttestedFact, DisabilityLevel } from '../../schema/household/means';
import type { Situation } from '../../schema/taxonomy/situation';
import { flatten, type Condition, type Limit } from './eligibility';

/** What is known of a household; what is left out is not known. */
export interface Facts {
  readonly areaCode: string;
  readonly category: LowIncomeCategory;
  readonly situations: readonly Situation[];
  readonly incomeYearFen?: bigint;
  readonly propertyFen?: bigint;
  readonly rigidSpendingYearFen?: bigint;
  readonly attestations: Readonly<Partial<Record<AttestedFact, boolean>>>;
  /** An age lies from the first to the last of two numbers. */
  readonly members: readonly {
    readonly ageFrom: number;
    readonly ageTo: number;
    readonly disability?: DisabilityLevel;
  }[];
  /** Figures are missing because the household does not authorise a check. */
  readonly meansRefused: boolean;
}

/** Standards that hold where the household lives, in fen or thousandths. */
export type Standards = Readonly<Partial<Record<StandardKind, bigint>>>;

export interface Outcome {
  readonly path: string;
  readonly condition: Condition;
  readonly verdict: Verdict;
  /** By how much per head (and month) a limit is exceeded, when it is. */
  readonly excessFen?: bigint;
  /** What the limit is, in fen per head (and month), or in thousandths; where the locality's is known. */
  readonly limit?: bigint;
  readonly missing?: MissingFact;
}

type Leaf = Pick<Outcome, 'verdict' | 'excessFen' | 'limit' | 'missing'>;

const { ELIGIBLE, NOT_ELIGIBLE, UNKNOWN } = Verdict;

/** Every condition with how it stands; the first is the whole. */
export function screen(root: Condition, facts: Facts, standards: Standards): Outcome[] {
  const outcomes = new Map<Condition, Leaf>();
  judge(root, facts, standards, outcomes);
  return flatten(root).map(({ path, condition }) => ({ path, condition, ...outcomes.get(condition)! }));
}

function judge(condition: Condition, facts: Facts, standards: Standards, found: Map<Condition, Leaf>): Verdict {
  const verdicts = 'of' in condition ? condition.of.map((part) => judge(part, facts, standards, found)) : [];
  const leaf = leafOf(condition, verdicts, facts, standards);
  found.set(condition, leaf);
  return leaf.verdict;
}

export const all = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.includes(NOT_ELIGIBLE) ? NOT_ELIGIBLE : verdicts.includes(UNKNOWN) ? UNKNOWN : ELIGIBLE;
export const not = (verdict: Verdict): Verdict =>
  verdict === UNKNOWN ? UNKNOWN : verdict === ELIGIBLE ? NOT_ELIGIBLE : ELIGIBLE;
export const any = (verdicts: readonly Verdict[]): Verdict => not(all(verdicts.map(not)));

function leafOf(condition: Condition, parts: readonly Verdict[], facts: Facts, standards: Standards): Leaf {
  switch (condition.kind) {
    case ConditionKind.ALL:
      return { verdict: all(parts) };
    case ConditionKind.ANY:
      return { verdict: any(parts) };
    case ConditionKind.NOT:
      return { verdict: not(parts[0]!) };
    case ConditionKind.CATEGORY_IN:
      return known(condition.categories.includes(facts.category));
    case ConditionKind.SITUATION_IN:
      return known(condition.situations.some((situation) => facts.situations.includes(situation)));
    case ConditionKind.AREA_IN:
      return known(condition.areaCodes.some((code) => facts.areaCode.startsWith(code)));
    case ConditionKind.SIZE_BETWEEN:
      return known(facts.members.length >= condition.from && facts.members.length <= condition.to);
    case ConditionKind.MEMBER_AGED:
      return named(any(facts.members.map((member) => within(member, condition))), MissingFact.AGE);
    case ConditionKind.MEMBER_DISABLED:
      return named(
        any(
          facts.members.map(({ disability }) =>
            disability === undefined ? UNKNOWN : known(condition.disabilityLevels.includes(disability)).verdict,
          ),
        ),
        MissingFact.DISABILITY,
      );
    case ConditionKind.INCOME_PER_HEAD_BELOW:
      return perHead(facts, facts.incomeYearFen, 12n, limitOf(condition.limit, standards), {
        ...{ missing: MissingFact.INCOME, strictly: true },
      });
    case ConditionKind.PROPERTY_PER_HEAD_AT_MOST:
      return perHead(facts, facts.propertyFen, 1n, limitOf(condition.limit, standards), {
        ...{ missing: MissingFact.PROPERTY, strictly: false },
      });
    case ConditionKind.RIGID_SPENDING_SHARE_AT_LEAST:
      return share(
        facts,
        condition.permille === undefined ? standards.RIGID_SPENDING_PERMILLE : BigInt(condition.permille),
      );
    case ConditionKind.ATTESTED: {
      const holds = facts.attestations[condition.fact];
      return holds === undefined ? { verdict: UNKNOWN, missing: MissingFact.ATTESTATION } : known(holds);
    }
  }
}

function known(holds: boolean): Leaf {
  return { verdict: holds ? ELIGIBLE : NOT_ELIGIBLE };
}

function named(verdict: Verdict, missing: MissingFact): Leaf {
  return verdict === UNKNOWN ? { verdict, missing } : { verdict };
}

function within(member: { readonly ageFrom: number; readonly ageTo: number }, wanted: { from: number; to: number }) {
  if (member.ageFrom >= wanted.from && member.ageTo <= wanted.to) return ELIGIBLE;
  return member.ageTo < wanted.from || member.ageFrom > wanted.to ? NOT_ELIGIBLE : UNKNOWN;
}

/** In thousandths of a fen, so that a factor loses nothing. */
function limitOf(limit: Limit, standards: Standards): bigint | undefined {
  if ('fen' in limit) return BigInt(limit.fen) * 1_000n;
  const standard = standards[limit.standard];
  return standard === undefined ? undefined : standard * BigInt(limit.factorPermille);
}

/** Compares without division: total * 1000 against limit * heads * months. */
function perHead(
  facts: Facts,
  total: bigint | undefined,
  months: bigint,
  limitMilli: bigint | undefined,
  how: { readonly missing: MissingFact; readonly strictly: boolean },
): Leaf {
  const limit = limitMilli === undefined ? undefined : limitMilli / 1_000n;
  if (total === undefined) return { verdict: UNKNOWN, limit, missing: unsaid(facts, how.missing) };
  if (limitMilli === undefined) return { verdict: UNKNOWN, missing: MissingFact.LOCAL_STANDARD };
  const parts = BigInt(Math.max(1, facts.members.length)) * months;
  const over = total * 1_000n - limitMilli * parts;
  if (over < 0n || (over === 0n && !how.strictly)) return { verdict: ELIGIBLE, limit };
  return { verdict: NOT_ELIGIBLE, limit, excessFen: roundedUp(over, parts * 1_000n) };
}

function share(facts: Facts, permille: bigint | undefined): Leaf {
  const { incomeYearFen: income, rigidSpendingYearFen: spending } = facts;
  if (spending === undefined)
    return { verdict: UNKNOWN, limit: permille, missing: unsaid(facts, MissingFact.RIGID_SPENDING) };
  if (income === undefined) return { verdict: UNKNOWN, limit: permille, missing: unsaid(facts, MissingFact.INCOME) };
  if (permille === undefined) return { verdict: UNKNOWN, missing: MissingFact.LOCAL_STANDARD };
  return { ...known(spending * 1_000n >= income * permille), limit: permille };
}

function unsaid(facts: Facts, missing: MissingFact): MissingFact {
  return facts.meansRefused ? MissingFact.MEANS_CHECK_REFUSED : missing;
}

function roundedUp(amount: bigint, parts: bigint): bigint {
  return (amount + parts - 1n) / parts;
}
