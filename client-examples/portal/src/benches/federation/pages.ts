/** Promises the pages of the bench of the charity federation. */
import type { Page } from '../bench';
import { ObligationsPage } from './obligations-page';
import { ProjectPage } from './project-page';
import { ProjectsPage } from './projects-page';

export const pages: readonly Page[] = [
  { path: '', title: 'projects.title', Content: ProjectsPage },
  { path: 'projects/:projectId', title: 'project.title', Content: ProjectPage, isDetail: true },
  { path: 'obligations', title: 'owed.title', Content: ObligationsPage },
];
