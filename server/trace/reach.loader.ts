/** Promises how many households a project has reached, exactly to its charity, and to others only when they are none or many. */
import DataLoader from 'dataloader';
import type { AllocationRepository } from '../allocation/allocation.repository';
import { loaderOf, type RequestContext } from '../context';
import type { Database } from '../database/database';
import { anonymityMinimum } from '../household/anonymity-minimum';
import type { NeedRepository } from '../need/need.repository';
import { runsProjectsOf } from '../project/project.policy';
import type { ProjectRepository } from '../project/project.repository';

interface ReachParts {
  readonly database: Database;
  readonly needs: NeedRepository;
  readonly projects: ProjectRepository;
  readonly allocations: AllocationRepository;
}

export class ReachLoader {
  constructor(private readonly parts: ReachParts) {}

  householdsOf(context: RequestContext, projectId: string): Promise<number | undefined> {
    return loaderOf(context, this.makeLoader).load(projectId);
  }

  private readonly makeLoader = (context: RequestContext) =>
    new DataLoader<string, number | undefined>(async (projectIds) => {
      const { allocations, database, needs, projects } = this.parts;
      const reached = await allocations.needsReached(database, projectIds);
      const householdOf = await needs.householdsOf(database, [...new Set(reached.map((one) => one.needId))]);
      const charityOf = new Map(
        (await projects.findProjects(database, projectIds)).map((project) => [project.id, project.organisationId]),
      );
      return projectIds.map((id) => {
        const own = reached.filter((one) => one.projectId === id).map((one) => householdOf.get(one.needId));
        const households = new Set(own).size;
        const charityId = charityOf.get(id);
        const exact = context.actor && charityId !== undefined && runsProjectsOf(context.actor, charityId);
        return exact || households === 0 || households >= anonymityMinimum ? households : undefined;
      });
    });
}
