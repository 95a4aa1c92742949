/** Promises what an organisation is told when a charity received what could go to needs that it has claimed; never who gave it. */
import { Field, ID, ObjectType } from 'type-graphql';
import { DonationForm } from '../donation/enums';
import { CalendarDate, Fen, Instant } from '../scalars';

@ObjectType({ description: '到货物资 Goods of one kind that were received.' })
export class ReceivedGoods {
  @Field(() => String, { description: '品名 What it is.' })
  item!: string;

  @Field(() => String, { description: '单位 In what it is counted.' })
  unit!: string;

  @Field(() => Fen, { description: '数量 How many pieces were received.' })
  quantity!: bigint;

  @Field(() => CalendarDate, { nullable: true, description: '有效期至 The last day on which it can be used.' })
  expiresOn?: string;
}

@ObjectType({
  description:
    '可用款物 Money or goods that a charity received and that its donor lets be used for open claims of the organisation. Who gives, and how much money, is not told; ask the charity.',
})
export class GoodsForClaims {
  @Field(() => String, { description: '事件游标 Cursor of the event: subscribe after it to miss nothing.' })
  cursor!: string;

  @Field(() => Instant, { description: '时间 When it was received.' })
  at!: Date;

  @Field(() => ID, { description: '受赠组织 The charity that received it, and sets it aside.' })
  charityId!: string;

  @Field(() => DonationForm, { description: '形式 Money or goods.' })
  form!: DonationForm;

  /** Not part of the contract. */
  localDonationId!: string;
  organisationId!: string;
}
