/** Promises claims and service records of the contract made from their rows. */
import { Claim, ServiceRecord } from '../../schema/claim/claim';
import { globalId } from '../../schema/global-id';
import type { ServiceRecordEntity } from './claim.entity';
import type { ClaimRow } from './claim.repository';

export function presentClaim(row: ClaimRow): Claim {
  return Object.assign(new Claim(), {
    id: globalId('Claim', row.id),
    status: row.status,
    quantity: row.quantity,
    leaseUntil: row.leaseUntil ?? undefined,
    reason: row.reason ?? undefined,
    claimedAt: row.claimedAt,
    statusSince: row.statusSince,
    deliveredAt: row.deliveredAt ?? undefined,
    quantityDelivered: row.quantityDelivered ?? undefined,
    completedAt: row.completedAt ?? undefined,
    claimId: row.id,
    needId: row.needId,
    organisationId: row.organisationId,
  });
}

export function presentRecord(row: ServiceRecordEntity): ServiceRecord {
  return Object.assign(new ServiceRecord(), {
    id: globalId('ServiceRecord', row.id),
    servedOn: row.servedOn,
    minutes: row.minutes ?? undefined,
    note: row.note,
    recordedAt: row.recordedAt,
  });
}
