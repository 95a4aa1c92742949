/** Promises one read per request for all organisations, and for all offerings, that its edges ask for. */
import DataLoader from 'dataloader';
import { loaderOf, type RequestContext } from '../context';
import type { Database } from '../database/database';
import type { OfferingRow, OrganisationRepository, OrganisationRow } from './organisation.repository';

export class OrganisationLoader {
  constructor(
    private readonly database: Database,
    private readonly organisations: OrganisationRepository,
  ) {}

  organisation(context: RequestContext, id: string): Promise<OrganisationRow | undefined> {
    return loaderOf(context, this.makeOrganisations).load(id);
  }

  offering(context: RequestContext, id: string): Promise<OfferingRow | undefined> {
    return loaderOf(context, this.makeOfferings).load(id);
  }

  /** The offerings of an organisation that are not withdrawn. */
  offeringsOf(context: RequestContext, organisationId: string): Promise<OfferingRow[]> {
    return loaderOf(context, this.makeOfferingsOf).load(organisationId);
  }

  private readonly makeOrganisations = () =>
    new DataLoader<string, OrganisationRow | undefined>(async (ids) => {
      const rows = new Map(
        (await this.organisations.findOrganisations(this.database, ids)).map((row) => [row.id, row]),
      );
      return ids.map((id) => rows.get(id));
    });

  private readonly makeOfferings = () =>
    new DataLoader<string, OfferingRow | undefined>(async (ids) => {
      const rows = new Map((await this.organisations.findOfferings(this.database, ids)).map((row) => [row.id, row]));
      return ids.map((id) => rows.get(id));
    });

  private readonly makeOfferingsOf = () =>
    new DataLoader<string, OfferingRow[]>(async (organisationIds) => {
      const rows = await this.organisations.listOfferings(this.database, { organisationIds });
      const byOrganisation = new Map(organisationIds.map((id) => [id, [] as OfferingRow[]]));
      for (const row of rows) byOrganisation.get(row.organisationId)!.push(row);
      return organisationIds.map((id) => byOrganisation.get(id)!);
    });
}
