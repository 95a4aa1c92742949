/** Promises the next version of a policy as it is written: begun from the version before, whole lines from texts, told to the contract. Pure. */
import { draftOf, inputOf, newDraft, type Draft } from './condition-draft';
import type { PublishPolicyMutationVariables, WholePolicyFragment } from './policies.documents';

type Input = PublishPolicyMutationVariables['input'];

export interface PolicyDraft {
  readonly code: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly issuingDepartment: string;
  readonly documentNumber: string;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly benefitZh: string;
  readonly benefitEn: string;
  readonly serviceKinds: readonly Input['serviceKinds'][number][];
  readonly grantsCategory: string;
  /** One on each line. */
  readonly documents: string;
  readonly reviewDays: string;
  readonly cardLines: string;
  readonly eligibility: Draft;
}

/** From the version before; of a new policy nothing is filled in but that all of its conditions count. */
export function startOf(from: WholePolicyFragment | undefined, tomorrow: string): PolicyDraft {
  return {
    ...{ code: from?.code ?? '', titleZh: from?.titleZh ?? '', titleEn: from?.titleEn ?? '' },
    ...{ issuingDepartment: from?.issuingDepartment ?? '', documentNumber: from?.documentNumber ?? '' },
    ...{ validFrom: tomorrow, validUntil: '', benefitZh: from?.benefitZh ?? '', benefitEn: from?.benefitEn ?? '' },
    ...{ serviceKinds: from?.serviceKinds ?? [], grantsCategory: from?.grantsCategory ?? '' },
    documents: (from?.documents ?? []).join('\n'),
    ...{ reviewDays: String(from?.reviewDays ?? 20), cardLines: (from?.cardLines ?? []).join('\n') },
    eligibility: from ? draftOf(from.conditions) : newDraft('ALL'),
  };
}

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

export function policyInput(draft: PolicyDraft, policyId: string, areaCode: string): Input {
  const { code, titleZh, titleEn, issuingDepartment, documentNumber, benefitZh, benefitEn, validFrom } = draft;
  return {
    ...{ policyId, areaCode, code, titleZh, titleEn, issuingDepartment, benefitZh, benefitEn, validFrom },
    documentNumber: documentNumber.trim() || null,
    validUntil: draft.validUntil || null,
    serviceKinds: [...draft.serviceKinds],
    grantsCategory: (draft.grantsCategory || null) as Input['grantsCategory'],
    eligibility: inputOf(draft.eligibility),
    ...{ documents: linesOf(draft.documents), cardLines: linesOf(draft.cardLines) },
    reviewDays: Number(draft.reviewDays),
    isSample: false,
  };
}
