/** Promises that any object is found by its opaque id, each through the room that knows who may see it. */
import { localId } from '../../schema/global-id';
import { actorOf } from '../context';
import { NodeRegistry } from '../node/node';
import { presentCase, presentWatch } from '../casework/present';
import { managesCorps } from '../adviser/adviser.policy';
import { presentAdviser, presentBackbone, presentServicePoint, presentTeam } from '../adviser/present';
import { presentOrganisation } from '../organisation/present';
import { presentPolicy } from '../policy/present';
import { presentObligation } from '../supervision/present';
import { presentWarning } from '../warning/present';
import type { Advising } from './adviser';
import type { Allocating } from './allocation';
import type { Care } from './care';
import type { Casework } from './casework';
import type { Claiming } from './claim';
import type { Giving } from './giving';
import type { Ground } from './ground';
import type { Offering } from './offer';
import type { Parties } from './parties';
import type { Policies } from './policy';
import type { Projects } from './project';
import type { Receipting } from './receipt';
import type { Referring } from './referral';
import type { Supervising } from './supervision';
import type { Swapping } from './swap';
import type { WarningParts } from './warning';

type Finders = Pick<Policies, 'policyService'> &
  Pick<Ground & Parties & Care & Projects, 'areaLoader' | 'organisationReading' | 'householdLoader'> &
  Pick<Care & Projects & Referring & Offering, 'needLoader' | 'projectLoader' | 'referralLists' | 'offerLists'> &
  Pick<Claiming & Supervising & Giving, 'claimLoader' | 'revisitService' | 'obligationService' | 'donationReading'> &
  Pick<Allocating & Receipting & Swapping, 'allocationReading' | 'receiptReading' | 'swapReading'> &
  Pick<Casework, 'caseService' | 'watchService'> &
  Pick<WarningParts, 'warningService'> &
  Pick<Advising & Ground, 'adviserLoader' | 'backbones' | 'servicePoints' | 'database'>;

export function composeNodes(parts: Finders): NodeRegistry {
  return new NodeRegistry()
    .register('Area', (context, _id, code) => parts.areaLoader.area(context, code))
    .register('Adviser', async (context, id) => {
      const row = await parts.adviserLoader.visible(context, localId('Adviser', id));
      return row && presentAdviser(row);
    })
    .register('AdviserTeam', async (context, id) => {
      const row = await parts.adviserLoader.team(context, localId('AdviserTeam', id));
      return row && managesCorps(actorOf(context), row.areaCode) ? presentTeam(row) : undefined;
    })
    .register('Backbone', async (context, id) => {
      const row = await parts.backbones.findBackbone(parts.database, localId('Backbone', id));
      const adviser = row && (await parts.adviserLoader.visible(context, row.adviserId));
      return adviser && presentBackbone(row);
    })
    .register('ServicePoint', async (_context, id) => {
      const row = await parts.servicePoints.findServicePoint(parts.database, localId('ServicePoint', id));
      return row && presentServicePoint(row);
    })
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
    .register('Policy', async (_context, id) => {
      const row = await parts.policyService.find(id);
      return row && presentPolicy(row);
    })
    .register('CharityProject', (context, _id, projectId) => parts.projectLoader.project(context, projectId))
    .register('Obligation', async (context, id) => {
      const row = await parts.obligationService.findVisible(actorOf(context), id);
      return row && presentObligation(row);
    })
    .register('Warning', async (context, id) => {
      const row = await parts.warningService.findVisible(actorOf(context), id);
      return row && presentWarning(row);
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
