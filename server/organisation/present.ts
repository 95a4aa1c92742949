/** Promises the objects of the contract made from rows; what only some may see is added by its own field resolver. */
import { globalId } from '../../schema/global-id';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { Capacity, ServiceOffering } from '../../schema/organisation/offering';
import { Organisation } from '../../schema/organisation/organisation';
import type { OfferingRow, OrganisationRow } from './organisation.repository';

export function presentOrganisation(row: OrganisationRow): Organisation {
  return Object.assign(new Organisation(), {
    id: globalId('Organisation', row.id),
    kind: row.kind,
    name: row.name,
    nameEn: row.nameEn ?? undefined,
    unifiedSocialCreditCode: row.unifiedSocialCreditCode ?? undefined,
    status: row.status,
    statusSince: row.statusSince,
    createdAt: row.createdAt,
  });
}

export function presentOffering(row: OfferingRow): ServiceOffering {
  return Object.assign(new ServiceOffering(), {
    id: globalId('ServiceOffering', row.id),
    organisationId: row.organisationId,
    serviceKind: row.serviceKind,
    name: row.name,
    areaCodes: row.areaCodes,
    situations: row.situations,
    languages: row.languages,
    skills: row.skills,
    takesRestricted: row.takesRestricted,
    minimumUrgency: row.minimumUrgency ?? undefined,
    withdrawnAt: row.withdrawnAt ?? undefined,
    capacity: Object.assign(new Capacity(), {
      status: row.capacityStatus,
      maximum: row.capacityMaximum,
      used: row.capacityUsed,
      available: row.capacityMaximum - row.capacityUsed,
      updatedAt: row.capacityUpdatedAt,
    }),
  });
}

/** A refusal as it is, a row as the object of the contract. */
export function presented<Row, Item>(result: Row | Refusal, present: (row: Row) => Item): Item | Refusal {
  return isRefusal(result) ? result : present(result);
}
