/** Promises the adviser corps: service points, teams, appointments, backbones, and how much is open for whom. */
import { AdviserLoader } from '../adviser/adviser.loader';
import { AdviserRepository } from '../adviser/adviser.repository';
import { AdviserResolver } from '../adviser/adviser.resolver';
import { AdviserService } from '../adviser/adviser.service';
import { BackboneRepository } from '../adviser/backbone.repository';
import { BackboneResolver, StaffingResolver } from '../adviser/backbone.resolver';
import { BackboneService } from '../adviser/backbone.service';
import { PilotResolver } from '../adviser/pilot.resolver';
import { PilotService } from '../adviser/pilot.service';
import { ServicePointRepository } from '../adviser/service-point.repository';
import { ServicePointResolver } from '../adviser/service-point.resolver';
import { ServicePointService } from '../adviser/service-point.service';
import { TeamRepository } from '../adviser/team.repository';
import { TeamResolver } from '../adviser/team.resolver';
import { TeamService } from '../adviser/team.service';
import { Workloads } from '../adviser/workload';
import type { Ground } from './ground';
import type { Parties } from './parties';

export type Advising = ReturnType<typeof composeAdviser>;

export function composeAdviser(parts: Ground & Parties) {
  const { accounts, accountService, areaLoader, areas, audit, commands, database } = parts;
  const advisers = new AdviserRepository();
  const backbones = new BackboneRepository();
  const teams = new TeamRepository();
  const servicePoints = new ServicePointRepository();
  const workloads = new Workloads();
  const adviserService = new AdviserService({ commands, audit, areas, accounts, advisers, backbones, teams });
  const teamService = new TeamService(commands, areas, teams);
  const servicePointService = new ServicePointService(commands, areas, servicePoints);
  const pilotService = new PilotService(commands, areas);
  const backboneService = new BackboneService({
    ...{ commands, areas, accounts, advisers, backbones, points: servicePoints },
  });
  const adviserLoader = new AdviserLoader(database, accounts, advisers, backbones, teams, workloads);

  accountService.onDisabled((tx, accountId, actor) => adviserService.accountDisabled(tx, accountId, actor));

  const resolvers: object[] = [
    new AdviserResolver(database, adviserService, advisers, adviserLoader, areaLoader),
    new TeamResolver(database, teamService, teams, advisers, areaLoader),
    new BackboneResolver(backboneService, adviserLoader, areaLoader),
    new StaffingResolver(areaLoader),
    new PilotResolver(pilotService),
    new ServicePointResolver(database, servicePointService, servicePoints, areaLoader),
  ];
  return {
    ...{
      backbones,
      advisers,
      adviserLoader,
      adviserService,
      backboneService,
      pilotService,
      servicePoints,
      servicePointService,
    },
    ...{ teams, teamService, workloads, resolvers },
  };
}
