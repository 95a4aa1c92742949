/** Promises how it is told: any object by its id, and every event to those who may hear it. */
import { localId } from '../../schema/global-id';
import { actorOf } from '../context';
import { presentOrganisation } from '../organisation/present';
import { NodeRegistry } from '../node/node';
import { NodeResolver } from '../node/node.resolver';
import { EventFollower } from '../event/follower';
import { wakeUpOf } from '../event/redis-wake-up';
import { Feeds } from '../live/feed';
import { LiveHub } from '../live/hub';
import { LiveResolver } from '../live/live.resolver';
import { LiveService } from '../live/live.service';
import { areaFeed, organisationFeed } from '../live/need-feeds';
import { NeedEventReading } from '../live/need-event.reading';
import { planFeed } from '../live/plan-feed';
import { projectFeed } from '../live/project-feed';
import { ProjectFeedResolver } from '../live/project-feed.resolver';
import { reminderFeed } from '../live/reminder-feed';
import { ReminderFeedResolver } from '../live/reminder-feed.resolver';
import type { Ground } from './ground';
import type { Parties } from './parties';
import type { Care } from './care';
import type { Claiming } from './claim';
import type { Giving } from './giving';
import type { Offering } from './offer';
import type { Projects } from './project';
import type { Referring } from './referral';
import type { Supervising } from './supervision';
import { presentObligation } from '../supervision/present';
import type { Swapping } from './swap';

export function composeDelivery(
  parts: Ground & Parties & Care & Projects & Giving & Supervising & Referring & Offering & Claiming & Swapping,
) {
  const {
    areaLoader,
    areas,
    claimLoader,
    config,
    database,
    donationReading,
    householdLoader,
    needLoader,
    offerLists,
    obligationService,
    organisationReading,
    projectLoader,
    projects,
    referralLists,
    revisitService,
    swapReading,
  } = parts;

  // node
  const nodes = new NodeRegistry()
    .register('Area', (context, _id, code) => areaLoader.area(context, code))
    .register('Organisation', async (context, id) => {
      const row = await organisationReading.findVisible(actorOf(context), localId('Organisation', id));
      return row && presentOrganisation(row);
    })
    .register('Household', (context, id) => householdLoader.household(context, localId('Household', id)))
    .register('CharityProject', (context, _id, projectId) => projectLoader.project(context, projectId))
    .register('Obligation', async (context, id) => {
      const row = await obligationService.findVisible(actorOf(context), id);
      return row && presentObligation(row);
    })
    .register('Need', (context, id) => needLoader.need(context, localId('Need', id)))
    .register('Referral', (context, id) => referralLists.findVisible(actorOf(context), id))
    .register('Offer', (context, _id, offerId) => offerLists.findVisible(actorOf(context), offerId))
    .register('Claim', (context, _id, claimId) => claimLoader.claim(context, claimId))
    .register('Revisit', (context, id) => revisitService.findVisible(actorOf(context), id))
    .register('Donation', (context, _id, donationId) => donationReading.findVisible(actorOf(context), donationId))
    .register('Swap', (context, id) => swapReading.findVisible(actorOf(context), id));

  // live
  const follower = new EventFollower({ url: database.url, wakeUp: wakeUpOf(database.url, config.redisUrl) });
  database.commits.on('committed', () => follower.committed());
  const hub = new LiveHub(follower, database);
  const live = new LiveService(database, hub);
  const feeds = new Feeds()
    .declare(organisationFeed)
    .declare(areaFeed(database, areas))
    .declare(planFeed)
    .declare(projectFeed(database, projects))
    .declare(reminderFeed);

  const resolvers: object[] = [
    new NodeResolver(nodes),
    new ProjectFeedResolver(projectLoader),
    new ReminderFeedResolver(obligationService),
    new LiveResolver(live, new NeedEventReading(needLoader, claimLoader, referralLists, offerLists)),
  ];
  return { nodes, follower, hub, live, feeds, resolvers };
}
