/** Promises the pages of the adviser's bench: loaded together, so that an open page goes on without a network. */
import type { Page } from '../bench';
import { onTheDesk } from './desk';
import { OutboxPage } from './outbox-page';
import { TodayPage } from './today-page';
import { VisitPage } from './visit-page';

export const pages: readonly Page[] = [
  { path: '', title: 'today.title', Content: onTheDesk(TodayPage) },
  { path: 'outbox', title: 'outbox.title', Content: onTheDesk(OutboxPage) },
  { path: 'visit/:id', title: 'visit.title', Content: onTheDesk(VisitPage), isDetail: true },
];
