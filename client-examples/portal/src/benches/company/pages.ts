/** Promises the pages of the bench of those who give. */
import type { Page } from '../bench';
import { GiftPage } from './gift-page';
import { GiftsPage } from './gifts-page';
import { GivePage } from './give-page';
import { HonourPage } from './honour-page';
import { ProgramsPage } from './programs-page';
import { UploadPage } from './upload-page';
import { WishesPage } from './wishes-page';
import { YearPage } from './year-page';

export const pages: readonly Page[] = [
  { path: '', title: 'gifts.title', Content: GiftsPage },
  { path: 'give', title: 'give.title', Content: GivePage },
  { path: 'upload', title: 'upload.title', Content: UploadPage },
  { path: 'wishes', title: 'wishes.title', Content: WishesPage },
  { path: 'year', title: 'year.title', Content: YearPage },
  { path: 'honour', title: 'honour.title', Content: HonourPage },
  { path: 'programs', title: 'programs.title', Content: ProgramsPage },
  { path: 'gift/:giftId', title: 'gift.title', Content: GiftPage, isDetail: true },
];
