/** Promises claims and service records of the contract made from their rows. */
import { CardPromise } from '../../schema/claim/card-promise';
import { Claim, ServiceRecord } from '../../schema/claim/claim';
import { globalId } from '../../schema/global-id';
import { NeedKind } from '../../schema/need/enums';
import type { NeedRow } from '../need/need.repository';
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
    recordId: row.id,
  });
}

/** A claim as the household sees it. */
export function presentPromise(row: ClaimRow, need: NeedRow): CardPromise {
  return Object.assign(new CardPromise(), {
    claimId: globalId('Claim', row.id),
    wishId: need.kind === NeedKind.MICRO_WISH ? globalId('Need', need.id) : undefined,
    kind: need.kind,
    serviceKind: need.serviceKind,
    item: need.wishedItem ?? undefined,
    status: row.status,
    statusSince: row.statusSince,
    wantedBy: need.wantedBy ?? undefined,
    quantity: row.quantity,
    quantityUnit: need.quantityUnit ?? undefined,
    quantityDelivered: row.quantityDelivered ?? undefined,
    organisationId: row.organisationId,
    needId: need.id,
  });
}
