/** Promises the plain truth that the indexes are held against: every pair tried by the gates, scored, and ranked. */
import { evaluate } from '../evaluate';
import type { NeedFacts } from '../facts';
import { tryGates } from '../gates';
import { best, rank } from '../rank';
import type { Ruleset } from '../ruleset';
import {
  isConsented,
  needAt,
  offeringAt,
  type ClaimableNeed,
  type Consents,
  type Id,
  type StandingOffering,
} from './standing';

export interface RankedOffering<Key extends Id> {
  readonly id: Key;
  readonly score: number;
}

export interface RankedNeed<Key extends Id, OfferingKey extends Id> extends RankedOffering<Key> {
  readonly offeringId: OfferingKey;
}

/** The ids of the offerings that pass every gate for the need. */
export function scanMatches<Key extends Id>(
  need: NeedFacts,
  offerings: Iterable<StandingOffering<Key>>,
  consents?: Consents<string>,
): Key[] {
  const matches: Key[] = [];
  for (const offering of offerings) {
    const facts = offeringAt(offering, offering.capacityStatedAt, isConsented(consents, offering.organisationId));
    if (tryGates(need, facts).every((gate) => gate.passed)) matches.push(offering.id);
  }
  return matches;
}

/** The same, scored at a moment, in the order of rank, at most `count`. */
export function scanBest<Key extends string>(
  need: NeedFacts,
  offerings: Iterable<StandingOffering<Key>>,
  count: number,
  question: { readonly ruleset: Ruleset; readonly moment: number; readonly consents?: Consents<string> },
): RankedOffering<Key>[] {
  const { ruleset, moment, consents } = question;
  const candidates = [...offerings].map((offering) => {
    const facts = offeringAt(offering, moment, isConsented(consents, offering.organisationId));
    return { id: offering.id, explanation: evaluate(need, facts, ruleset) };
  });
  return rank(candidates.filter(({ explanation }) => explanation.matched))
    .slice(0, count)
    .map(({ id, explanation }) => ({ id, score: explanation.score }));
}

/** The needs that one of the offerings meets, each by the one that meets it best, in the order of rank, at most `count`. */
export function scanNeeds<Key extends string, OfferingKey extends string>(
  offerings: readonly StandingOffering<OfferingKey>[],
  needs: Iterable<ClaimableNeed<Key>>,
  count: number,
  question: { readonly ruleset: Ruleset; readonly moment: number; readonly consents?: Consents<Key> },
): RankedNeed<Key, OfferingKey>[] {
  const { ruleset, moment, consents } = question;
  const found: (RankedNeed<Key, OfferingKey> & { explanation: ReturnType<typeof evaluate> })[] = [];
  for (const need of needs) {
    const consented = isConsented(consents, need.id);
    const first = best(
      offerings
        .map((offering) => ({
          id: offering.id,
          explanation: evaluate(needAt(need, moment), offeringAt(offering, moment, consented), ruleset),
        }))
        .filter(({ explanation }) => explanation.matched),
    );
    if (first)
      found.push({
        id: need.id,
        offeringId: first.id,
        score: first.explanation.score,
        explanation: first.explanation,
      });
  }
  return rank(found)
    .slice(0, count)
    .map(({ id, offeringId, score }) => ({ id, offeringId, score }));
}
