/** Promises the pages of the organisation's bench. */
import type { Page } from '../bench';
import { FeedPage } from './feed-page';

export const pages: readonly Page[] = [{ path: '', title: 'feed.title', Content: FeedPage }];
