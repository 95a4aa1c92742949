/** Promises what of a household's timeline belongs together, and which words its codes are said by. */
import type { TimelineKind } from './household.documents';

export const timelineGroups = ['visits', 'needs', 'policies', 'consents', 'care'] as const;
export type TimelineGroup = (typeof timelineGroups)[number];

export const kindsOfGroup: Readonly<Record<TimelineGroup, readonly TimelineKind[]>> = {
  visits: ['TRIGGER_REPORTED', 'VISITED', 'REVISITED', 'WARNING_RAISED', 'WARNING_RESOLVED'],
  needs: [
    ...(['NEED_TAKEN_DOWN', 'NEED_REFERRED', 'NEED_CLAIMED', 'NEED_ENDED', 'SERVICE_GIVEN'] as const),
    ...(['DELIVERY_REPORTED', 'DELIVERY_CONFIRMED', 'CLAIM_ENDED'] as const),
  ],
  policies: [
    ...(['POLICY_LINKED', 'APPLICATION_BEGUN', 'APPLICATION_SUBMITTED', 'APPLICATION_DECIDED'] as const),
    ...(['REGISTER_ENTERED', 'REGISTER_EXITED'] as const),
  ],
  consents: ['HOUSEHOLD_REGISTERED', 'CONSENT_GIVEN', 'CONSENT_WITHDRAWN', 'CONTACT_CARD_ISSUED'],
  care: [
    ...(['CASE_OPENED', 'CASE_CLOSED', 'WATCH_STARTED', 'WATCH_ENDED', 'JOB_REFERRED', 'JOB_FOUND'] as const),
    ...(['JOB_ENDED', 'COURSE_ENROLLED', 'PAIRING_STARTED', 'PAIRING_CONTACTED', 'PAIRING_ENDED'] as const),
  ],
};

export function groupOf(kind: TimelineKind): TimelineGroup {
  return timelineGroups.find((group) => kindsOfGroup[group].includes(kind)) ?? 'care';
}

/** Among the words of the bench; a code without words of its own is left out. */
export const wordsOfCode: Partial<Record<TimelineKind, string>> = {
  TRIGGER_REPORTED: 'visitTrigger',
  VISITED: 'visitResult',
  REVISITED: 'revisitOutcome',
  WARNING_RAISED: 'warningRule',
  NEED_TAKEN_DOWN: 'serviceKind',
  NEED_REFERRED: 'serviceKind',
  NEED_CLAIMED: 'serviceKind',
  SERVICE_GIVEN: 'serviceKind',
  DELIVERY_REPORTED: 'serviceKind',
  DELIVERY_CONFIRMED: 'serviceKind',
  NEED_ENDED: 'needStatus',
  REGISTER_ENTERED: 'lowIncomeCategory',
  APPLICATION_DECIDED: 'applicationStatus',
};
