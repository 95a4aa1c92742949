/** Promises that any object is found by its opaque id, each through the room that knows who may see it. */
import { localId } from '../../schema/global-id';
import { actorOf } from '../context';
import { NodeRegistry } from '../node/node';
import { presentCase, presentWatch } from '../casework/present';
import { presentOrganisation } from '../organisation/present';
import { presentRevisit } from '../revisit/present';
import { presentRequest } from '../rights/rights.resolver';
import { presentVersion } from '../catalogue/catalogue.resolver';
import { presentActivity, presentParty } from '../activity/present';
import { presentObligation } from '../supervision/present';
import { presentWarning } from '../warning/present';
import type { Allocating } from './allocation';
import type { Care } from './care';
import type { Casework } from './casework';
import { registerCorps, registerConvening } from './corps-nodes';
import type { Claiming } from './claim';
import type { Giving } from './giving';
import type { Ground } from './ground';
import type { Offering } from './offer';
import type { Parties } from './parties';
import type { Projects } from './project';
import type { Receipting } from './receipt';
import type { Referring } from './referral';
import { registerRelief } from './relief-nodes';
import type { Supervising } from './supervision';
import type { Revisiting } from './revisit';
import type { Linking } from './activity';
import type { Rights } from './rights';
import type { Swapping } from './swap';
import type { Listing } from './catalogue';
import type { Visiting } from './visit';
import type { WarningParts } from './warning';

type Finders = Parameters<typeof registerRelief>[1] &
  Pick<Ground & Parties & Care & Projects, 'areaLoader' | 'organisationReading' | 'householdLoader'> &
  Pick<Care & Projects & Referring & Offering, 'needLoader' | 'projectLoader' | 'referralLists' | 'offerLists'> &
  Pick<
    Claiming & Supervising & Giving & Revisiting,
    'claimLoader' | 'revisitService' | 'obligationService' | 'donationReading'
  > &
  Pick<Allocating & Receipting & Swapping, 'allocationReading' | 'receiptReading' | 'swapReading'> &
  Pick<Rights & Linking, 'rightsReading' | 'activityReading'> &
  Pick<Casework, 'caseService' | 'watchService'> &
  Pick<WarningParts & Listing, 'warningService' | 'catalogueService'> &
  Pick<Visiting, 'visitLoader'> &
  Parameters<typeof registerCorps>[1] &
  Parameters<typeof registerConvening>[1];

export function composeNodes(parts: Finders): NodeRegistry {
  return registerRelief(registerConvening(registerCorps(new NodeRegistry(), parts), parts), parts)
    .register('Area', (context, _id, code) => parts.areaLoader.area(context, code))
    .register('Organisation', async (context, id) => {
      const row = await parts.organisationReading.findVisible(actorOf(context), localId('Organisation', id));
      return row && presentOrganisation(row);
    })
    .register('Household', (context, id) => parts.householdLoader.household(context, localId('Household', id)))
    .register('CareCase', async (context, id) => {
      const row = await parts.caseService.findVisible(actorOf(context), localId('CareCase', id));
      return row && presentCase(row);
    })
    .register('HouseholdWatch', async (context, id) => {
      const row = await parts.watchService.findVisible(actorOf(context), localId('HouseholdWatch', id));
      return row && presentWatch(row);
    })
    .register('CharityProject', (context, _id, projectId) => parts.projectLoader.project(context, projectId))
    .register('Obligation', async (context, id) => {
      const row = await parts.obligationService.findVisible(actorOf(context), id);
      return row && presentObligation(row);
    })
    .register('Activity', async (_context, id) => {
      const row = await parts.activityReading.find(id);
      return row && presentActivity(row);
    })
    .register('LinkageParty', async (_context, id) => {
      const row = await parts.activityReading.findParty(id);
      return row && presentParty(row);
    })
    .register('RightsRequest', async (context, _id, requestId) => {
      const row = await parts.rightsReading.findVisible(actorOf(context), requestId);
      return row && presentRequest(row);
    })
    .register('ResourceCatalogue', async (context, id) => {
      const row = await parts.catalogueService.findById(actorOf(context), localId('ResourceCatalogue', id));
      return row && presentVersion(row);
    })
    .register('Warning', async (context, id) => {
      const row = await parts.warningService.findVisible(actorOf(context), id);
      return row && presentWarning(row);
    })
    .register('Photo', (context, _id, photoId) => parts.visitLoader.photo(context, photoId))
    .register('Visit', (context, _id, visitId) => parts.visitLoader.visit(context, visitId))
    .register('VisitObligation', (context, _id, id) => parts.visitLoader.obligation(context, id))
    .register('Need', (context, id) => parts.needLoader.need(context, localId('Need', id)))
    .register('Referral', (context, id) => parts.referralLists.findVisible(actorOf(context), id))
    .register('Offer', (context, _id, offerId) => parts.offerLists.findVisible(actorOf(context), offerId))
    .register('Claim', (context, _id, claimId) => parts.claimLoader.claim(context, claimId))
    .register('Revisit', async (context, id) => {
      const row = await parts.revisitService.findVisible(actorOf(context), id);
      return row && presentRevisit(row);
    })
    .register('Donation', (context, _id, donationId) => parts.donationReading.findVisible(actorOf(context), donationId))
    .register('Allocation', (context, _id, id) => parts.allocationReading.findVisible(actorOf(context), id))
    .register('Receipt', (context, id) => parts.receiptReading.find(actorOf(context), id))
    .register('Swap', (context, id) => parts.swapReading.findVisible(actorOf(context), id));
}
