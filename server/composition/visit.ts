/** Promises discovery: triggers that oblige to a visit, whom they fall to, and the records of visits. */
import { PhotoLinks } from '../photo/photo-links';
import { Assignment } from '../visit/assignment';
import { AssignmentRepository } from '../visit/assignment.repository';
import { BulkRepository } from '../visit/bulk.repository';
import { BulkTriggers } from '../visit/bulk.service';
import { FoundPersonRepository } from '../visit/found-person.repository';
import { FoundPersonService } from '../visit/found-person.service';
import { VisitTendingService } from '../visit/tending.service';
import { TriggerService } from '../visit/trigger.service';
import { VisitLoader } from '../visit/visit.loader';
import { VisitObligationRepository } from '../visit/visit-obligation.repository';
import { FoundPersonResolver, VisitObligationResolver } from '../visit/visit-obligation.resolver';
import { VisitRepository } from '../visit/visit.repository';
import { VisitResolver } from '../visit/visit.resolver';
import { VisitService } from '../visit/visit.service';
import { VoidingService } from '../visit/voiding.service';
import { visitWorkload } from '../visit/visit.workload';
import type { Corps } from './corps';
import type { Care } from './care';
import type { Ground } from './ground';
import type { Parties } from './parties';
import type { Picturing } from './photo';

export type Visiting = ReturnType<typeof composeVisit>;

export function composeVisit(parts: Ground & Parties & Corps & Care & Picturing) {
  const { accounts, areas, audit, backbones, commands, database, householdLoader, households, householdService } =
    parts;
  const { needLoader, needs, organisations, photos, vault, workloads } = parts;

  const found = new FoundPersonRepository();
  const visitObligations = new VisitObligationRepository();
  const visits = new VisitRepository();
  const assignments = new AssignmentRepository();
  const assignment = new Assignment({
    ...{ database, accounts, assignments },
    backbonesOf: async (statements, areaCodes) => {
      const around = [...new Set(areaCodes.flatMap((code) => [code.slice(0, 9), code.slice(0, 12)]))];
      const posts = await backbones.holdingsOf(statements, around);
      return new Set(
        posts.filter((post) => post.untilOn === null && post.endedOn === null).map((post) => post.accountId),
      );
    },
  });
  const triggerService = new TriggerService({
    ...{ database, audit, areas, organisations, households, vault, found, assignments, assignment },
    obligations: visitObligations,
  });
  const photoLinks = new PhotoLinks(database, photos, 'visit');
  const visitService = new VisitService({
    ...{ database, audit, households, needs, vault, found, visits, obligations: visitObligations, photoLinks },
  });
  const foundPersonService = new FoundPersonService({
    ...{ database, audit, vault, households, found, visits, obligations: visitObligations },
  });
  const voidingService = new VoidingService(database, commands, found, visitObligations);
  const visitTending = new VisitTendingService(database, audit, visitObligations, assignment, voidingService);
  const bulkTriggers = new BulkTriggers(new BulkRepository(), visitObligations, assignment);
  const visitLoader = new VisitLoader(database, visits, found, visitObligations, photos, householdLoader);

  householdService.onPeopleWritten((tx, householdId) => foundPersonService.peopleWritten(tx, householdId));
  workloads.contribute(visitWorkload(visitObligations));

  const resolvers: object[] = [
    new VisitObligationResolver(...([triggerService, voidingService, visitLoader, householdLoader] as const)),
    new FoundPersonResolver(foundPersonService, householdLoader),
    new VisitResolver(
      ...([database, visitService, visits, visitLoader, photoLinks] as const),
      ...([foundPersonService, householdLoader, needLoader] as const),
    ),
  ];
  return {
    assignment,
    bulkTriggers,
    triggerService,
    visitLoader,
    visitObligations,
    visitService,
    visits,
    visitTending,
    voidingService,
    resolvers,
  };
}
