/** Promises the allocation of the contract: which part of which donation is set aside for which need, and what became of it. */
import { Field, ID, ObjectType } from 'type-graphql';
import { connectionOf } from '../connection';
import { Node } from '../node';
import { Fen, Instant } from '../scalars';
import { AllocationReason, AllocationStatus } from './enums';

@ObjectType({ implements: Node, description: '分配 A part of a donation that is set aside for a need.' })
export class Allocation extends Node {
  @Field(() => AllocationStatus, { description: '状态 Where it stands.' })
  status!: AllocationStatus;

  @Field(() => ID, {
    nullable: true,
    description: '捐赠 Of which donation; shown to the charity and the auditor, not to who delivers it.',
  })
  donationId?: string;

  @Field(() => ID, { nullable: true, description: '批次 Of which lot, of goods; shown as the donation is.' })
  lotId?: string;

  @Field(() => ID, { description: '需求 For which need.' })
  needId!: string;

  @Field(() => ID, {
    nullable: true,
    description: '接单 Which claim delivers it; null while it is for the whole need.',
  })
  claimId?: string;

  @Field(() => ID, { nullable: true, description: '项目 Whose budget pays; null when none does.' })
  projectId?: string;

  @Field(() => String, { nullable: true, description: '品名 What the goods are; null of money.' })
  item?: string;

  @Field(() => String, { nullable: true, description: '单位 In what the goods are counted; null of money.' })
  unit?: string;

  @Field(() => Fen, { description: '预留金额（分）或数量 How many fen, or pieces, are set aside.' })
  amount!: bigint;

  @Field(() => Fen, { description: '价值（分） What it is worth, and what the budget is charged, in fen.' })
  valueFen!: bigint;

  @Field(() => Fen, { nullable: true, description: '送达金额（分）或数量 How many fen, or pieces, were delivered.' })
  deliveredAmount?: bigint;

  @Field(() => AllocationReason, { nullable: true, description: '原因 Why it was released or reversed.' })
  reason?: AllocationReason;

  @Field(() => Boolean, { description: '是否自动 Whether the donation was chosen by rule and not by hand.' })
  automatic!: boolean;

  @Field(() => Instant, { description: '预留时间 When it was set aside.' })
  reservedAt!: Date;

  @Field(() => Instant, { nullable: true, description: '了结时间 When it was delivered, released or reversed.' })
  settledAt?: Date;
}

export const AllocationConnection = connectionOf('Allocation', () => Allocation);
