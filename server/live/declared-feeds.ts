/** Promises every feed of the product, declared in one place. */
import type { AreaRepository } from '../area/area.repository';
import type { CaseRepository } from '../casework/case.repository';
import type { Database } from '../database/database';
import type { DonationRepository } from '../donation/donation.repository';
import type { ProjectRepository } from '../project/project.repository';
import { caseFeed } from './case-feed';
import { appointmentFeed, issueFeed } from './corps-feeds';
import { dataExportFeed } from './data-export-feed';
import { donationFeed } from './donation-feed';
import { Feeds } from './feed';
import { goodsFeed } from './goods-feed';
import { areaFeed, organisationFeed } from './need-feeds';
import { planFeed } from './plan-feed';
import { projectFeed } from './project-feed';
import { reminderFeed } from './reminder-feed';
import { revisitFeed } from './revisit-feed';
import { visitFeed } from './visit-feed';
import { warningFeed } from './warning-feed';

export interface FeedParts {
  readonly database: Database;
  readonly areas: AreaRepository;
  readonly cases: CaseRepository;
  readonly donations: DonationRepository;
  readonly projects: ProjectRepository;
}

export function declareFeeds({ areas, cases, database, donations, projects }: FeedParts): Feeds {
  return new Feeds()
    .declare(organisationFeed)
    .declare(areaFeed(database, areas))
    .declare(planFeed)
    .declare(projectFeed(database, projects))
    .declare(reminderFeed)
    .declare(donationFeed(database, donations))
    .declare(goodsFeed)
    .declare(visitFeed)
    .declare(revisitFeed)
    .declare(caseFeed(database, cases))
    .declare(appointmentFeed)
    .declare(issueFeed)
    .declare(warningFeed)
    .declare(dataExportFeed);
}
