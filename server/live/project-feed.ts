/** Promises the feed of a project: each step of it, and each movement of what it has, for those who look after projects. */
import { Fault } from '../../schema/fault';
import { globalId, localId } from '../../schema/global-id';
import { Role } from '../../schema/identity/role';
import { ProjectChange } from '../../schema/live/project-change';
import { ProjectStatus } from '../../schema/project/enums';
import type { Database } from '../database/database';
import { projectScope } from '../event/audience';
import { eventTypes, type EventType } from '../event/event-type';
import { forbidden, holds } from '../identity/actor';
import type { ProjectRepository } from '../project/project.repository';
import type { Feed } from './feed';

export const projectFollowers = [Role.FEDERATION_STAFF, Role.CIVIL_AFFAIRS_BUREAU, Role.AUDITOR];

/** Steps of projects, and donations that are given for them or pay for a need of theirs. */
const followed: readonly EventType[] = eventTypes.filter(
  (type) => type.startsWith('CharityProject') || type.startsWith('Donation'),
);

/** What is filed may be followed by all of them: it is public; a draft has nothing to follow. */
export function projectFeed(database: Database, projects: ProjectRepository): Feed<string> {
  return {
    field: 'projectProgress',
    subject: (args) => localId('CharityProject', String(args.projectId)),
    route: (projectId) => ({ scopes: [projectScope(projectId)], types: followed }),
    mayFollow: (actor) => actor.apiKey === undefined && holds(actor, ...projectFollowers),
    refused: () => forbidden(),
    find: async (projectId) => {
      const project = await projects.findProject(database, projectId);
      if (!project || project.status === ProjectStatus.DRAFT)
        throw new Fault('NOT_FOUND', { zh: '没有该项目', en: 'there is no such project' });
    },
    present: (event, projectId) =>
      Object.assign(new ProjectChange(), {
        cursor: event.cursor,
        at: event.at,
        projectId: globalId('CharityProject', projectId),
        localProjectId: projectId,
      }),
  };
}
