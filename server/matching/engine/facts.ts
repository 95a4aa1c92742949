/** Promises what the engine knows of a need and of an offering: plain values, no database, no clock. */

export interface NeedFacts {
  readonly id: string;
  readonly kind: 'NEED' | 'MICRO_WISH';
  readonly serviceKind: string;
  /** The community's code (12 digits): a ranking never tells the grid. */
  readonly areaCode: string;
  readonly situations: readonly string[];
  /** One of them must be spoken. */
  readonly languages: readonly string[];
  /** All of them must be there. */
  readonly skills: readonly string[];
  readonly urgency: 'ROUTINE' | 'URGENT' | 'EMERGENCY';
  readonly restricted: boolean;
  /** Whole hours since it was referred (or, before that, taken down). */
  readonly waitingHours: number;
}

export interface OfferingFacts {
  /** Undefined when the organisation offers nothing at all. */
  readonly offeringId?: string;
  readonly organisationId: string;
  readonly organisationKind: string;
  readonly organisationStatus: string;
  readonly serviceKind?: string;
  readonly withdrawn: boolean;
  readonly areaCodes: readonly string[];
  /** Empty: all situations. */
  readonly situations: readonly string[];
  readonly languages: readonly string[];
  readonly skills: readonly string[];
  readonly takesRestricted: boolean;
  readonly capacityStatus: 'CAPACITY' | 'NO_CAPACITY' | 'WAITLIST' | 'ADDITIONAL_ASSESSMENT_REQUIRED';
  readonly capacityMaximum: number;
  readonly capacityUsed: number;
  /** Whole hours since the organisation last stated its capacity. */
  readonly capacityAgeHours: number;
  /** Whether the household of this need consents to its referral to this organisation. */
  readonly consented: boolean;
}
