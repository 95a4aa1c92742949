/** Promises the projects by which the federation helps, and who may raise from the public for them. */
import { ProjectAreaResolver, RaisingAreaResolver } from '../project/area.resolver';
import { PartnershipRepository } from '../project/partnership.repository';
import { PartnerResolver, PartnershipResolver } from '../project/partnership.resolver';
import { PartnershipService } from '../project/partnership.service';
import { ProjectLoader } from '../project/project.loader';
import { ProjectRepository } from '../project/project.repository';
import { ProjectResolver } from '../project/project.resolver';
import { ProjectService } from '../project/project.service';
import type { Ground } from './ground';
import type { Parties } from './parties';

export type Projects = ReturnType<typeof composeProject>;

export function composeProject(parts: Ground & Parties) {
  const { areaLoader, areas, audit, database, ledger, organisationLoader, organisations } = parts;

  const projects = new ProjectRepository();
  const partnerships = new PartnershipRepository();
  const projectParts = { database, audit, areas, organisations, ledger, projects, partnerships };
  const projectService = new ProjectService(projectParts);
  const partnershipService = new PartnershipService(projectParts, projectService);
  const projectLoader = new ProjectLoader(database, ledger, projects, partnerships);

  const resolvers: object[] = [
    new ProjectResolver(database, projectService, projects, projectLoader, organisationLoader),
    new PartnershipResolver(partnershipService, projectLoader),
    new PartnerResolver(organisationLoader),
    new ProjectAreaResolver(areaLoader),
    new RaisingAreaResolver(areaLoader),
  ];
  return { projects, partnerships, projectService, projectLoader, resolvers };
}
