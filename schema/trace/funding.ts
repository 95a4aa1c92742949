/** Promises the way back: which donations pay for a need or a claim, for those who look after the need. */
import { Field, ID, ObjectType } from 'type-graphql';
import { DonationForm, DonorKind } from '../donation/enums';
import { AllocationStatus } from '../allocation/enums';
import { Fen, Instant } from '../scalars';

@ObjectType({ description: '款物来源 A part of a donation that is set aside for a need or was delivered to it.' })
export class Funding {
  @Field(() => ID, { description: '捐赠 Of which donation.' })
  donationId!: string;

  @Field(() => DonorKind, { description: '捐赠人类别 Who gives.' })
  donorKind!: DonorKind;

  @Field(() => ID, { nullable: true, description: '捐赠组织 The organisation that gives; null of persons and nobody.' })
  donorOrganisationId?: string;

  @Field(() => ID, {
    nullable: true,
    description: '接单 Which claim delivers it; null while it is for the whole need.',
  })
  claimId?: string;

  @Field(() => ID, { nullable: true, description: '项目 Whose budget pays; null when none does.' })
  projectId?: string;

  @Field(() => DonationForm, { description: '形式 What is given.' })
  form!: DonationForm;

  @Field(() => String, { nullable: true, description: '品名 What it is, of goods.' })
  item?: string;

  @Field(() => String, { nullable: true, description: '单位 In what it is counted, of goods.' })
  unit?: string;

  @Field(() => AllocationStatus, { description: '状态 Where it stands.' })
  status!: AllocationStatus;

  @Field(() => Fen, { description: '预留金额（分）或数量 How many fen, or pieces, were set aside.' })
  amount!: bigint;

  @Field(() => Fen, { description: '送达金额（分）或数量 How many fen, or pieces, were delivered and confirmed.' })
  deliveredAmount!: bigint;

  @Field(() => Fen, { description: '送达价值（分） What that is worth, in fen.' })
  deliveredValueFen!: bigint;

  @Field(() => Instant, { description: '预留时间 When it was set aside.' })
  reservedAt!: Date;

  @Field(() => Instant, { nullable: true, description: '了结时间 When it was delivered, released or reversed.' })
  settledAt?: Date;
}
