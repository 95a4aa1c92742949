/** Promises how it is told: any object by its id, and every event to those who may hear it. */
import { NodeResolver } from '../node/node.resolver';
import { EventFollower } from '../event/follower';
import { EventHistory } from '../event/history';
import { wakeUpOf } from '../event/redis-wake-up';
import { CaseFeedResolver } from '../live/case-feed.resolver';
import { DataExportFeedResolver } from '../live/data-export-feed.resolver';
import { AppointmentFeedResolver, IssueFeedResolver } from '../live/corps-feeds.resolver';
import { declareFeeds } from '../live/declared-feeds';
import { DonationFeedResolver, GoodsFeedResolver } from '../live/donation-feed.resolver';
import { LiveHub } from '../live/hub';
import { LiveResolver } from '../live/live.resolver';
import { LiveService } from '../live/live.service';
import { NeedEventReading } from '../live/need-event.reading';
import { ProjectFeedResolver } from '../live/project-feed.resolver';
import { ReminderFeedResolver } from '../live/reminder-feed.resolver';
import { RevisitFeedResolver } from '../live/revisit-feed.resolver';
import { VisitFeedResolver } from '../live/visit-feed.resolver';
import { WarningFeedResolver } from '../live/warning-feed.resolver';
import type { Corps } from './corps';
import type { Convening } from './meeting';
import type { Ground } from './ground';
import type { Parties } from './parties';
import type { Care } from './care';
import type { Casework } from './casework';
import type { Claiming } from './claim';
import type { Giving } from './giving';
import type { Offering } from './offer';
import type { Applying } from './application';
import type { Policies } from './policy';
import { keptPositions } from './positions';
import type { Projects } from './project';
import type { Receipting } from './receipt';
import type { Referring } from './referral';
import type { Revisiting } from './revisit';
import type { Supervising } from './supervision';
import type { Swapping } from './swap';
import type { Allocating } from './allocation';
import type { Linking } from './activity';
import type { Listing } from './catalogue';
import type { Rights } from './rights';
import type { Tracing } from './trace';
import type { WarningParts } from './warning';
import type { Visiting } from './visit';
import { composeNodes } from './node';

type DeliveryParts = Ground &
  Parties &
  Corps &
  Convening &
  Care &
  Casework &
  Policies &
  Applying &
  Projects &
  Giving &
  Supervising &
  Referring &
  Offering &
  Claiming &
  Revisiting &
  Receipting &
  Swapping &
  Allocating &
  Tracing &
  Rights &
  Linking &
  Listing &
  WarningParts &
  Visiting;

export function composeDelivery(parts: DeliveryParts) {
  const { claimLoader, config, database, needLoader, obligationService, offerLists } = parts;
  const { projectLoader, referralLists } = parts;

  const nodes = composeNodes(parts);

  // live
  const history = new EventHistory(database, keptPositions);
  const follower = new EventFollower({
    url: database.url,
    wakeUp: wakeUpOf(database.url, config.redisUrl),
    recognise: () => history.recognise(),
  });
  database.commits.on('committed', () => follower.committed());
  const hub = new LiveHub(follower, database);
  const live = new LiveService(database, hub);
  const feeds = declareFeeds(parts);

  const resolvers: object[] = [
    new NodeResolver(nodes),
    new ProjectFeedResolver(projectLoader),
    new ReminderFeedResolver(obligationService),
    new VisitFeedResolver(parts.visitLoader),
    new RevisitFeedResolver(parts.revisitService),
    new CaseFeedResolver(),
    new DataExportFeedResolver(),
    new AppointmentFeedResolver(),
    new IssueFeedResolver(database, parts.issueService),
    new WarningFeedResolver(parts.warningService),
    new DonationFeedResolver(parts.donationReading),
    new GoodsFeedResolver(parts.fitting, claimLoader),
    new LiveResolver(live, new NeedEventReading(needLoader, claimLoader, referralLists, offerLists)),
  ];
  return { nodes, history, follower, hub, live, feeds, resolvers };
}
