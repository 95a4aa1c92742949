/** Promises every measure of every room in one list: a room that counts adds its line here. */
import { adviserMeasures } from '../adviser/adviser.measures';
import { allocationMeasures } from '../allocation/allocation.measures';
import { caseworkMeasures } from '../casework/casework.measures';
import { courseMeasures } from '../course/course.measures';
import { employmentMeasures } from '../employment/employment.measures';
import { applicationMeasures } from '../application/application.measures';
import { claimMeasures } from '../claim/claim.measures';
import { donationMeasures } from '../donation/donation.measures';
import { householdMeasures } from '../household/household.measures';
import type { Measure } from '../measure';
import { needMeasures } from '../need/need.measures';
import { visitMeasures } from '../visit/visit.measures';
import { rightsMeasures } from '../rights/rights.measures';
import { organisationMeasures } from '../organisation/organisation.measures';
import { projectMeasures } from '../project/project.measures';
import { receiptMeasures } from '../receipt/receipt.measures';
import { registerMeasures } from '../register/register.measures';
import { revisitMeasures } from '../revisit/revisit.measures';
import { referralMeasures } from '../referral/referral.measures';
import { supervisionMeasures } from '../supervision/supervision.measures';
import { warningMeasures } from '../warning/warning.measures';
import { wishMeasures } from '../wish/wish.measures';
import { policyMeasures } from '../policy/policy.measures';
import { pointsMeasures } from '../points/points.measures';
import { meetingMeasures } from '../meeting/meeting.measures';
import { pairingMeasures } from '../pairing/pairing.measures';
import { trainingMeasures } from '../training/training.measures';

import { activityMeasures } from '../activity/activity.measures';
import { catalogueMeasures } from '../catalogue/catalogue.measures';

export const measures: readonly Measure[] = [
  ...adviserMeasures,
  ...trainingMeasures,
  ...pairingMeasures,
  ...meetingMeasures,
  ...pointsMeasures,
  ...householdMeasures,
  ...needMeasures,
  ...referralMeasures,
  ...claimMeasures,
  ...caseworkMeasures,
  ...employmentMeasures,
  ...courseMeasures,
  ...organisationMeasures,
  ...projectMeasures,
  ...donationMeasures,
  ...receiptMeasures,
  ...allocationMeasures,
  ...wishMeasures,
  ...supervisionMeasures,
  ...rightsMeasures,
  ...activityMeasures,
  ...catalogueMeasures,
  ...warningMeasures,
  ...policyMeasures,
  ...registerMeasures,
  ...revisitMeasures,
  ...applicationMeasures,
  ...visitMeasures,
];
