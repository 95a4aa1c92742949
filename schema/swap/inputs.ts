/** Promises the inputs of the commands on swaps: one per mutation. */
import { Field, ID, InputType } from 'type-graphql';
import { CommandInput } from '../command';
import { ReferralRejectionReason } from '../referral/enums';
import { Uuid } from '../scalars';
import { ServiceKind } from '../taxonomy/service-kind';

@InputType({ description: '提议交换 Among which claims swaps are sought.' })
export class ProposeSwapsInput {
  @Field(() => Uuid, {
    description: '客户端生成的编号 The id of this search, made by the client and kept across retries.',
  })
  roundId!: string;

  @Field(() => String, {
    nullable: true,
    description: '区划代码 Only needs of this area subtree; for the bureau its own area must contain it.',
  })
  areaCode?: string;

  @Field(() => ServiceKind, { nullable: true, description: '服务类别 Only needs of this kind of help.' })
  serviceKind?: ServiceKind;
}

@InputType({ description: '同意交换 Which swap, and for which organisation.' })
export class AgreeToSwapInput extends CommandInput {
  @Field(() => ID, { description: '交换 The swap.' })
  swapId!: string;

  @Field(() => ID, { description: '组织 The organisation that agrees; the caller acts for it.' })
  organisationId!: string;
}

@InputType({ description: '谢绝交换 Which swap, for which organisation, and why.' })
export class DeclineSwapInput extends CommandInput {
  @Field(() => ID, { description: '交换 The swap.' })
  swapId!: string;

  @Field(() => ID, { description: '组织 The organisation that declines; the caller acts for it.' })
  organisationId!: string;

  @Field(() => ReferralRejectionReason, { description: '原因 Why.' })
  reason!: ReferralRejectionReason;
}
