/** Promises the operation of following a project live: unpack, call, return. */
import { Arg, Ctx, FieldResolver, ID, Resolver, Root, Subscription } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { ProjectChange } from '../../schema/live/project-change';
import { CharityProject } from '../../schema/project/project';
import type { RequestContext } from '../context';
import type { ProjectLoader } from '../project/project.loader';
import { throughTheHub } from './feed';
import { projectFollowers } from './project-feed';

@Resolver(() => ProjectChange)
export class ProjectFeedResolver {
  constructor(private readonly projects: ProjectLoader) {}

  @Allow(projectFollowers)
  @Subscription(() => ProjectChange, {
    description: '项目进展动态 How far a project has come, at each step of it and each movement of what it has.',
    subscribe: throughTheHub,
  })
  projectProgress(
    @Root() change: ProjectChange,
    @Arg('projectId', () => ID, { description: '项目 Global id of the project.' }) _projectId: string,
    @Arg('after', () => String, {
      nullable: true,
      description: '游标 Begin after this cursor: everything missed since is delivered first.',
    })
    _after?: string,
  ): ProjectChange {
    return change;
  }

  @FieldResolver(() => CharityProject, { nullable: true, description: '项目 The project as it is now.' })
  project(@Root() change: ProjectChange, @Ctx() context: RequestContext): Promise<CharityProject | undefined> {
    return this.projects.project(context, change.localProjectId);
  }
}
