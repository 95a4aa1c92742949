/** Promises the pages of the organisation's bench. */
import { lazy } from 'react';
import type { Page } from '../bench';
import { FeedPage } from './feed-page';

const BoardPage = lazy(async () => ({ default: (await import('./board-page')).BoardPage }));
const GoodsPage = lazy(async () => ({ default: (await import('./goods-page')).GoodsPage }));
const OfferingsPage = lazy(async () => ({ default: (await import('./offerings-page')).OfferingsPage }));

export const pages: readonly Page[] = [
  { path: '', title: 'feed.title', Content: FeedPage },
  { path: 'board', title: 'board.title', Content: BoardPage },
  { path: 'goods', title: 'goods.title', Content: GoodsPage },
  { path: 'offerings', title: 'offerings.title', Content: OfferingsPage },
];
