/** Promises the pages of the adviser's bench: loaded together, so that an open page goes on without a network. */
import type { Page } from '../bench';
import { onTheDesk } from './desk';
import { HouseholdPage } from './household-page';
import { HouseholdsPage } from './households-page';
import { IntakePage } from './intake-page';
import { NeedsPage } from './needs-page';
import { OutboxPage } from './outbox-page';
import { RegisterPage } from './register-page';
import { TodayPage } from './today-page';
import { VisitPage } from './visit-page';

export const pages: readonly Page[] = [
  { path: '', title: 'today.title', Content: onTheDesk(TodayPage) },
  { path: 'households', title: 'household.listTitle', Content: onTheDesk(HouseholdsPage) },
  { path: 'needs', title: 'needs.title', Content: onTheDesk(NeedsPage) },
  { path: 'outbox', title: 'outbox.title', Content: onTheDesk(OutboxPage) },
  { path: 'visit/:id', title: 'visit.title', Content: onTheDesk(VisitPage), isDetail: true },
  { path: 'household/:id', title: 'household.title', Content: onTheDesk(HouseholdPage), isDetail: true },
  { path: 'register', title: 'register.title', Content: onTheDesk(RegisterPage), isDetail: true },
  { path: 'intake/:householdId', title: 'intake.title', Content: onTheDesk(IntakePage), isDetail: true },
];
