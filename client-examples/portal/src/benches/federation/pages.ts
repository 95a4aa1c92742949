/** Promises the pages of the bench of the charity federation. */
import type { Page } from '../bench';
import { CounterPage } from './counter-page';
import { DisclosuresPage } from './disclosures-page';
import { DonationPage } from './donation-page';
import { DraftPage } from './draft-page';
import { FundingPage } from './funding-page';
import { ModerationPage } from './moderation-page';
import { ObligationsPage } from './obligations-page';
import { PlanPage } from './plan-page';
import { ProjectPage } from './project-page';
import { ProjectsPage } from './projects-page';

export const pages: readonly Page[] = [
  { path: '', title: 'projects.title', Content: ProjectsPage },
  { path: 'projects/new', title: 'drafting.title', Content: DraftPage, isDetail: true },
  { path: 'projects/:projectId/draft', title: 'drafting.revise', Content: DraftPage, isDetail: true },
  { path: 'projects/:projectId', title: 'project.title', Content: ProjectPage, isDetail: true },
  { path: 'obligations', title: 'owed.title', Content: ObligationsPage },
  { path: 'plan', title: 'plan.title', Content: PlanPage },
  { path: 'donations', title: 'counter.title', Content: CounterPage },
  { path: 'donations/:donationId', title: 'donation.title', Content: DonationPage, isDetail: true },
  { path: 'allocation', title: 'funding.title', Content: FundingPage },
  { path: 'disclosures', title: 'telling.title', Content: DisclosuresPage },
  { path: 'moderation', title: 'moderation.title', Content: ModerationPage },
];
