/** Promises the closed list of what the product announces: past tense of the mutation that causes it. */
export const eventTypes = [
  // policy
  'PolicyPublished',
  'PolicyLinked',
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
  'NeedOpened',
  // offer
  'NeedOffered',
  'OfferDeclined',
  'OfferLapsed',
  'OfferWithdrawn',
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
  // plan
  'PlanChanged',
  // swap
  'SwapProposed',
  'SwapAgreed',
  'SwapDeclined',
  'SwapExpired',
  'SwapVoided',
  'SwapExecuted',
  // adviser corps
  'AdviserRegistered',
  'AppointmentEnded',
  'BackboneDesignated',
  'BackboneRelieved',
  // charity project
  'CharityProjectFiled',
  'CharityProjectOpened',
  'CharityProjectClosed',
  'CharityProjectSettled',
  'CharityProjectDisclosed',
  // supervision
  'ObligationReminded',
  // warning
  'WarningRaised',
  'WarningEscalated',
  'WarningAcknowledged',
  'WarningResolved',
  'WarningLapsed',
  // donation and allocation
  'DonationPledged',
  'DonationPledgeRevised',
  'DonationPledgeWithdrawn',
  'DonationReceived',
  'DonationAllocated',
  'DonationAllocationReleased',
  'DonationDelivered',
  'DonationDeliveryReversed',
  'DonationReturned',
  'DonationLost',
  'DonationExpired',
  'DonationUseChanged',
  // micro-wish
  'WishShared',
  'WishShareWithdrawn',
  'WishShareExpired',
  'WishShareReceived',
  'WishPaid',
  'WishGranted',
  'WishSharesReleased',
  'WishGoodsChecked',
  'ThanksSaid',
  'ThanksApproved',
  'ThanksRejected',
  // receipt
  'DonationReceipted',
  'ReceiptVoided',
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
