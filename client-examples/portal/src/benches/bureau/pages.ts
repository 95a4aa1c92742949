/** Promises the pages of the bureau's bench. */
import type { Page } from '../bench';
import { FigurePage } from './figure-page';
import { FiguresPage } from './figures-page';
import { OverviewPage } from './overview-page';
import { WallPage } from './wall-page';

export const pages: readonly Page[] = [
  { path: '', title: 'overview.title', Content: OverviewPage },
  { path: 'wall', title: 'wall.title', Content: WallPage, isDetail: true },
  { path: 'figures', title: 'figures.title', Content: FiguresPage },
  { path: 'figures/:code', title: 'figure.title', Content: FigurePage, isDetail: true },
];
