/** Promises what an organisation is told of goods and money that could be set aside for a claim of its own; never who gave them. */
import { Field, ID, ObjectType } from 'type-graphql';
import { DonationPoint, Earmark } from '../donation/donation';
import { DonationForm, GoodsCondition } from '../donation/enums';
import { CalendarDate, Fen } from '../scalars';

@ObjectType({
  description:
    '适配款物 Money of a project, or goods of one kind, that a charity holds and could set aside for a claim now. Nothing of it is promised: the charity decides, and checks what it alone knows of the household. Who gave it is not told.',
})
export class FittingSupply {
  @Field(() => DonationForm, { description: '形式 Money or goods.' })
  form!: DonationForm;

  @Field(() => Fen, {
    description:
      '至多（分或件） How much could be set aside at most: fen of money, pieces of goods; never above the cap of the project for one case.',
  })
  available!: bigint;

  @Field(() => String, { nullable: true, description: '品名 What it is, of goods; null of money.' })
  item?: string;

  @Field(() => String, { nullable: true, description: '单位 In what it is counted, of goods; null of money.' })
  unit?: string;

  @Field(() => GoodsCondition, { nullable: true, description: '成色 Its condition, of goods; null of money.' })
  condition?: GoodsCondition;

  @Field(() => CalendarDate, {
    nullable: true,
    description: '有效期至 The last day on which it can be used, in Asia/Shanghai; null when it keeps.',
  })
  expiresOn?: string;

  @Field(() => Earmark, {
    nullable: true,
    description: '指定用途 What its donors gave it for, of goods: the claim keeps all of it. Null of money.',
  })
  earmark?: Earmark;

  @Field(() => DonationPoint, {
    nullable: true,
    description: '存放点 Where it was handed in, of goods; null when that is not known.',
  })
  point?: DonationPoint;

  @Field(() => ID, { description: '慈善组织 Global id of the charity that holds it, and that is to be asked for it.' })
  charityId!: string;

  @Field(() => ID, {
    nullable: true,
    description: '项目 Global id of the project whose budget would pay; null of goods that were given for none.',
  })
  projectId?: string;
}
