/** Promises everything that any room holds of a household in one list: a room with such a table adds its line here. */
import { activityHoldings } from '../activity/activity.holdings';
import { allocationHoldings } from '../allocation/allocation.holdings';
import { applicationHoldings } from '../application/application.holdings';
import { caseworkHoldings } from '../casework/casework.holdings';
import { courseHoldings } from '../course/course.holdings';
import { employmentHoldings } from '../employment/employment.holdings';
import { claimHoldings } from '../claim/claim.holdings';
import { donationHoldings } from '../donation/donation.holdings';
import { experienceHoldings } from '../experience/experience.holdings';
import type { Holding } from '../household/holding';
import { householdHoldings } from '../household/household.holdings';
import { decisionHoldings } from '../matching/decision.holdings';
import { needHoldings } from '../need/need.holdings';
import { offerHoldings } from '../offer/offer.holdings';
import { pairingHoldings } from '../pairing/pairing.holdings';
import { photoHoldings } from '../photo/photo.holdings';
import { policyHoldings } from '../policy/policy.holdings';
import { planHoldings } from '../plan/plan.holdings';
import { referralHoldings } from '../referral/referral.holdings';
import { registerHoldings } from '../register/register.holdings';
import { revisitHoldings } from '../revisit/revisit.holdings';
import { rightsHoldings } from '../rights/rights.repository';
import { obligationHoldings } from '../supervision/obligation.holdings';
import { swapHoldings } from '../swap/swap.holdings';
import { toldPlaceHoldings } from '../trace/told-place.holdings';
import { visitHoldings } from '../visit/visit.holdings';
import { warningHoldings } from '../warning/warning.holdings';
import { wishHoldings } from '../wish/wish.holdings';

/** The first is the household itself. */
export const holdings: readonly Holding[] = [
  ...householdHoldings,
  ...needHoldings,
  ...claimHoldings,
  ...revisitHoldings,
  ...referralHoldings,
  ...offerHoldings,
  ...decisionHoldings,
  ...planHoldings,
  ...swapHoldings,
  ...wishHoldings,
  ...donationHoldings,
  ...allocationHoldings,
  ...toldPlaceHoldings,
  ...obligationHoldings,
  ...policyHoldings,
  ...registerHoldings,
  ...applicationHoldings,
  ...caseworkHoldings,
  ...employmentHoldings,
  ...courseHoldings,
  ...warningHoldings,
  ...pairingHoldings,
  ...experienceHoldings,
  ...visitHoldings,
  ...photoHoldings,
  ...activityHoldings,
  ...rightsHoldings,
];
