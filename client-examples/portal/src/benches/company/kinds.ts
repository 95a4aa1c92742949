/** Promises the kinds of help and the situations that somebody who gives may name. */
import type { ServiceKind, Situation } from './give.documents';

/** Not those that are referred by name only: whom they reach is told to nobody, and nobody gives for them by name. */
export const openKinds: readonly ServiceKind[] = [
  'EDUCATION_SUPPORT',
  'MEDICAL_SUPPORT',
  'DISABILITY_SUPPORT',
  'AGE_FRIENDLY_MODIFICATION',
  'CLEANING',
  'HOME_VISIT',
  'HEART_TO_HEART',
  'EMOTIONAL_SUPPORT',
  'EMPLOYMENT_SUPPORT',
  'PROXY_SERVICE',
  'POLICY_GUIDANCE',
  'RESOURCE_LINKING',
  'SOCIAL_INTEGRATION',
  'FAMILY_MEDIATION',
];

export const namedSituations: readonly Situation[] = [
  'ELDERLY',
  'ELDERLY_ALONE',
  'DISABLED',
  'SERIOUSLY_ILL',
  'SINGLE_PARENT',
  'UNEMPLOYED',
  'DISASTER_STRUCK',
];
