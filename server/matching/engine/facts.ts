/** Promises what the engine knows of a need and of an offering: plain values, no database, no clock. */

/** The least urgent first. */
export const urgencies = ['ROUTINE', 'URGENT', 'EMERGENCY'] as const;
export type Urgency = (typeof urgencies)[number];

/** The lowest first. */
export const educations = ['CANNOT_READ', 'PRIMARY', 'MIDDLE_SCHOOL', 'HIGHER'] as const;
export type Education = (typeof educations)[number];

/** Who seeks work: what a post may demand of a person. */
export interface WorkerFacts {
  readonly age: number;
  readonly education: Education;
  /** What the person's health allows. */
  readonly abilities: readonly string[];
  readonly skills: readonly string[];
}

/** What a post demands of whoever takes it. */
export interface Demands {
  readonly ageFrom: number;
  readonly ageTo: number;
  readonly education: Education;
  readonly abilities: readonly string[];
  readonly skills: readonly string[];
}

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
  readonly urgency: Urgency;
  readonly restricted: boolean;
  /** Whole hours since it was referred (or, before that, taken down). */
  readonly waitingHours: number;
  /** Of a person that seeks work; missing for every other need. */
  readonly worker?: WorkerFacts;
  /** How the needs of its community fared; unknown in decisions from before it counted. */
  readonly community?: CommunityStanding;
}

/** Counts of the last 365 days. Restricted needs are in none of them: nobody can tell from a score that there is one. */
export interface CommunityStanding {
  /** Referred and not withdrawn. */
  readonly needs: number;
  /** Of them, wholly taken on or met. */
  readonly served: number;
}

export interface OrganisationStanding {
  /** Its claims of the last 365 days that ended, by a delivery or without one; those that ended through no doing of its own apart. */
  readonly claimsEnded: number;
  /** Of them, by a delivery that the household confirmed. */
  readonly claimsDelivered: number;
  /** Claims of the last 30 days that it still holds or has delivered. */
  readonly needsTaken: number;
  /** Places of all its offerings. */
  readonly places: number;
}

export interface OfferingFacts {
  /** Undefined when the organisation offers nothing at all. */
  readonly offeringId?: string;
  readonly organisationId: string;
  readonly organisationKind: string;
  readonly organisationStatus: string;
  /** Given to a charity as services. Missing in decisions from before there were such gifts. */
  readonly pledged?: boolean;
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
  /** Needs below it are not wanted. Null: all are. Missing in decisions from before there was this gate, which do not ask it. */
  readonly minimumUrgency?: Urgency | null;
  /** Of a post; missing for every other offering. */
  readonly demands?: Demands;
  /** What the organisation took and delivered; unknown in decisions from before it counted. */
  readonly standing?: OrganisationStanding;
  /** Whether the household of this need consents to its referral to this organisation. */
  readonly consented: boolean;
}
