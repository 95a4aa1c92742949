/** Promises the answer to "does this offering meet this need, how well, and why": pure, the same for the same facts, always. */
import { criterionValue } from './criteria';
import type { Explanation } from './explanation';
import type { NeedFacts, OfferingFacts } from './facts';
import { tryGates } from './gates';
import { criteriaOf, weightOf, whole, type Ruleset } from './ruleset';
import { divide } from './shares';

/** Tries every gate and weighs every criterion that the ruleset weighs. The score is what the pair has, or would have if its gates were open. */
export function evaluate(need: NeedFacts, offering: OfferingFacts, ruleset: Ruleset): Explanation {
  const gates = tryGates(need, offering);
  const weighed = criteriaOf(ruleset);
  const values = weighed.map((criterion) => criterionValue(criterion, need, offering, ruleset));
  const weights = weighed.map((criterion) => weightOf(ruleset, criterion));
  const { total, shares } = divide(
    values.map((value, index) => value * weights[index]!),
    whole,
  );
  return {
    rulesetVersion: ruleset.version,
    matched: gates.every((gate) => gate.passed),
    gates,
    criteria: weighed.map((criterion, index) => ({
      criterion,
      weight: weights[index]!,
      value: values[index]!,
      share: shares[index]!,
    })),
    score: total,
    furtherAssessmentNeeded: offering.capacityStatus === 'ADDITIONAL_ASSESSMENT_REQUIRED',
    waitList: offering.capacityStatus === 'WAITLIST',
  };
}
