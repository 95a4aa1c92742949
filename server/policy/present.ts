/** Promises policies, standards, links and screenings of the contract made from rows and outcomes. */
import { globalId } from '../../schema/global-id';
import { Condition, ConditionKind, type ConditionInput } from '../../schema/policy/eligibility';
import { LocalStandard, Policy, PolicyLink } from '../../schema/policy/policy';
import { ConditionOutcome, Screening } from '../../schema/policy/screening';
import { asksForMeans, flatten, type Condition as Stored } from './eligibility';
import type { LocalStandardRow, PolicyLinkRow, PolicyRow } from './policy.repository';
import type { Screened } from './screening.service';
import { conditionWords, outcomeWords, summaryWords } from './wording';

export function presentPolicy(row: PolicyRow): Policy {
  const { code, version, areaCode, titleZh, titleEn, issuingDepartment, validFrom, benefitZh, benefitEn } = row;
  const { serviceKinds, documents, reviewDays, cardLines, isSample, publishedAt } = row;
  return Object.assign(new Policy(), {
    ...{ code, version, areaCode, titleZh, titleEn, issuingDepartment, validFrom, benefitZh, benefitEn },
    ...{ serviceKinds, documents, reviewDays, cardLines, isSample, publishedAt },
    id: globalId('Policy', row.id),
    documentNumber: row.documentNumber ?? undefined,
    validUntil: row.validUntil ?? undefined,
    grantsCategory: row.grantsCategory ?? undefined,
    needsMeansCheck: asksForMeans(row.eligibility),
    conditions: flatten(row.eligibility).map(({ path, condition }) => {
      const { zh, en } = conditionWords(condition);
      return Object.assign(new Condition(), {
        path,
        kind: condition.kind,
        textZh: zh,
        textEn: en,
        ...dataOf(condition),
      });
    }),
  });
}

/** What the condition says as data, in the fields of the input that makes it. */
function dataOf(condition: Stored): Omit<ConditionInput, 'kind' | 'of'> {
  if ('limit' in condition) {
    const { limit } = condition;
    return 'fen' in limit ? { fen: BigInt(limit.fen) } : limit;
  }
  if (condition.kind === ConditionKind.RIGID_SPENDING_SHARE_AT_LEAST) return { factorPermille: condition.permille };
  if ('of' in condition) return {};
  const { kind: _kind, ...data } = condition;
  return data as Omit<ConditionInput, 'kind' | 'of'>;
}

export function presentStandard(row: LocalStandardRow): LocalStandard {
  const { areaCode, kind, validFrom, source, isSample } = row;
  return Object.assign(new LocalStandard(), { areaCode, kind, validFrom, source, isSample, value: `${row.value}` });
}

export function presentLink(row: PolicyLinkRow & { policy: PolicyRow }): PolicyLink {
  return Object.assign(new PolicyLink(), {
    id: globalId('PolicyLink', row.id),
    kind: row.kind,
    linkedOn: row.linkedOn,
    policy: presentPolicy(row.policy),
  });
}

export function presentScreening({ policy, outcomes }: Screened): Screening {
  const summary = summaryWords(outcomes);
  return Object.assign(new Screening(), {
    policy: presentPolicy(policy),
    verdict: outcomes[0]!.verdict,
    explanationZh: summary.zh,
    explanationEn: summary.en,
    outcomes: outcomes.map((outcome) => {
      const { zh, en } = outcomeWords(outcome);
      const { path, verdict, excessFen, missing } = outcome;
      return Object.assign(new ConditionOutcome(), {
        ...{ path, verdict, excessFen, missing, kind: outcome.condition.kind },
        ...{ explanationZh: zh, explanationEn: en },
      });
    }),
  });
}
