/** Promises that any object is found by its opaque id, each through the room that knows who may see it. */
import { localId } from '../../schema/global-id';
import { actorOf } from '../context';
import { NodeRegistry } from '../node/node';
import { presentOrganisation } from '../organisation/present';
import { presentRequest } from '../rights/rights.resolver';
import { presentObligation } from '../supervision/present';
import type { Allocating } from './allocation';
import type { Care } from './care';
import type { Claiming } from './claim';
import type { Giving } from './giving';
import type { Ground } from './ground';
import type { Offering } from './offer';
import type { Parties } from './parties';
import type { Projects } from './project';
import type { Receipting } from './receipt';
import type { Referring } from './referral';
import type { Supervising } from './supervision';
import type { Rights } from './rights';
import type { Swapping } from './swap';

type Finders = Pick<Ground & Parties & Care & Projects, 'areaLoader' | 'organisationReading' | 'householdLoader'> &
  Pick<Care & Projects & Referring & Offering, 'needLoader' | 'projectLoader' | 'referralLists' | 'offerLists'> &
  Pick<Claiming & Supervising & Giving, 'claimLoader' | 'revisitService' | 'obligationService' | 'donationReading'> &
  Pick<Allocating & Receipting & Swapping, 'allocationReading' | 'receiptReading' | 'swapReading'> &
  Pick<Rights, 'rightsReading'>;

export function composeNodes(parts: Finders): NodeRegistry {
  return new NodeRegistry()
    .register('Area', (context, _id, code) => parts.areaLoader.area(context, code))
    .register('Organisation', async (context, id) => {
      const row = await parts.organisationReading.findVisible(actorOf(context), localId('Organisation', id));
      return row && presentOrganisation(row);
    })
    .register('Household', (context, id) => parts.householdLoader.household(context, localId('Household', id)))
    .register('CharityProject', (context, _id, projectId) => parts.projectLoader.project(context, projectId))
    .register('Obligation', async (context, id) => {
      const row = await parts.obligationService.findVisible(actorOf(context), id);
      return row && presentObligation(row);
    })
    .register('RightsRequest', async (context, _id, requestId) => {
      const row = await parts.rightsReading.findVisible(actorOf(context), requestId);
      return row && presentRequest(row);
    })
    .register('Need', (context, id) => parts.needLoader.need(context, localId('Need', id)))
    .register('Referral', (context, id) => parts.referralLists.findVisible(actorOf(context), id))
    .register('Offer', (context, _id, offerId) => parts.offerLists.findVisible(actorOf(context), offerId))
    .register('Claim', (context, _id, claimId) => parts.claimLoader.claim(context, claimId))
    .register('Revisit', (context, id) => parts.revisitService.findVisible(actorOf(context), id))
    .register('Donation', (context, _id, donationId) => parts.donationReading.findVisible(actorOf(context), donationId))
    .register('Allocation', (context, _id, id) => parts.allocationReading.findVisible(actorOf(context), id))
    .register('Receipt', (context, id) => parts.receiptReading.find(actorOf(context), id))
    .register('Swap', (context, id) => parts.swapReading.findVisible(actorOf(context), id));
}
