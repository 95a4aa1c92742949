/** Promises what is owed by law until when: clocks that follow projects, recognitions and years, and those who are reminded. */
import { ActorRepository } from '../identity/actor.repository';
import { CalendarFeedRepository } from '../supervision/calendar-feed.repository';
import { CalendarFeedResolver } from '../supervision/calendar-feed.resolver';
import { CalendarFeedService } from '../supervision/calendar-feed.service';
import { ClockService } from '../supervision/clock.service';
import { DisclosurePages } from '../supervision/disclosure.page';
import { DisclosureRepository } from '../supervision/disclosure.repository';
import { DisclosureResolver } from '../supervision/disclosure.resolver';
import { DisclosureService } from '../supervision/disclosure.service';
import { ObligationRepository } from '../supervision/obligation.repository';
import { ObligationResolver } from '../supervision/obligation.resolver';
import { ObligationService } from '../supervision/obligation.service';
import type { Care } from './care';
import { derivedKey } from './derived-key';
import type { Ground } from './ground';
import type { Parties } from './parties';
import type { Projects } from './project';

export type Supervising = ReturnType<typeof composeSupervision>;

export function composeSupervision(parts: Ground & Parties & Care & Projects) {
  const { audit, config, database, households, householdService, ledger, organisations } = parts;
  const { partnerships, projects, projectService } = parts;

  const obligations = new ObligationRepository();
  const clockParts = { database, audit, organisations, households, projects, partnerships, obligations };
  const clockService = new ClockService(clockParts);
  const obligationService = new ObligationService(clockParts, clockService);
  projectService.onStep((tx, project) => clockService.followProject(tx, project));
  householdService.onRecognised((tx, household) => clockService.followRecognition(tx, household));

  const calendarFeedService = new CalendarFeedService(
    database,
    audit,
    new ActorRepository(),
    new CalendarFeedRepository(),
    obligations,
    derivedKey(config, 'calendar feed'),
  );
  const disclosureService = new DisclosureService({
    ...{ database, audit, ledger, organisations, projects, projectService },
    disclosures: new DisclosureRepository(),
  });

  const resolvers: object[] = [
    new ObligationResolver(obligationService),
    new DisclosureResolver(disclosureService),
    new CalendarFeedResolver(calendarFeedService),
  ];
  const disclosurePages = new DisclosurePages(disclosureService);
  return { calendarFeedService, disclosurePages, obligations, clockService, obligationService, resolvers };
}
