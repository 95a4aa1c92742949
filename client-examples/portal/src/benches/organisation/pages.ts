/** Promises the pages of the organisation's bench. */
import { lazy } from 'react';
import type { Page } from '../bench';
import { FeedPage } from './feed-page';

const BoardPage = lazy(async () => ({ default: (await import('./board-page')).BoardPage }));
const OfferingsPage = lazy(async () => ({ default: (await import('./offerings-page')).OfferingsPage }));

export const pages: readonly Page[] = [
  { path: '', title: 'feed.title', Content: FeedPage },
  { path: 'board', title: 'board.title', Content: BoardPage },
  { path: 'offerings', title: 'offerings.title', Content: OfferingsPage },
];
