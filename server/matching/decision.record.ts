/** Promises decisions as data: what the engine knew, what it said, a digest that shows tampering, and the same again on demand. */
import { createHash } from 'node:crypto';
import { DecisionKind } from '../../schema/matching/decision';
import { evaluate } from './engine/evaluate';
import type { Explanation } from './engine/explanation';
import type { NeedFacts, OfferingFacts } from './engine/facts';
import { best, rank } from './engine/rank';
import type { Ruleset } from './engine/ruleset';

/** A need and everything that one organisation offers: what the engine decides from. */
export interface Pair {
  readonly need: NeedFacts;
  readonly offerings: readonly OfferingFacts[];
}

export interface PairAnswer {
  readonly organisationId: string;
  readonly offeringId?: string;
  readonly explanation: Explanation;
}

/** Facts once each, and pairs by their places in the lists. */
export interface DecisionInputs {
  readonly needs: readonly NeedFacts[];
  readonly offerings: readonly OfferingFacts[];
  readonly pairs: readonly { readonly need: number; readonly offerings: readonly number[] }[];
}

/** What was ranked, best first; or the answer for one pair. */
export interface DecisionResult {
  readonly ranked?: readonly { readonly id: string; readonly score: number }[];
  readonly offeringId?: string;
  readonly explanation?: Explanation;
}

/** What of a decision its digest covers. */
export interface DigestedDecision {
  readonly kind: DecisionKind;
  readonly needId?: string | null;
  readonly organisationId?: string | null;
  readonly rulesetVersion: string;
  readonly inputs: DecisionInputs;
}

/** The best that the organisation of the offerings can do for the need; the nearest miss when none fits. */
export function decidePair({ need, offerings }: Pair, ruleset: Ruleset): PairAnswer {
  const candidates = offerings.map((offering) => ({
    id: offering.offeringId ?? '',
    organisationId: offering.organisationId,
    offeringId: offering.offeringId,
    explanation: evaluate(need, offering, ruleset),
  }));
  const { organisationId, offeringId, explanation } = best(candidates)!;
  return { organisationId, offeringId, explanation };
}

/** What a decision of this kind about the pairs says under the ruleset: pure, so the same again whenever it is asked. */
export function decide(kind: DecisionKind, pairs: readonly Pair[], ruleset: Ruleset): DecisionResult {
  if (kind !== DecisionKind.RANKING_FOR_NEED && kind !== DecisionKind.RANKING_FOR_ORGANISATION) {
    const { offeringId, explanation } = decidePair(pairs[0]!, ruleset);
    return offeringId === undefined ? { explanation } : { offeringId, explanation };
  }
  const answers = pairs.map((pair) => {
    const { organisationId, explanation } = decidePair(pair, ruleset);
    return { id: kind === DecisionKind.RANKING_FOR_NEED ? organisationId : pair.need.id, explanation };
  });
  return { ranked: rank(answers).map(({ id, explanation }) => ({ id, score: explanation.score })) };
}

/** The pairs with every fact written once: pairs of a ranking share their need or their offerings. */
export function inputsOf(pairs: readonly Pair[]): DecisionInputs {
  const [needs, offerings] = [new Places<NeedFacts>(), new Places<OfferingFacts>()];
  const placed = pairs.map((pair) => ({
    need: needs.placeOf(pair.need),
    offerings: pair.offerings.map((offering) => offerings.placeOf(offering)),
  }));
  return { needs: needs.list, offerings: offerings.list, pairs: placed };
}

export function pairsOf(inputs: DecisionInputs): Pair[] {
  return inputs.pairs.map((pair) => ({
    need: inputs.needs[pair.need]!,
    offerings: pair.offerings.map((place) => inputs.offerings[place]!),
  }));
}

export function digestOf(decision: DigestedDecision): Buffer {
  const { kind, needId, organisationId, rulesetVersion, inputs } = decision;
  const digested = { kind, needId: needId ?? null, organisationId: organisationId ?? null, rulesetVersion, inputs };
  return createHash('sha256').update(canonicalJson(digested)).digest();
}

/** One text for one value: keys in order, nothing undefined, no spaces; whatever order the database keeps keys in. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  const entries = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonicalJson(part)}`).join(',')}}`;
}

/** A list in which each object stands once. */
class Places<Item extends object> {
  readonly list: Item[] = [];
  private readonly places = new Map<Item, number>();

  placeOf(item: Item): number {
    const known = this.places.get(item);
    if (known !== undefined) return known;
    this.places.set(item, this.list.length);
    this.list.push(item);
    return this.list.length - 1;
  }
}
