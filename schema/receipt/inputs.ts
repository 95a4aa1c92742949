/** Promises the inputs of the commands on receipts: one per mutation. */
import { Field, ID, InputType, Int } from 'type-graphql';
import { CommandInput } from '../command';
import { Uuid } from '../scalars';
import { ReceiptVoidReason } from './enums';

@InputType({ description: '启用票据号段 Which series the finance department gave for a year.' })
export class OpenReceiptSeriesInput extends CommandInput {
  @Field(() => ID, { description: '收款单位 The charity; the caller is of its staff.' })
  organisationId!: string;

  @Field(() => Int, { description: '年度 The year, 2000 to 2199.' })
  year!: number;

  @Field(() => String, { description: '票据代码 8 digits.' })
  code!: string;

  @Field(() => String, { description: '监制章 Whose seal of supervision it bears.' })
  supervisor!: string;
}

@InputType({ description: '开具票据 For which donation, and who reviewed it.' })
export class IssueReceiptInput {
  @Field(() => Uuid, {
    description: '客户端生成的编号 The id of the receipt, made by the client and kept across retries.',
  })
  receiptId!: string;

  @Field(() => ID, { description: '捐赠 The donation, received.' })
  donationId!: string;

  @Field(() => ID, {
    description:
      '复核人账号 Global id of the account of who reviewed it: of the staff of the same charity, not the caller; its name is printed.',
  })
  reviewerAccountId!: string;

  @Field(() => String, { nullable: true, description: '备注 A remark.' })
  remark?: string;

  @Field(() => String, { nullable: true, description: '其他信息 Other information.' })
  other?: string;
}

@InputType({ description: '作废票据 Which receipt, and why.' })
export class VoidReceiptInput extends CommandInput {
  @Field(() => ID, { description: '票据 The receipt.' })
  receiptId!: string;

  @Field(() => ReceiptVoidReason, { description: '原因 Why.' })
  reason!: ReceiptVoidReason;
}

@InputType({ description: '重开票据 Which receipt is voided, why, and who reviewed the new one.' })
export class ReissueReceiptInput {
  @Field(() => Uuid, {
    description: '客户端生成的编号 The id of the new receipt, made by the client and kept across retries.',
  })
  receiptId!: string;

  @Field(() => ID, { description: '原票据 The receipt that is voided.' })
  replacesId!: string;

  @Field(() => ReceiptVoidReason, { description: '原因 Why.' })
  reason!: ReceiptVoidReason;

  @Field(() => ID, {
    description:
      '复核人账号 Global id of the account of who reviewed it: of the staff of the same charity, not the caller; its name is printed.',
  })
  reviewerAccountId!: string;

  @Field(() => String, { nullable: true, description: '备注 A remark.' })
  remark?: string;

  @Field(() => String, { nullable: true, description: '其他信息 Other information.' })
  other?: string;
}
