/** Promises every measure of every room in one list: a room that counts adds its line here. */
import { adviserMeasures } from '../adviser/adviser.measures';
import { allocationMeasures } from '../allocation/allocation.measures';
import { caseworkMeasures } from '../casework/casework.measures';
import { claimMeasures } from '../claim/claim.measures';
import { donationMeasures } from '../donation/donation.measures';
import { householdMeasures } from '../household/household.measures';
import type { Measure } from '../measure';
import { needMeasures } from '../need/need.measures';
import { organisationMeasures } from '../organisation/organisation.measures';
import { projectMeasures } from '../project/project.measures';
import { receiptMeasures } from '../receipt/receipt.measures';
import { referralMeasures } from '../referral/referral.measures';
import { supervisionMeasures } from '../supervision/supervision.measures';
import { warningMeasures } from '../warning/warning.measures';
import { wishMeasures } from '../wish/wish.measures';
import { policyMeasures } from '../policy/policy.measures';

export const measures: readonly Measure[] = [
  ...adviserMeasures,
  ...householdMeasures,
  ...needMeasures,
  ...referralMeasures,
  ...claimMeasures,
  ...caseworkMeasures,
  ...organisationMeasures,
  ...projectMeasures,
  ...donationMeasures,
  ...receiptMeasures,
  ...allocationMeasures,
  ...wishMeasures,
  ...supervisionMeasures,
  ...warningMeasures,
  ...policyMeasures,
];
