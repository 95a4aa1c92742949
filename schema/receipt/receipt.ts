/** Promises the statutory donation receipt (公益事业捐赠票据) with every field of article 6 of the measures in force since 2024-02-01. */
import { Field, ID, ObjectType } from 'type-graphql';
import { Node } from '../node';
import { CalendarDate, Fen, Instant } from '../scalars';
import { ReceiptStatus, ReceiptVoidReason } from './enums';

@ObjectType({ description: '票据明细 One line of a receipt.' })
export class ReceiptLine {
  @Field(() => String, { description: '项目 What was given.' })
  item!: string;

  @Field(() => String, { description: '单位 In which unit.' })
  unit!: string;

  @Field(() => String, { description: '数量 How many, a whole number written as text.' })
  quantity!: string;

  @Field(() => Fen, { description: '标准 The value of one.' })
  standardFen!: bigint;

  @Field(() => Fen, { description: '金额 Quantity times standard.' })
  amountFen!: bigint;
}

@ObjectType({ description: '票面 Everything that stands on a receipt, and nothing else.' })
export class ReceiptFace {
  @Field(() => String, { description: '票据名称 The name of the bill.' })
  title!: string;

  @Field(() => String, { description: '监制章 Whose seal of supervision it bears.' })
  supervisor!: string;

  @Field(() => String, { description: '票据代码 The code of its series, 8 digits.' })
  code!: string;

  @Field(() => String, { description: '票据号码 Its number in the year, 10 digits, without gap.' })
  number!: string;

  @Field(() => String, { description: '校验码 The check code over its contents.' })
  checkCode!: string;

  @Field(() => String, {
    description: '二维码 What its QR code says when there is no checkUrl: mark, code, number and check code.',
  })
  qrText!: string;

  @Field(() => String, {
    nullable: true,
    description:
      '查验链接 Where anybody checks it, without a sign-in; its QR code leads there. The part behind # holds code, number and check code, and is never sent. Null where the server has no public address.',
  })
  checkUrl?: string;

  @Field(() => CalendarDate, { description: '开票日期 The day of issue in Asia/Shanghai.' })
  issuedOn!: string;

  @Field(() => String, { description: '交款人 Who gave.' })
  payer!: string;

  @Field(() => String, {
    nullable: true,
    description: '交款人统一社会信用代码 The credit code of who gave; null for a person.',
  })
  payerCreditCode?: string;

  @Field(() => String, { nullable: true, description: '项目编码 The code of the project that was given for.' })
  projectCode?: string;

  @Field(() => String, { description: '项目名称 The project that was given for.' })
  projectName!: string;

  @Field(() => [ReceiptLine], { description: '明细 Unit, quantity, standard and amount of each line.' })
  lines!: ReceiptLine[];

  @Field(() => Fen, { description: '合计（小写） The sum in figures.' })
  amountFen!: bigint;

  @Field(() => String, { description: '合计（大写） The sum in capital numerals.' })
  amountInCapitals!: string;

  @Field(() => String, { nullable: true, description: '备注 A remark.' })
  remark?: string;

  @Field(() => String, { nullable: true, description: '其他信息 Other information.' })
  other?: string;

  @Field(() => String, { description: '收款单位 Who received.' })
  payee!: string;

  @Field(() => String, { description: '复核人 Who reviewed it; another person than the cashier.' })
  reviewer!: string;

  @Field(() => String, { description: '收款人 Who issued it.' })
  cashier!: string;
}

@ObjectType({ implements: Node, description: '捐赠票据 A donation receipt, for its charity and its donor.' })
export class Receipt extends Node {
  @Field(() => ReceiptStatus, { description: '状态 Whether it is valid.' })
  status!: ReceiptStatus;

  @Field(() => ReceiptVoidReason, { nullable: true, description: '作废原因 Why it was voided.' })
  voidReason?: ReceiptVoidReason;

  @Field(() => Instant, { nullable: true, description: '作废时间 When it was voided.' })
  voidedAt?: Date;

  @Field(() => ID, { description: '捐赠 The donation it is for.' })
  donationId!: string;

  @Field(() => ID, { nullable: true, description: '所替换票据 The voided receipt that it replaces.' })
  replacesId?: string;

  @Field(() => ReceiptFace, { description: '票面 What stands on it.' })
  face!: ReceiptFace;

  /** Not part of the contract. */
  receiptId!: string;
}

@ObjectType({ description: '查验结果 What stands on the receipt that was checked, and whether it is valid.' })
export class VerifiedReceipt {
  @Field(() => ReceiptStatus, { description: '状态 Whether it is valid.' })
  status!: ReceiptStatus;

  @Field(() => ReceiptFace, { description: '票面 What stands on it; compare it with the page.' })
  face!: ReceiptFace;
}

@ObjectType({ description: '复核人 Somebody of the staff of a charity who may review its receipts.' })
export class ReceiptReviewer {
  @Field(() => ID, { description: '账号编号 Global id of the account.' })
  accountId!: string;

  @Field(() => String, { description: '姓名 The name that is printed.' })
  displayName!: string;
}

@ObjectType({ description: '票据号段 The series from which a charity draws the numbers of a year.' })
export class ReceiptSeries {
  @Field(() => ID, { description: '收款单位 The charity.' })
  organisationId!: string;

  @Field(() => String, { description: '年度 The year, as text.' })
  year!: string;

  @Field(() => String, { description: '票据代码 Its code.' })
  code!: string;

  @Field(() => String, { description: '最后号码 The number drawn last; 0 before the first.' })
  lastNumber!: string;
}
