/** Promises the list of what there is to help with, and which rooms say what they have: a room that has something adds its line here. */
import { CatalogueRepository } from '../catalogue/catalogue.repository';
import { CatalogueResolver } from '../catalogue/catalogue.resolver';
import { CatalogueService } from '../catalogue/catalogue.service';
import { donationResources } from '../donation/donation.resources';
import { employmentResources } from '../employment/employment.resources';
import { organisationResources } from '../organisation/organisation.resources';
import { policyResources } from '../policy/policy.resources';
import { projectResources } from '../project/project.resources';
import type { ResourceSource } from '../resource';
import type { Ground } from './ground';

export const resourceSources: readonly ResourceSource[] = [
  ...organisationResources,
  ...projectResources,
  ...donationResources,
  ...policyResources,
  ...employmentResources,
];

export type Listing = ReturnType<typeof composeCatalogue>;

export function composeCatalogue({ audit, database }: Ground) {
  const catalogueService = new CatalogueService(database, audit, new CatalogueRepository(), resourceSources);
  const resolvers: object[] = [new CatalogueResolver(catalogueService)];
  return { catalogueService, resolvers };
}
