/** Promises what is owed by law until when: clocks that follow projects, recognitions and years, and those who are reminded. */
import { ClockService } from '../supervision/clock.service';
import { DisclosureRepository } from '../supervision/disclosure.repository';
import { DisclosureResolver } from '../supervision/disclosure.resolver';
import { DisclosureService } from '../supervision/disclosure.service';
import { ObligationRepository } from '../supervision/obligation.repository';
import { ObligationResolver } from '../supervision/obligation.resolver';
import { ObligationService } from '../supervision/obligation.service';
import type { Care } from './care';
import type { Ground } from './ground';
import type { Parties } from './parties';
import type { Projects } from './project';

export type Supervising = ReturnType<typeof composeSupervision>;

export function composeSupervision(parts: Ground & Parties & Care & Projects) {
  const { audit, database, householdService, organisations, partnerships, projectLedger, projects, projectService } =
    parts;

  const obligations = new ObligationRepository();
  const clockParts = { database, audit, organisations, projects, partnerships, obligations };
  const clockService = new ClockService(clockParts);
  const obligationService = new ObligationService(clockParts, clockService);
  projectService.onStep((tx, project) => clockService.followProject(tx, project));
  householdService.onRecognised((tx, household) => clockService.followRecognition(tx, household));

  const disclosureService = new DisclosureService({
    ...{ database, audit, projects, projectService },
    ledger: projectLedger,
    disclosures: new DisclosureRepository(),
  });

  const resolvers: object[] = [new ObligationResolver(obligationService), new DisclosureResolver(disclosureService)];
  return { obligations, clockService, obligationService, resolvers };
}
