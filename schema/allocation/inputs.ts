/** Promises the inputs of the commands and questions on allocations. */
import { Field, ID, InputType } from 'type-graphql';
import { Fen, Uuid } from '../scalars';
import { DeliveryReversalReason } from './enums';

@InputType({ description: '人工分配 Set a part of a named donation aside for a need.' })
export class AllocateDonationInput {
  @Field(() => Uuid, { description: '客户端生成的编号 The id of the allocation, made by the client.' })
  allocationId!: string;

  @Field(() => ID, { description: '捐赠 The donation, received by your charity.' })
  donationId!: string;

  @Field(() => ID, { nullable: true, description: '批次 The lot, of goods; none of money.' })
  lotId?: string;

  @Field(() => ID, { description: '需求 The need.' })
  needId!: string;

  @Field(() => ID, {
    nullable: true,
    description: '接单 The claim that delivers it; left out for the need as a whole.',
  })
  claimId?: string;

  @Field(() => ID, {
    nullable: true,
    description: '项目 Whose budget pays; left out: the project that it was given for, or none.',
  })
  projectId?: string;

  @Field(() => Fen, { description: '金额（分）或数量 How many fen, or pieces; above zero.' })
  amount!: bigint;
}

/** Money, or one kind of goods. */
@InputType()
export abstract class WantedStockInput {
  @Field(() => Fen, { nullable: true, description: '金额（分） How much money, above zero; none for goods.' })
  amountFen?: bigint;

  @Field(() => String, { nullable: true, description: '品名 Which goods, as the lots name them; none for money.' })
  item?: string;

  @Field(() => String, { nullable: true, description: '单位 In what the goods are counted.' })
  unit?: string;

  @Field(() => Fen, { nullable: true, description: '数量 How many pieces, a whole number above zero.' })
  pieces?: bigint;
}

@InputType({ description: '分配请求 What is wanted for a need, of money or of one kind of goods.' })
export class AllocationWishInput extends WantedStockInput {
  @Field(() => ID, { description: '慈善组织 The charity whose donations are asked for.' })
  charityId!: string;

  @Field(() => ID, { description: '需求 The need.' })
  needId!: string;

  @Field(() => ID, {
    nullable: true,
    description: '接单 The claim that delivers it; left out for the need as a whole.',
  })
  claimId?: string;

  @Field(() => ID, {
    nullable: true,
    description: '项目 Only by the budget of this project; left out: of any project of the charity that is open.',
  })
  projectId?: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: '不占预算 Of donations for no project, by no budget; false when left out.',
  })
  withoutBudget: boolean = false;
}

@InputType({
  description: '自动分配 Set donations aside by rule: what expires first, then what is bound most narrowly.',
})
export class AllocateAutomaticallyInput extends AllocationWishInput {
  @Field(() => Uuid, { description: '客户端生成的编号 The id of this command, made by the client.' })
  commandId!: string;
}

@InputType({ description: '释放分配 Give what is set aside back to its donation and budget.' })
export class ReleaseAllocationInput {
  @Field(() => Uuid, { description: '客户端生成的编号 The id of this command, made by the client.' })
  releaseId!: string;

  @Field(() => ID, { description: '分配 The allocation.' })
  allocationId!: string;
}

@InputType({ description: '冲正送达 Take a confirmed delivery back, as a correction.' })
export class ReverseDeliveryInput {
  @Field(() => Uuid, { description: '客户端生成的编号 The id of this correction, made by the client.' })
  reversalId!: string;

  @Field(() => ID, { description: '分配 The allocation that was delivered.' })
  allocationId!: string;

  @Field(() => DeliveryReversalReason, { description: '原因 Why.' })
  reason!: DeliveryReversalReason;
}
