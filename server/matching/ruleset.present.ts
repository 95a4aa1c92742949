/** Promises a ruleset in the shape of the contract. */
import { globalId } from '../../schema/global-id';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { Criterion } from '../../schema/matching/enums';
import { Ruleset } from '../../schema/matching/ruleset';
import { criteriaOf, weightOf } from './engine/ruleset';
import { engineRuleset } from './ruleset.repository';
import type { RulesetRow } from './ruleset.repository';

/** The weights stand in the order of the engine, which the database does not keep. */
export function presentRuleset(row: RulesetRow): Ruleset {
  const ruleset = engineRuleset(row);
  return Object.assign(new Ruleset(), {
    id: globalId('Ruleset', row.id),
    version: row.version,
    status: row.status,
    weights: criteriaOf(ruleset).map((criterion) => ({
      criterion: Criterion[criterion],
      weight: weightOf(ruleset, criterion),
    })),
    reason: row.reason,
    proposedBy: accountId(row.proposedBy),
    proposedAt: row.proposedAt,
    approvedBy: accountId(row.approvedBy),
    approvedAt: row.approvedAt ?? undefined,
    retiredAt: row.retiredAt ?? undefined,
  });
}

export function rulesetOrRefusal(result: RulesetRow | Refusal): Ruleset | Refusal {
  return isRefusal(result) ? result : presentRuleset(result);
}

function accountId(id: string | null): string | undefined {
  return id === null ? undefined : globalId('Account', id);
}
