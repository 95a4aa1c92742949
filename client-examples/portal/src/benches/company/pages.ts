/** Promises the pages of the bench of those who give. */
import type { Page } from '../bench';
import { GiftPage } from './gift-page';
import { GiftsPage } from './gifts-page';
import { GivePage } from './give-page';

export const pages: readonly Page[] = [
  { path: '', title: 'gifts.title', Content: GiftsPage },
  { path: 'give', title: 'give.title', Content: GivePage },
  { path: 'gift/:giftId', title: 'gift.title', Content: GiftPage, isDetail: true },
];
