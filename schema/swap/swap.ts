/** Promises the swap of the contract: to a party what it gives and gets, to those who oversee it the whole. */
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../connection';
import { MatchExplanation } from '../matching/explanation';
import { Node } from '../node';
import { ReferralRejectionReason } from '../referral/enums';
import { Instant } from '../scalars';
import { SwapAnswer, SwapStatus, SwapVoidReason } from './enums';

@ObjectType({ description: '交换的一项 One claim that would move from one organisation to another.' })
export class SwapLeg {
  @Field(() => ID, {
    nullable: true,
    description: '让出的接单 The claim that would end; for the organisation that holds it and for overseers.',
  })
  claimId?: string;

  @Field(() => ID, {
    nullable: true,
    description: '新接单 The claim that was made instead; for its new holder and for overseers, once executed.',
  })
  madeClaimId?: string;

  @Field(() => ID, { nullable: true, description: '让出组织 Who gives; only your own organisation, or to overseers.' })
  fromOrganisationId?: string;

  @Field(() => ID, { nullable: true, description: '接收组织 Who gets; only your own organisation, or to overseers.' })
  toOrganisationId?: string;

  @Field(() => MatchExplanation, {
    nullable: true,
    description: '交换前说明 How the giver fits the need; to the giver and to overseers.',
  })
  before?: MatchExplanation;

  @Field(() => ID, {
    nullable: true,
    description:
      '交换前决定 Global id under which `before` was logged; see replayDecision. Null for proposals of before.',
  })
  beforeDecisionId?: string;

  @Field(() => MatchExplanation, {
    nullable: true,
    description: '交换后说明 How the receiver fits the need; to the receiver and to overseers.',
  })
  after?: MatchExplanation;

  @Field(() => ID, {
    nullable: true,
    description:
      '交换后决定 Global id under which `after` was logged; see replayDecision. Null for proposals of before.',
  })
  afterDecisionId?: string;

  /** Not part of the contract. */
  needId!: string;
}

@ObjectType({ description: '交换一方的答复 One party of a swap and its answer.' })
export class SwapParty {
  @Field(() => ID, {
    nullable: true,
    description:
      '组织 Which one; only your own organisation, or to overseers: who holds a need is told to nobody else.',
  })
  organisationId?: string;

  @Field(() => SwapAnswer, { nullable: true, description: '答复 Its answer; null while it has not answered.' })
  answer?: SwapAnswer;

  @Field(() => ReferralRejectionReason, {
    nullable: true,
    description: '谢绝原因 Why it declined; to itself and to overseers.',
  })
  reason?: ReferralRejectionReason;
}

@ObjectType({
  implements: Node,
  description:
    '交换 A proposal that organisations exchange claims, each for a need that it fits better; nothing moves before all agree.',
})
export class Swap extends Node {
  @Field(() => SwapStatus, { description: '状态 Where it stands.' })
  status!: SwapStatus;

  @Field(() => SwapVoidReason, { nullable: true, description: '失效原因 Why it came to nothing, when it is void.' })
  voidReason?: SwapVoidReason;

  @Field(() => Int, {
    nullable: true,
    description: '总增益 By how much the scores of all its needs rise together; to overseers.',
  })
  gain?: number;

  @Field(() => String, { description: '规则版本 The ruleset by which it was found.' })
  rulesetVersion!: string;

  @Field(() => Instant, { description: '提出时间 When it was proposed.' })
  proposedAt!: Date;

  @Field(() => Instant, { description: '答复期限 Until when all must have agreed, by the clock of the database.' })
  expiresAt!: Date;

  @Field(() => Instant, { description: '状态起始时间 Since when it is in this state.' })
  statusSince!: Date;

  @Field(() => [SwapLeg], { description: '各项 What moves: your own gives and gets; to overseers all.' })
  legs!: SwapLeg[];

  @Field(() => [SwapParty], { description: '各方 Who must agree; others than your own stand there without a name.' })
  parties!: SwapParty[];
}

export const SwapConnection = connectionOf('Swap', () => Swap);

@ObjectType({ description: '交换提议 What one search for swaps proposed.' })
export class SwapRound {
  @Field(() => [Swap], { description: '交换 The swaps proposed, the greatest gain first.' })
  swaps!: Swap[];

  @Field(() => Boolean, {
    description: '是否完整 False when the search ended early: what is proposed holds, but there may be better.',
  })
  complete!: boolean;
}
