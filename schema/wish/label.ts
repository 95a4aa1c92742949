/** Promises the label of goods that were checked for a wish: an opaque code and what to print, nothing of the household. */
import { createUnionType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { GoodsCondition } from '../donation/enums';
import { CardRevealsIdentity } from '../need/refusals';
import { InvalidInput, NotFound, WrongState } from '../refusals';
import { Instant, Uuid } from '../scalars';

@ObjectType({
  description: '微心愿标签 The label of goods that were checked for a wish; its code opens nothing to who finds it.',
})
export class WishLabel {
  @Field(() => ID, { description: '标签编号 Global id.' })
  id!: string;

  @Field(() => ID, { description: '微心愿 Global id of the need.' })
  wishId!: string;

  @Field(() => String, { description: '标签码 Its code, four groups of four characters; it says nothing by itself.' })
  code!: string;

  @Field(() => String, { description: '物品 What was checked.' })
  item!: string;

  @Field(() => Int, { description: '数量 How many pieces.' })
  quantity!: number;

  @Field(() => GoodsCondition, { description: '成色 Its condition.' })
  condition!: GoodsCondition;

  @Field(() => String, { nullable: true, description: '检查说明 What was found.' })
  note?: string;

  @Field(() => [String], { description: '打印内容 The lines to print, from above.' })
  printed!: string[];

  @Field(() => ID, { description: '检查人 The account that checked it.' })
  checkedBy!: string;

  @Field(() => Instant, { description: '检查时间 When it was checked.' })
  checkedAt!: Date;
}

@InputType({ description: '检查物资 Goods that were checked for a wish.' })
export class CheckWishGoodsInput {
  @Field(() => Uuid, { description: '客户端生成的编号 The id of the label, made by the client.' })
  labelId!: string;

  @Field(() => ID, { description: '微心愿 Global id of the need.' })
  wishId!: string;

  @Field(() => String, {
    nullable: true,
    description: '物品 What it is, 1 to 60 characters; the thing that was wished for when left out.',
  })
  item?: string | null;

  @Field(() => Int, { defaultValue: 1, description: '数量 How many pieces, 1 to 1000.' })
  quantity: number = 1;

  @Field(() => GoodsCondition, { description: '成色 Its condition.' })
  condition!: GoodsCondition;

  @Field(() => String, {
    nullable: true,
    description: '检查说明 What was found, up to 200 characters; it names nobody.',
  })
  note?: string | null;
}

export const CheckWishGoodsResult = createUnionType({
  name: 'CheckWishGoodsResult',
  description: '检查结果 The label to print, or why not.',
  types: () => [WishLabel, NotFound, WrongState, InvalidInput, CardRevealsIdentity, IdempotencyMismatch] as const,
});
