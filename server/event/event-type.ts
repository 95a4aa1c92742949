/** Promises the closed list of what the product announces: past tense of the mutation that causes it. */
export const eventTypes = [
  // need
  'NeedDrafted',
  'NeedVerified',
  'NeedWithdrawn',
  'NeedExpired',
  'NeedClosed',
  // referral
  'NeedReferred',
  'NeedReferredDirectly',
  'NeedUnmatched',
  'ReferralRejected',
  'ReferralCancelled',
  // claim
  'NeedClaimed',
  'ClaimConfirmed',
  'ClaimHeld',
  'ClaimResumed',
  'ClaimReleased',
  'ClaimRevoked',
  'ClaimLeaseExpired',
  'ServiceRecorded',
  'DeliveryReported',
  'DeliveryConfirmed',
  'DeliveryDisputed',
  'RevisitDue',
  'RevisitCompleted',
  // what all servers rank by
  'StandingsCounted',
  // organisation and identity: authority in motion
  'OrganisationApproved',
  'OrganisationSuspended',
  'OrganisationRecertificationRequired',
  'CapacityUpdated',
  'OfferingPublished',
  'OfferingWithdrawn',
  'AuthorityChanged',
  'SessionRevoked',
  'ConsentRecorded',
  'ConsentWithdrawn',
] as const;

export type EventType = (typeof eventTypes)[number];
