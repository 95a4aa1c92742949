/** Promises the inputs of the commands on shares of micro-wishes: one per mutation. */
import { Field, ID, InputType } from 'type-graphql';
import { Fen, Uuid } from '../scalars';

@InputType({ description: '分担微心愿 Give a part, or all, of the price of a wish.' })
export class ShareWishInput {
  @Field(() => Uuid, { description: '客户端生成的编号 The id of the share and its donation, made by the client.' })
  shareId!: string;

  @Field(() => ID, { description: '微心愿 Global id of the need.' })
  wishId!: string;

  @Field(() => ID, {
    nullable: true,
    description: '捐赠组织 The company or shop that gives; the caller acts for it or for the charity.',
  })
  donorOrganisationId?: string;

  @Field(() => ID, { nullable: true, description: '捐赠人 A registered donor instead; by the charity only.' })
  donorId?: string;

  @Field(() => ID, { description: '受赠组织 The charity that is to receive the money.' })
  recipientOrganisationId!: string;

  @Field(() => Fen, { description: '金额（分） How much, 1 fen to what is still open.' })
  amountFen!: bigint;
}

@InputType({ description: '撤回分担 Take a share back before its money was received.' })
export class WithdrawShareInput {
  @Field(() => Uuid, { description: '客户端生成的编号 The id of this command, made by the client.' })
  commandId!: string;

  @Field(() => ID, { description: '分担 Global id of the share.' })
  shareId!: string;
}
