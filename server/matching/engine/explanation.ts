/** Promises the reasons of a match as data: every gate, every criterion's share, and for a failed gate what would open it. */

export type GateName =
  | 'SERVICE_KIND'
  | 'AREA'
  | 'SITUATION'
  | 'LANGUAGE_AND_SKILL'
  | 'CAPACITY'
  | 'APPROVAL'
  | 'RESTRICTION'
  | 'CONSENT'
  | 'MINIMUM_URGENCY'
  | 'AGE'
  | 'EDUCATION'
  | 'HEALTH'
  | 'DEMANDED_SKILL';

export type GateReason =
  | 'PASSED'
  | 'KIND_NOT_OFFERED'
  | 'OFFERING_WITHDRAWN'
  | 'ORGANISATION_KIND_NOT_ADMITTED'
  | 'OUT_OF_AREA'
  | 'SITUATION_NOT_SERVED'
  | 'LANGUAGE_NOT_SPOKEN'
  | 'SKILL_MISSING'
  | 'NO_CAPACITY_STATED'
  | 'CAPACITY_USED_UP'
  | 'ORGANISATION_NOT_APPROVED'
  | 'RESTRICTED_NOT_TAKEN'
  | 'CONSENT_MISSING'
  | 'NOT_URGENT_ENOUGH'
  | 'AGE_OUTSIDE'
  | 'EDUCATION_BELOW'
  | 'ABILITY_MISSING'
  | 'DEMANDED_SKILL_MISSING';

export type ChangeName =
  | 'ADD_SERVICE_KIND'
  | 'REGISTER_AS'
  | 'ADD_AREA'
  | 'ADD_SITUATION'
  | 'SERVE_ALL_SITUATIONS'
  | 'ADD_LANGUAGE'
  | 'ADD_SKILL'
  | 'SET_CAPACITY_STATUS'
  | 'RAISE_CAPACITY_TO'
  | 'OBTAIN_APPROVAL'
  | 'TAKE_RESTRICTED'
  | 'OBTAIN_CONSENT'
  | 'LOWER_MINIMUM_URGENCY_TO'
  | 'DEMAND_AGE_WITH'
  | 'LOWER_EDUCATION_TO'
  | 'DROP_ABILITY'
  | 'LEARN_SKILL';

/** One thing that would have to change; the changes of a gate together open it. */
export interface Change {
  readonly change: ChangeName;
  readonly value: string;
}

export interface GateResult {
  readonly gate: GateName;
  readonly passed: boolean;
  readonly reason: GateReason;
  /** Empty when passed. */
  readonly toPass: readonly Change[];
}

export type CriterionName =
  | 'SITUATION_FIT'
  | 'LANGUAGE_AND_SKILL_FIT'
  | 'AREA_CLOSENESS'
  | 'URGENCY'
  | 'WAITING_TIME'
  | 'REMAINING_CAPACITY'
  | 'CAPACITY_AGE'
  | 'PAST_DELIVERY'
  | 'ORGANISATION_FAIRNESS'
  | 'COMMUNITY_FAIRNESS';

export interface CriterionResult {
  readonly criterion: CriterionName;
  /** Out of 10,000 for all criteria together. */
  readonly weight: number;
  /** How well it is met, 0 to 10,000. */
  readonly value: number;
  /** Its part of the score; the parts of all criteria sum to the score exactly. */
  readonly share: number;
}

export interface Explanation {
  readonly rulesetVersion: string;
  /** Whether every gate is passed. */
  readonly matched: boolean;
  readonly gates: readonly GateResult[];
  readonly criteria: readonly CriterionResult[];
  /** 0 to 10,000; what the pair would score if all gates were open. */
  readonly score: number;
  /** The organisation can say only after an assessment of its own. */
  readonly furtherAssessmentNeeded: boolean;
  /** The organisation takes the need onto its waiting list. */
  readonly waitList: boolean;
}
