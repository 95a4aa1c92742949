/** Promises one read per request for all projects, their plans, agreements and progress that its edges ask for. */
import DataLoader from 'dataloader';
import type {
  CharityProject,
  FundraisingPartnership,
  FundraisingPlan,
  FundraisingQualification,
  ProjectDay,
  ProjectProgress,
} from '../../schema/project/project';
import { loaderOf, type RequestContext } from '../context';
import type { Database } from '../database/database';
import type { LedgerRepository } from '../ledger/ledger.repository';
import type { PartnershipRepository } from './partnership.repository';
import {
  presentDay,
  presentPartnership,
  presentPlan,
  presentProgress,
  presentProject,
  presentQualification,
} from './present';
import { daysOf, progressOf } from './progress';
import { maySeeDays, maySeeProject } from './project.policy';
import type { ProjectRepository } from './project.repository';

export class ProjectLoader {
  constructor(
    private readonly database: Database,
    private readonly ledger: LedgerRepository,
    private readonly projects: ProjectRepository,
    private readonly partnerships: PartnershipRepository,
  ) {}

  /** The project with a local id; undefined when there is none for the actor of the request. */
  project(context: RequestContext, id: string): Promise<CharityProject | undefined> {
    return loaderOf(context, this.makeProjects).load(id);
  }

  plan(context: RequestContext, project: CharityProject): Promise<FundraisingPlan | undefined> {
    return loaderOf(context, this.makePlans).load(project);
  }

  partnership(context: RequestContext, projectId: string): Promise<FundraisingPartnership | undefined> {
    return loaderOf(context, this.makePartnerships).load(projectId);
  }

  qualification(context: RequestContext, organisationId: string): Promise<FundraisingQualification | undefined> {
    return loaderOf(context, this.makeQualifications).load(organisationId);
  }

  progress(context: RequestContext, project: CharityProject): Promise<ProjectProgress> {
    return loaderOf(context, this.makeProgress).load(project);
  }

  /** Undefined to who may not see its days. */
  days(context: RequestContext, project: CharityProject): Promise<ProjectDay[] | undefined> {
    return loaderOf(context, this.makeDays).load(project);
  }

  private readonly makeDays = (context: RequestContext) =>
    new DataLoader<CharityProject, ProjectDay[] | undefined>(async (projects) => {
      const { actor } = context;
      const seen = actor ? projects.filter((project) => maySeeDays(actor, project)) : [];
      const ids = seen.map(({ projectId }) => projectId);
      const days = await daysOf(this.ledger, this.database, ids);
      const byId = new Map(ids.map((id, index) => [id, days[index]!.map(presentDay)]));
      return projects.map(({ projectId }) => byId.get(projectId));
    });

  private readonly makeProjects = (context: RequestContext) =>
    new DataLoader<string, CharityProject | undefined>(async (ids) => {
      const { actor } = context;
      if (!actor) return ids.map(() => undefined);
      const rows = await this.projects.findProjects(this.database, ids);
      const hidden = rows.filter((row) => !maySeeProject(actor, row)).map(({ id }) => id);
      const asked = hidden.length > 0 ? await this.partnerships.findPartnerships(this.database, hidden) : [];
      const partners = new Map(asked.map((one) => [one.projectId, one.organisationId]));
      const seen = rows.filter((row) => maySeeProject(actor, row, partners.get(row.id)));
      const byId = new Map(seen.map((row) => [row.id, presentProject(row)]));
      return ids.map((id) => byId.get(id));
    });

  private readonly makePlans = () =>
    new DataLoader<CharityProject, FundraisingPlan | undefined>(async (projects) => {
      const rows = await this.projects.findPlans(
        this.database,
        projects.map((project) => project.projectId),
      );
      const byId = new Map(rows.map((row) => [row.projectId, row]));
      return projects.map((project) => {
        const row = byId.get(project.projectId);
        return row && presentPlan(row, project);
      });
    });

  private readonly makePartnerships = () =>
    new DataLoader<string, FundraisingPartnership | undefined>(async (ids) => {
      const rows = await this.partnerships.findPartnerships(this.database, ids);
      const byId = new Map(rows.map((row) => [row.projectId, presentPartnership(row)]));
      return ids.map((id) => byId.get(id));
    });

  private readonly makeQualifications = () =>
    new DataLoader<string, FundraisingQualification | undefined>(async (ids) => {
      const rows = await this.partnerships.findQualifications(this.database, ids);
      const byId = new Map(rows.map((row) => [row.organisationId, presentQualification(row)]));
      return ids.map((id) => byId.get(id));
    });

  private readonly makeProgress = () =>
    new DataLoader<CharityProject, ProjectProgress>(async (projects) => {
      const rows = projects.map(({ projectId: id, budgetFen, status }) => ({ id, budgetFen, status }));
      return (await progressOf(this.ledger, this.database, rows)).map(presentProgress);
    });
}
