/** Promises the inputs of the commands on claims: one per mutation. */
import { Field, ID, InputType, Int } from 'type-graphql';
import { CommandInput } from '../command';
import { CalendarDate, Uuid } from '../scalars';
import { DisputeReason, HoldReason, ReleaseReason, RevocationReason } from './reason';

@InputType({ description: '接单 What is claimed, by whom.' })
export class ClaimNeedInput {
  @Field(() => Uuid, {
    description: '客户端生成的接单编号 The id of the claim, made by the client and kept across retries.',
  })
  claimId!: string;

  @Field(() => ID, { description: '需求 The need.' })
  needId!: string;

  @Field(() => ID, { description: '组织 The organisation that claims; the caller acts for it.' })
  organisationId!: string;

  @Field(() => Int, { nullable: true, description: '数量 How much of it; all that is left when not given.' })
  quantity?: number;
}

@InputType({ description: '智能接单 For whom the best need is claimed.' })
export class ClaimBestNeedInput {
  @Field(() => Uuid, {
    description: '客户端生成的接单编号 The id of the claim, made by the client and kept across retries.',
  })
  claimId!: string;

  @Field(() => ID, { description: '组织 The organisation that claims; the caller acts for it.' })
  organisationId!: string;
}

@InputType({ description: '接受转介 The referral that is accepted.' })
export class AcceptReferralInput {
  @Field(() => Uuid, {
    description: '客户端生成的接单编号 The id of the claim, made by the client and kept across retries.',
  })
  claimId!: string;

  @Field(() => ID, { description: '转介 The referral.' })
  referralId!: string;
}

@InputType({ description: '确认接单 The claim that is confirmed.' })
export class ConfirmClaimInput extends CommandInput {
  @Field(() => ID, { description: '接单 The claim.' })
  claimId!: string;
}

@InputType({ description: '登记服务 What was done.' })
export class RecordServiceInput {
  @Field(() => Uuid, {
    description: '客户端生成的记录编号 The id of the record, made by the client and kept across retries.',
  })
  recordId!: string;

  @Field(() => ID, { description: '接单 The claim.' })
  claimId!: string;

  @Field(() => CalendarDate, { description: '服务日期 The day of service; not after today in Asia/Shanghai.' })
  servedOn!: string;

  @Field(() => Int, { nullable: true, description: '时长（分钟） How many minutes it took, 0 to 1440.' })
  minutes?: number;

  @Field(() => String, { description: '记录 What was done, 1 to 2000 characters.' })
  note!: string;

  @Field(() => [ID], {
    nullable: true,
    description:
      '照片 Global ids of pictures that the caller sent for this claim before, 6 at most; each of one record (NotFound, InvalidInput).',
  })
  photoIds?: string[] | null;
}

@InputType({ description: '暂缓 The claim that is put on hold, and why.' })
export class HoldClaimInput extends CommandInput {
  @Field(() => ID, { description: '接单 The claim.' })
  claimId!: string;

  @Field(() => HoldReason, { description: '原因 Why.' })
  reason!: HoldReason;
}

@InputType({ description: '恢复 The claim that goes on.' })
export class ResumeClaimInput extends CommandInput {
  @Field(() => ID, { description: '接单 The claim.' })
  claimId!: string;
}

@InputType({ description: '放弃接单 The claim that is given back, and why.' })
export class ReleaseClaimInput extends CommandInput {
  @Field(() => ID, { description: '接单 The claim.' })
  claimId!: string;

  @Field(() => ReleaseReason, { description: '原因 Why.' })
  reason!: ReleaseReason;

  @Field(() => String, { nullable: true, description: '备注 Note, at most 500 characters.' })
  note?: string;
}

@InputType({ description: '撤销接单 The claim that is taken away, and why.' })
export class RevokeClaimInput extends CommandInput {
  @Field(() => ID, { description: '接单 The claim.' })
  claimId!: string;

  @Field(() => RevocationReason, { description: '原因 Why.' })
  reason!: RevocationReason;

  @Field(() => String, { nullable: true, description: '备注 Note, at most 500 characters.' })
  note?: string;
}

@InputType({ description: '报告交付 What was delivered.' })
export class ReportDeliveryInput extends CommandInput {
  @Field(() => ID, { description: '接单 The claim.' })
  claimId!: string;

  @Field(() => Int, { description: '交付数量 How much was delivered: from 0 to the quantity of the claim.' })
  quantityDelivered!: number;
}

@InputType({ description: '确认收到 The delivery that the household confirms.' })
export class ConfirmDeliveryInput extends CommandInput {
  @Field(() => ID, { description: '接单 The claim.' })
  claimId!: string;

  @Field(() => String, { description: '联络卡代码 The code on the contact card of the household.' })
  cardCode!: string;
}

@InputType({ description: '提出异议 The delivery that the household disputes, and why.' })
export class DisputeDeliveryInput extends CommandInput {
  @Field(() => ID, { description: '接单 The claim.' })
  claimId!: string;

  @Field(() => String, { description: '联络卡代码 The code on the contact card of the household.' })
  cardCode!: string;

  @Field(() => DisputeReason, { description: '原因 Why.' })
  reason!: DisputeReason;
}
