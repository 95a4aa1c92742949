/** Promises what is owed by law until when: clocks that follow projects, recognitions and years, and those who are reminded. */
import { ClockService } from '../supervision/clock.service';
import { ObligationRepository } from '../supervision/obligation.repository';
import { ObligationResolver } from '../supervision/obligation.resolver';
import { ObligationService } from '../supervision/obligation.service';
import type { Care } from './care';
import type { Ground } from './ground';
import type { Parties } from './parties';
import type { Projects } from './project';

export type Supervising = ReturnType<typeof composeSupervision>;

export function composeSupervision(parts: Ground & Parties & Care & Projects) {
  const { audit, database, householdService, organisations, partnerships, projects, projectService } = parts;

  const obligations = new ObligationRepository();
  const clockParts = { database, audit, organisations, projects, partnerships, obligations };
  const clockService = new ClockService(clockParts);
  const obligationService = new ObligationService(clockParts, clockService);
  projectService.onStep((tx, project) => clockService.followProject(tx, project));
  householdService.onRecognised((tx, household) => clockService.followRecognition(tx, household));

  const resolvers: object[] = [new ObligationResolver(obligationService)];
  return { obligations, clockService, obligationService, resolvers };
}
