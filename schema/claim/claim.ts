/** Promises the claim of the contract: one organisation's hold on a need, from the claim to the household's confirmation. */
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Node } from '../node';
import { CalendarDate, Instant } from '../scalars';

export enum ClaimStatus {
  ACCEPTED = 'ACCEPTED',
  CONFIRMED = 'CONFIRMED',
  IN_PROGRESS = 'IN_PROGRESS',
  ON_HOLD = 'ON_HOLD',
  DELIVERED = 'DELIVERED',
  DISPUTED = 'DISPUTED',
  COMPLETED = 'COMPLETED',
  RELEASED = 'RELEASED',
  LEASE_EXPIRED = 'LEASE_EXPIRED',
  REVOKED = 'REVOKED',
}

registerEnumType(ClaimStatus, {
  name: 'ClaimStatus',
  description: '接单状态 Where a claim stands (FHIR Task statuses, more finely).',
  valuesConfig: {
    ACCEPTED: { description: '已接单 Held under a lease; must be confirmed before leaseUntil.' },
    CONFIRMED: { description: '已确认 Confirmed by the organisation; no lease runs.' },
    IN_PROGRESS: { description: '服务中 Service has been recorded.' },
    ON_HOLD: { description: '暂缓 Paused by the organisation for a stated reason.' },
    DELIVERED: { description: '已交付 Delivered as the organisation reports; the household has not confirmed yet.' },
    DISPUTED: { description: '有异议 The household says that it was not delivered as reported.' },
    COMPLETED: { description: '已完成 Confirmed by the household with its contact card.' },
    RELEASED: { description: '已放弃 Given back by the organisation; the need is in the pool again.' },
    LEASE_EXPIRED: { description: '逾期退回 Not confirmed in time; the need is in the pool again.' },
    REVOKED: { description: '已撤销 Taken away by area staff, by suspension or because the need was withdrawn.' },
  },
});

/** A living claim holds capacity and a part of the need. */
export const livingStatuses: readonly ClaimStatus[] = [
  ClaimStatus.ACCEPTED,
  ClaimStatus.CONFIRMED,
  ClaimStatus.IN_PROGRESS,
  ClaimStatus.ON_HOLD,
  ClaimStatus.DELIVERED,
  ClaimStatus.DISPUTED,
];

@ObjectType({
  implements: Node,
  description: '接单 A claim: one organisation holds a need, or a part of its quantity.',
})
export class Claim extends Node {
  @Field(() => ClaimStatus, { description: '状态 Where it stands.' })
  status!: ClaimStatus;

  @Field(() => Int, { description: '数量 How much of the quantity of the need it holds.' })
  quantity!: number;

  @Field(() => Instant, {
    nullable: true,
    description:
      '确认期限 Until when it must be confirmed, by the clock of the database; null once confirmed or ended.',
  })
  leaseUntil?: Date;

  @Field(() => String, {
    nullable: true,
    description: '原因代码 Coded reason of the hold, release, revocation or dispute that it is in.',
  })
  reason?: string;

  @Field(() => Instant, { description: '接单时间 When it was claimed.' })
  claimedAt!: Date;

  @Field(() => Instant, { description: '状态起始时间 Since when it is in this state.' })
  statusSince!: Date;

  @Field(() => Instant, { nullable: true, description: '交付时间 When the organisation reported delivery.' })
  deliveredAt?: Date;

  @Field(() => Int, { nullable: true, description: '交付数量 How much was delivered, as reported.' })
  quantityDelivered?: number;

  @Field(() => Instant, { nullable: true, description: '完成时间 When the household confirmed.' })
  completedAt?: Date;

  /** The ids of the row; not fields of the contract. The edges are read from them. */
  claimId!: string;
  needId!: string;
  organisationId!: string;
}

@ObjectType({ description: '服务记录 What was done under a claim; never changed or removed.' })
export class ServiceRecord {
  @Field(() => ID, { description: '全局编号 Opaque id.' })
  id!: string;

  @Field(() => CalendarDate, { description: '服务日期 The day of service.' })
  servedOn!: string;

  @Field(() => Int, { nullable: true, description: '时长（分钟） How many minutes it took.' })
  minutes?: number;

  @Field(() => String, { description: '记录 What was done.' })
  note!: string;

  @Field(() => Instant, { description: '登记时间 When it was written down.' })
  recordedAt!: Date;

  /** Not part of the contract. */
  recordId!: string;
}
