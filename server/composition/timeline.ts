/** Promises the timeline of a household: a room that has something to tell adds its list here. */
import { applicationHappenings } from '../application/application.happenings';
import { caseworkHappenings } from '../casework/casework.happenings';
import { claimHappenings } from '../claim/claim.happenings';
import { courseHappenings } from '../course/course.happenings';
import { employmentHappenings } from '../employment/employment.happenings';
import type { Happening } from '../happening';
import { householdHappenings } from '../household/household.happenings';
import { needHappenings } from '../need/need.happenings';
import { pairingHappenings } from '../pairing/pairing.happenings';
import { policyHappenings } from '../policy/policy.happenings';
import { registerHappenings } from '../register/register.happenings';
import { revisitHappenings } from '../revisit/revisit.happenings';
import { TimelineRepository } from '../timeline/timeline.repository';
import { TimelineResolver } from '../timeline/timeline.resolver';
import { visitHappenings } from '../visit/visit.happenings';
import { warningHappenings } from '../warning/warning.happenings';
import type { Ground } from './ground';

export const happenings: readonly Happening[] = [
  ...householdHappenings,
  ...visitHappenings,
  ...policyHappenings,
  ...applicationHappenings,
  ...registerHappenings,
  ...needHappenings,
  ...claimHappenings,
  ...revisitHappenings,
  ...caseworkHappenings,
  ...[...employmentHappenings, ...courseHappenings],
  ...warningHappenings,
  ...pairingHappenings,
];

export function composeTimeline({ database }: Ground) {
  return { resolvers: [new TimelineResolver(database, new TimelineRepository(happenings))] as object[] };
}
