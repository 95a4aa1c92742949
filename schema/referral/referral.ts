/** Promises the referral of the contract: who was told of a need, why, and what it answered. */
import { Field, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../connection';
import { MatchExplanation } from '../matching/explanation';
import { Node } from '../node';
import { Instant } from '../scalars';
import { ReferralMode, ReferralRejectionReason, ReferralStatus } from './enums';

@ObjectType({
  implements: Node,
  description: '转介 One organisation told of one need, openly or by name, with the reasons of the match at that time.',
})
export class Referral extends Node {
  @Field(() => ReferralMode, { description: '转介方式 Openly or by name.' })
  mode!: ReferralMode;

  @Field(() => ReferralStatus, { description: '状态 Where it stands.' })
  status!: ReferralStatus;

  @Field(() => ReferralRejectionReason, { nullable: true, description: '谢绝原因 Why it was rejected.' })
  reason?: ReferralRejectionReason;

  @Field(() => String, { nullable: true, description: '谢绝说明 What the organisation added.' })
  reasonNote?: string;

  @Field(() => Int, { description: '总分 The score when it was referred.' })
  score!: number;

  @Field(() => MatchExplanation, { description: '匹配说明 The reasons when it was referred.' })
  explanation!: MatchExplanation;

  @Field(() => Instant, { description: '转介时间 When the organisation was told.' })
  referredAt!: Date;

  @Field(() => Instant, { nullable: true, description: '回应时间 When it was answered or taken back.' })
  answeredAt?: Date;

  /** Not part of the contract. */
  needId!: string;
  /** Not part of the contract. */
  organisationId!: string;
}

export const ReferralConnection = connectionOf('Referral', () => Referral);
