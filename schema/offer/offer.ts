/** Promises the offer of the contract: one organisation asked for one need, alone, until a moment. */
import { Field, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../connection';
import { Node } from '../node';
import { ReferralRejectionReason } from '../referral/enums';
import { Instant } from '../scalars';
import { OfferOrigin, OfferStatus } from './enums';

@ObjectType({
  implements: Node,
  description:
    '询问 A need that one organisation, and no other, may claim until `offeredUntil`. To take it: claimNeed. To say no: declineOffer. Without an answer it passes to the next, and nothing is held against you.',
})
export class Offer extends Node {
  @Field(() => OfferStatus, { description: '状态 Where it stands, by the clock of the database.' })
  status!: OfferStatus;

  @Field(() => OfferOrigin, { description: '来源 Who chose the organisation.' })
  origin!: OfferOrigin;

  @Field(() => Int, { description: '轮次 The how-manieth organisation this is, asked for the need before it opens.' })
  round!: number;

  @Field(() => Int, { description: '总分 The score of the match when it was offered.' })
  score!: number;

  @Field(() => String, { description: '规则版本 The ruleset by which it was scored.' })
  rulesetVersion!: string;

  @Field(() => Instant, { description: '询问时间 When the organisation was asked.' })
  offeredAt!: Date;

  @Field(() => Instant, { description: '保留至 Until when the need is yours alone.' })
  offeredUntil!: Date;

  @Field(() => Instant, { nullable: true, description: '结束时间 When it was answered or ended.' })
  answeredAt?: Date;

  @Field(() => ReferralRejectionReason, { nullable: true, description: '谢绝原因 Why it was declined.' })
  reason?: ReferralRejectionReason;

  @Field(() => String, { nullable: true, description: '谢绝说明 What the organisation added.' })
  reasonNote?: string;

  /** Not part of the contract. */
  needId!: string;
  /** Not part of the contract. */
  organisationId!: string;
}

export const OfferConnection = connectionOf('Offer', () => Offer);
