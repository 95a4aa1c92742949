/** Promises what a micro-wish is beyond a need: its price, how much of it is held, and the shares that hold it. */
import { Field, ID, ObjectType } from 'type-graphql';
import { connectionOf } from '../connection';
import { Fen, Instant } from '../scalars';
import { WishShareStatus, WishState } from './enums';

@ObjectType({
  description:
    '微心愿分担 A share of a wish: money that a donor gives for it and for nothing else. It is a donation too.',
})
export class WishShare {
  @Field(() => ID, { description: '分担编号 Global id.' })
  id!: string;

  @Field(() => ID, { description: '捐赠 The donation that it is, with its ledger and its receipt.' })
  donationId!: string;

  @Field(() => ID, { description: '微心愿 Global id of the need.' })
  wishId!: string;

  @Field(() => ID, { nullable: true, description: '捐赠组织 The organisation that gives; null for a person.' })
  donorOrganisationId?: string;

  @Field(() => Fen, {
    description: '金额（分） How much of the price it holds, in fen; once received, what was received.',
  })
  amountFen!: bigint;

  @Field(() => WishShareStatus, { description: '状态 Where it stands.' })
  status!: WishShareStatus;

  @Field(() => Instant, {
    nullable: true,
    description: '到账期限 When its place is given to others, while it is not received.',
  })
  leaseUntil?: Date;

  @Field(() => Instant, { description: '分担时间 When it was given.' })
  sharedAt!: Date;

  /** Local ids; not part of the contract. */
  needId!: string;
}

export const WishShareConnection = connectionOf('WishShare', () => WishShare);

@ObjectType({ description: '微心愿 A micro-wish: one thing with a price that one or several donors hold by shares.' })
export class Wish {
  @Field(() => ID, { description: '微心愿编号 Global id of its need.' })
  id!: string;

  @Field(() => String, { nullable: true, description: '所需物品 The thing that is wished for.' })
  item?: string;

  @Field(() => Fen, { description: '价格（分） Its price in fen; shares sum up to it and never above.' })
  priceFen!: bigint;

  @Field(() => Fen, { description: '已认捐（分） How much of the price is held now, received or not.' })
  heldFen!: bigint;

  @Field(() => Fen, { description: '已到账（分） How much of what is held was received.' })
  receivedFen!: bigint;

  @Field(() => Fen, { description: '尚缺（分） How much can still be given; nothing while it is not open to donors.' })
  openFen!: bigint;

  @Field(() => WishState, { description: '进展 Where it stands.' })
  state!: WishState;

  /** Local facts; not part of the contract. */
  needId!: string;
  areaCode!: string;
}
