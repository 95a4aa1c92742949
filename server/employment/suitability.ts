/** Promises how well a post suits a person, by the engine that matches needs and offerings: the person needs work, the post offers it. */
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { evaluate } from '../matching/engine/evaluate';
import type { Explanation } from '../matching/engine/explanation';
import type { NeedFacts, OfferingFacts } from '../matching/engine/facts';
import type { Ruleset } from '../matching/engine/ruleset';
import type { JobPostEntity, JobSeekerEntity } from './employment.entity';

/** Near one's home, made for one's situation, and first for who has sought the longest: the whole after half a year. */
export const employmentRuleset: Ruleset = {
  version: 'employment-2026-1',
  weights: {
    SITUATION_FIT: 3_000,
    LANGUAGE_AND_SKILL_FIT: 0,
    AREA_CLOSENESS: 4_000,
    URGENCY: 0,
    WAITING_TIME: 2_000,
    REMAINING_CAPACITY: 1_000,
    CAPACITY_AGE: 0,
  },
  generalSituationFit: 5_000,
  closenessByDigits: { 2: 500, 4: 1_000, 6: 4_000, 9: 7_500, 12: 10_000 },
  urgency: { ROUTINE: 2_000, URGENT: 6_000, EMERGENCY: 10_000 },
  fullWaitingHours: 180 * 24,
  staleCapacityHours: 90 * 24,
};

export interface Seeking extends Pick<JobSeekerEntity, 'id' | 'areaCode' | 'education' | 'abilities' | 'skills'> {
  readonly age: number;
  readonly situations: readonly string[];
  readonly waitingHours: number;
}

/** `open`: not closed, and its last day is not over. */
export function suitability(seeker: Seeking, post: JobPostEntity & { readonly open: boolean }): Explanation {
  const need: NeedFacts = {
    ...{ id: seeker.id, kind: 'NEED', serviceKind: ServiceKind.EMPLOYMENT_SUPPORT, urgency: 'ROUTINE' },
    areaCode: seeker.areaCode.slice(0, 12),
    ...{
      situations: seeker.situations,
      languages: [],
      skills: [],
      restricted: false,
      waitingHours: seeker.waitingHours,
    },
    worker: { age: seeker.age, education: seeker.education, abilities: seeker.abilities, skills: seeker.skills },
  };
  const offering: OfferingFacts = {
    ...{ offeringId: post.id, organisationId: post.organisationId ?? post.id },
    // Any employer may give work, as any donor may give services.
    ...{ organisationKind: 'COMPANY', organisationStatus: 'APPROVED', pledged: true },
    ...{ serviceKind: ServiceKind.EMPLOYMENT_SUPPORT, withdrawn: !post.open, areaCodes: post.areaCodes },
    ...{ situations: post.situations, languages: [], skills: [], takesRestricted: false, consented: false },
    ...{
      capacityStatus: 'CAPACITY',
      capacityMaximum: post.places,
      capacityUsed: post.placesTaken,
      capacityAgeHours: 0,
    },
    demands: {
      ...{ ageFrom: post.ageFrom, ageTo: post.ageTo, education: post.education },
      ...{ abilities: post.abilities, skills: post.skills },
    },
  };
  return evaluate(need, offering, employmentRuleset);
}
