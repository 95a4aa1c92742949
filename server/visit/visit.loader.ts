/** Promises one read per request for all visits, found persons and needs that its edges ask for, each shown only to who serves the place. */
import DataLoader from 'dataloader';
import type { Photo } from '../../schema/photo/photo';
import type { FoundPerson, Visit, VisitObligation } from '../../schema/visit/visit';
import { loaderOf, type RequestContext } from '../context';
import type { Database } from '../database/database';
import type { HouseholdLoader } from '../household/household.loader';
import type { PhotoRepository } from '../photo/photo.repository';
import { presentPhoto } from '../photo/present';
import type { FoundPersonRepository, FoundPersonRow } from './found-person.repository';
import { presentFoundPerson, presentVisit, presentVisitObligation } from './present';
import { servesPlace } from './visit.policy';
import type { VisitObligationRepository, VisitObligationRow } from './visit-obligation.repository';
import type { VisitRepository, VisitRow } from './visit.repository';

export class VisitLoader {
  constructor(
    private readonly database: Database,
    private readonly visits: VisitRepository,
    private readonly found: FoundPersonRepository,
    private readonly obligations: VisitObligationRepository,
    private readonly photos: PhotoRepository,
    private readonly households: HouseholdLoader,
  ) {}

  async visit(context: RequestContext, id: string): Promise<Visit | undefined> {
    const row = await loaderOf(context, this.makeVisits).load(id);
    return row && context.actor && servesPlace(context.actor, row) ? presentVisit(row) : undefined;
  }

  async obligation(context: RequestContext, id: string): Promise<VisitObligation | undefined> {
    const row = await loaderOf(context, this.makeObligations).load(id);
    return row && context.actor && servesPlace(context.actor, row) ? presentVisitObligation(row) : undefined;
  }

  async foundPerson(context: RequestContext, id: string): Promise<FoundPerson | undefined> {
    const row = await loaderOf(context, this.makeFound).load(id);
    return row && context.actor && servesPlace(context.actor, row) ? presentFoundPerson(row) : undefined;
  }

  needsOf(context: RequestContext, visitId: string): Promise<string[]> {
    return loaderOf(context, this.makeNeeds).load(visitId);
  }

  async photo(context: RequestContext, id: string): Promise<Photo | undefined> {
    const row = await this.photos.findPhoto(this.database, id);
    const household = row && (await this.households.household(context, row.householdId));
    return household && presentPhoto(row);
  }

  private readonly makeVisits = () =>
    new DataLoader<string, VisitRow | undefined>(async (ids) => {
      const rows = new Map((await this.visits.findVisits(this.database, ids)).map((row) => [row.id, row]));
      return ids.map((id) => rows.get(id));
    });

  private readonly makeObligations = () =>
    new DataLoader<string, VisitObligationRow | undefined>(async (ids) => {
      const rows = await this.obligations.findObligations(this.database, ids);
      const byId = new Map(rows.map((row) => [row.id, row]));
      return ids.map((id) => byId.get(id));
    });

  private readonly makeFound = () =>
    new DataLoader<string, FoundPersonRow | undefined>(async (ids) => {
      const rows = new Map((await this.found.findPersons(this.database, ids)).map((row) => [row.id, row]));
      return ids.map((id) => rows.get(id));
    });

  private readonly makeNeeds = () =>
    new DataLoader<string, string[]>(async (ids) => {
      const rows = await this.visits.needsOf(this.database, ids);
      return ids.map((id) => rows.filter((row) => row.visitId === id).map((row) => row.needId));
    });
}
