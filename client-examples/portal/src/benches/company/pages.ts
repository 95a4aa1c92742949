/** Promises the pages of the bench of those who give; what is not looked at first is loaded when it is. */
import { lazy } from 'react';
import type { Page } from '../bench';
import { GiftPage } from './gift-page';
import { GiftsPage } from './gifts-page';

const GivePage = lazy(async () => ({ default: (await import('./give-page')).GivePage }));
const UploadPage = lazy(async () => ({ default: (await import('./upload-page')).UploadPage }));
const WishesPage = lazy(async () => ({ default: (await import('./wishes-page')).WishesPage }));
const YearPage = lazy(async () => ({ default: (await import('./year-page')).YearPage }));
const HonourPage = lazy(async () => ({ default: (await import('./honour-page')).HonourPage }));
const ProgramsPage = lazy(async () => ({ default: (await import('./programs-page')).ProgramsPage }));

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
