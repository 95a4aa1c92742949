/** Promises the results of the commands on receipts, and the refusals that say why there is none. */
import { createUnionType, Field, Int, ObjectType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { Refusal } from '../refusal';
import { InvalidInput, NotFound, WrongState } from '../refusals';
import { Receipt, ReceiptSeries } from './receipt';

@ObjectType({
  implements: Refusal,
  description: '价值无凭证 Goods whose value nothing proves get no receipt.',
})
export class ValueNotEvidenced extends Refusal {
  @Field(() => [String], { description: '缺少凭证的物资 The goods that lack evidence.' })
  items: string[];

  constructor(items: readonly string[]) {
    super({
      zh: '捐赠物资缺少发票、报关单或评估等公允价值凭证，不得开具捐赠票据。请由捐赠人补充凭证后再开具。',
      en: 'Nothing proves the value of these goods, so no receipt may be issued. Ask the donor for an invoice, customs paper or appraisal.',
    });
    this.items = [...items];
  }
}

@ObjectType({ implements: Refusal, description: '票据已开具 The donation has a valid receipt.' })
export class ReceiptAlreadyIssued extends Refusal {
  @Field(() => String, { description: '票据号码 The number of the valid receipt.' })
  number: string;

  constructor(number: string) {
    super({
      zh: '该捐赠已有有效票据。如需更正，请作废后重开。',
      en: 'The donation has a valid receipt. To correct it, reissue it.',
    });
    this.number = number;
  }
}

@ObjectType({ implements: Refusal, description: '无可用号段 The charity has no series of numbers for this year.' })
export class NoReceiptSeries extends Refusal {
  @Field(() => Int, { description: '年度 The year.' })
  year: number;

  constructor(year: number) {
    super({
      zh: `${year} 年度尚未启用票据号段。请先录入财政部门核发的票据代码。`,
      en: `There is no series of numbers for ${year}. Enter the code that the finance department gave.`,
    });
    this.year = year;
  }
}

export const OpenReceiptSeriesResult = createUnionType({
  name: 'OpenReceiptSeriesResult',
  description: '启用号段结果 The series, or why not.',
  types: () => [ReceiptSeries, InvalidInput, NotFound, IdempotencyMismatch] as const,
});

const issuing = [
  Receipt,
  ValueNotEvidenced,
  ReceiptAlreadyIssued,
  NoReceiptSeries,
  InvalidInput,
  NotFound,
  WrongState,
  IdempotencyMismatch,
] as const;

export const IssueReceiptResult = createUnionType({
  name: 'IssueReceiptResult',
  description: '开具结果 The receipt, or why not.',
  types: () => issuing,
});

export const ReissueReceiptResult = createUnionType({
  name: 'ReissueReceiptResult',
  description: '重开结果 The new receipt, or why not.',
  types: () => issuing,
});

export const VoidReceiptResult = createUnionType({
  name: 'VoidReceiptResult',
  description: '作废结果 The voided receipt, or why not.',
  types: () => [Receipt, NotFound, WrongState, IdempotencyMismatch] as const,
});
