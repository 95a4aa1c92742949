/** Promises what an adviser writes of a need, as the contract takes it: money exact to the fen, a wish for one thing. */
import type {
  DraftNeedInput,
  EconomicStatus,
  HardshipDegree,
  NeedKind,
  NeedOrigin,
  ServiceKind,
  Situation,
  Urgency,
} from './intake.documents';
import type { TakenPhoto } from './intake-photos';

export interface IntakeDraft {
  readonly serviceKind: ServiceKind | undefined;
  readonly urgency: Urgency;
  readonly origin: NeedOrigin;
  readonly cardText: string;
  readonly situations: readonly Situation[];
  /** Empty for none. */
  readonly wantedBy: string;
  readonly wishedItem: string;
  /** In yuan, as typed. */
  readonly price: string;
  readonly economicStatus: EconomicStatus | undefined;
  readonly hardshipDegree: HardshipDegree | undefined;
  readonly photos: readonly TakenPhoto[];
}

export const emptyIntake: IntakeDraft = {
  ...{ serviceKind: undefined, urgency: 'ROUTINE', origin: 'DAILY_VISIT', cardText: '', situations: [] },
  ...{ wantedBy: '', wishedItem: '', price: '', economicStatus: undefined, hardshipDegree: undefined },
  photos: [],
};

export const serviceKinds: readonly ServiceKind[] = [
  ...(['CLEANING', 'HOME_VISIT', 'HEART_TO_HEART', 'MEDICAL_SUPPORT', 'PROXY_SERVICE', 'EDUCATION_SUPPORT'] as const),
  ...(['EMPLOYMENT_SUPPORT', 'DISABILITY_SUPPORT', 'AGE_FRIENDLY_MODIFICATION', 'CHILD_GROWTH'] as const),
  ...(['EMOTIONAL_SUPPORT', 'PSYCHOLOGICAL_COUNSELLING', 'FAMILY_MEDIATION', 'SOCIAL_INTEGRATION'] as const),
  ...(['POLICY_GUIDANCE', 'RESOURCE_LINKING', 'DOMESTIC_VIOLENCE_SUPPORT'] as const),
];
export const situations: readonly Situation[] = [
  ...(['ELDERLY_ALONE', 'ELDERLY', 'DISABLED', 'SERIOUSLY_ILL', 'MINOR', 'SINGLE_PARENT', 'UNEMPLOYED'] as const),
  ...(['BEREAVED', 'DISASTER_STRUCK', 'AWAY_FROM_REGISTERED_HOME', 'MENTAL_ILLNESS'] as const),
  ...(['FAMILY_DISPUTE', 'DOMESTIC_VIOLENCE'] as const),
];
export const urgencies: readonly Urgency[] = ['ROUTINE', 'URGENT', 'EMERGENCY'];
export const origins: readonly NeedOrigin[] = ['DAILY_VISIT', 'SELF_REPORTED', 'CONTACT_CARD', 'OTHER_DEPARTMENT'];
export const economicStatuses: readonly EconomicStatus[] = [
  ...(['NO_INCOME', 'BELOW_DIBAO_LINE', 'NEAR_DIBAO_LINE', 'ABOVE'] as const),
];
export const hardshipDegrees: readonly HardshipDegree[] = ['LIGHT', 'MEDIUM', 'SEVERE'];

/** Yuan as typed in fen; undefined for what is no amount of money. */
export function fenOf(yuan: string): string | undefined {
  const parts = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(yuan.trim());
  return parts ? String(BigInt(parts[1]!) * 100n + BigInt((parts[2] ?? '').padEnd(2, '0'))) : undefined;
}

/** Undefined while something is missing without which there is nothing to look at. */
export function inputOf(
  draft: IntakeDraft,
  of: { readonly needId: string; readonly householdId: string; readonly kind: NeedKind },
): DraftNeedInput | undefined {
  const isWish = of.kind === 'MICRO_WISH';
  const serviceKind = isWish ? 'MICRO_WISH' : draft.serviceKind;
  if (!serviceKind || draft.cardText.trim() === '') return undefined;
  return {
    ...{ ...of, serviceKind, urgency: draft.urgency, origin: draft.origin, cardText: draft.cardText },
    ...{ situations: draft.situations, economicStatus: draft.economicStatus, hardshipDegree: draft.hardshipDegree },
    wantedBy: draft.wantedBy || null,
    ...(isWish && { wishedItem: draft.wishedItem.trim() || null, priceCeilingFen: fenOf(draft.price) ?? null }),
  };
}
