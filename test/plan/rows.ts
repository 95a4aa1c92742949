/** Promises rows as the database would give them, for worlds that are planned without one. */
import { NeedKind, NeedStatus, Urgency } from '../../schema/need/enums';
import { CapacityStatus } from '../../schema/organisation/offering';
import { OrganisationKind, OrganisationStatus } from '../../schema/organisation/organisation';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import type { OpenNeedRow } from '../../server/need/need.repository';
import type { OfferingRow } from '../../server/organisation/organisation.repository';

export const moment = Date.parse('2026-11-24T08:00:00Z');

export { seeded } from '../bench/matching/percolate-world';

/** Ids in the order of their numbers. */
export function idOf(number: number): string {
  return `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

export function needRow(number: number, given: Partial<OpenNeedRow> = {}): OpenNeedRow {
  return {
    id: idOf(number),
    kind: NeedKind.NEED,
    serviceKind: ServiceKind.CLEANING,
    areaCode: '640104001002',
    situations: [],
    languages: [],
    skills: [],
    urgency: Urgency.ROUTINE,
    status: NeedStatus.PUBLISHED,
    opensAt: null,
    community: null,
    waitingSince: new Date(moment - number),
    ...given,
  };
}

/** Approved, its whole capacity free and stated just now. */
export function offeringRow(number: number, given: Partial<OfferingRow> = {}): OfferingRow {
  return {
    id: idOf(1_000_000 + number),
    organisationId: idOf(2_000_000 + number),
    organisationKind: OrganisationKind.SOCIAL_ORGANISATION,
    organisationStatus: OrganisationStatus.APPROVED,
    organisationName: `测试组织${number}`,
    serviceKind: ServiceKind.CLEANING,
    name: '测试服务',
    areaCodes: ['640104001'],
    situations: [],
    languages: [],
    skills: [],
    takesRestricted: false,
    minimumUrgency: null,
    pledge: null,
    standing: null,
    capacityMaximum: 1,
    capacityUsed: 0,
    capacityStatus: CapacityStatus.CAPACITY,
    capacityUpdatedAt: new Date(moment),
    withdrawnAt: null,
    createdAt: new Date(moment),
    ...given,
  };
}
