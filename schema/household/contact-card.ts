/** Promises the contact card left with a household, and what its bearer sees without signing in. */
import { Field, ID, ObjectType } from 'type-graphql';
import { CalendarDate, Instant } from '../scalars';

@ObjectType({
  description: '联络卡 The card left with the household. Its code confirms deliveries and withdraws consent.',
})
export class ContactCard {
  @Field(() => ID, { description: '全局编号 Opaque id.' })
  id!: string;

  @Field(() => String, {
    nullable: true,
    description: '卡码 Four groups of four characters; shown once, in the answer that issued it, and never again.',
  })
  code?: string;

  @Field(() => Instant, { description: '发放时间 When it was issued.' })
  issuedAt!: Date;
}

@ObjectType({ description: '持卡人视图 What the bearer of a contact card sees: no personal data.' })
export class CardView {
  @Field(() => CalendarDate, { description: '发卡日期 The day the card was issued, in Asia/Shanghai.' })
  issuedOn!: string;

  /** Not in the contract: the local id, for the field resolvers of other rooms. */
  householdId!: string;

  /** Not in the contract: the code of the community. */
  communityCode!: string;
}
