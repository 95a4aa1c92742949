/** Promises what a household may ask of its own data, and where that stands (PIPL articles 44 to 50). */
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../connection';
import { Node } from '../node';
import { CalendarDate, Instant } from '../scalars';

export enum RightsRequestKind {
  ACCESS = 'ACCESS',
  CORRECTION = 'CORRECTION',
  ERASURE = 'ERASURE',
}

registerEnumType(RightsRequestKind, {
  name: 'RightsRequestKind',
  description: '请求种类 What is asked for.',
  valuesConfig: {
    ACCESS: { description: '查阅、复制 To see and to get a copy of everything (PIPL article 45).' },
    CORRECTION: { description: '更正、补充 To correct or complete (PIPL article 46).' },
    ERASURE: { description: '删除 To erase (PIPL article 47).' },
  },
});

export enum RightsRequester {
  HOUSEHOLD = 'HOUSEHOLD',
  GUARDIAN = 'GUARDIAN',
  NEAR_RELATIVE = 'NEAR_RELATIVE',
  RETENTION_RULE = 'RETENTION_RULE',
}

registerEnumType(RightsRequester, {
  name: 'RightsRequester',
  description: '请求人 Who asks.',
  valuesConfig: {
    HOUSEHOLD: { description: '家庭成员本人 A member of the household.' },
    GUARDIAN: { description: '监护人 A guardian.' },
    NEAR_RELATIVE: { description: '死者近亲属 A near relative of one who died (PIPL article 49).' },
    RETENTION_RULE: { description: '保存期限规则 A rule of retention, by the job of each night; never by hand.' },
  },
});

export enum RightsRequestStatus {
  RECEIVED = 'RECEIVED',
  APPROVED = 'APPROVED',
  REFUSED = 'REFUSED',
  DONE = 'DONE',
}

registerEnumType(RightsRequestStatus, {
  name: 'RightsRequestStatus',
  description: '请求状态 Where a request stands.',
  valuesConfig: {
    RECEIVED: { description: '已受理 Taken down; another person decides.' },
    APPROVED: { description: '已同意 Approved, not done yet.' },
    REFUSED: { description: '已拒绝 Refused, with the reason.' },
    DONE: { description: '已办结 Done.' },
  },
});

export enum RightsRefusalReason {
  IDENTITY_NOT_SHOWN = 'IDENTITY_NOT_SHOWN',
  RETENTION_DUTY = 'RETENTION_DUTY',
  NOT_CONCERNED = 'NOT_CONCERNED',
  WITHDRAWN = 'WITHDRAWN',
}

registerEnumType(RightsRefusalReason, {
  name: 'RightsRefusalReason',
  description: '拒绝原因 Why a request is refused; the household is told.',
  valuesConfig: {
    IDENTITY_NOT_SHOWN: { description: '未能核实身份 Whoever asks did not show who they are.' },
    RETENTION_DUTY: {
      description: '法定保存期限未满 A period that the law sets is not over (PIPL article 47, paragraph 2).',
    },
    NOT_CONCERNED: { description: '与本家庭无关 It is not about this household.' },
    WITHDRAWN: { description: '请求人撤回 Whoever asked withdrew it.' },
  },
});

@ObjectType({
  implements: Node,
  description: '个人信息权利请求 What a household asked of its own data, with its clock.',
})
export class RightsRequest {
  @Field(() => ID, { description: '全局编号 Opaque id.' })
  id!: string;

  @Field(() => RightsRequestKind, { description: '种类 What is asked for.' })
  kind!: RightsRequestKind;

  @Field(() => RightsRequester, { description: '请求人 Who asks.' })
  requester!: RightsRequester;

  @Field(() => RightsRequestStatus, { description: '状态 Where it stands.' })
  status!: RightsRequestStatus;

  @Field(() => CalendarDate, { description: '受理日 The day on which it came, in Asia/Shanghai.' })
  receivedOn!: string;

  @Field(() => CalendarDate, {
    description:
      '办理期限 The last day in time: the fifteenth working day after the day it came, by the notices of holidays taken over when it came; in a year without a notice, days from Monday to Friday.',
  })
  dueOn!: string;

  @Field(() => Boolean, { description: '是否逾期 Whether it was, or is, answered after its last day.' })
  overdue!: boolean;

  @Field(() => RightsRefusalReason, { nullable: true, description: '拒绝原因 Why it was refused.' })
  refusalReason?: RightsRefusalReason;

  @Field(() => Instant, { nullable: true, description: '决定时间 When somebody decided.' })
  decidedAt?: Date;

  @Field(() => Instant, { nullable: true, description: '办结时间 When it was done.' })
  doneAt?: Date;

  /** Not in the contract: for the edge to the household. */
  householdId!: string;
}

export const RightsRequestConnection = connectionOf('RightsRequest', () => RightsRequest);

@ObjectType({
  description: '个人信息副本 Everything that is held of a household, opened, as a file and as a page to print.',
})
export class HouseholdDataExport {
  @Field(() => RightsRequest, { description: '请求 The request that it answers, done.' })
  request!: RightsRequest;

  @Field(() => String, {
    description:
      '数据文件 JSON: {"madeAt", "sections": [{"table", "title": {"zh","en"}, "kept": {"zh","en"}, "rows": [...]}]}; amounts of money in fen.',
  })
  json!: string;

  @Field(() => String, { description: '可打印页面 The same as one HTML page that runs nothing.' })
  page!: string;
}

@ObjectType({ description: '保存期限规则 How long something is kept, and why.' })
export class RetentionRule {
  @Field(() => String, { description: '代码 Its code, e.g. SERVICE_NOTE.' })
  code!: string;

  @Field(() => Int, { description: '保存天数 Days.' })
  keepDays!: number;

  @Field(() => String, { description: '依据（中文） Its basis, in Chinese.' })
  basisZh!: string;

  @Field(() => String, { description: '依据（英文） Its basis, in English.' })
  basisEn!: string;
}

@ObjectType({ description: '规则执行结果 What a rule found, and ended when it was no trial.' })
export class RetentionResult {
  @Field(() => String, { description: '规则代码 The code of the rule.' })
  code!: string;

  @Field(() => Int, { description: '数量 How many are over their time.' })
  count!: number;
}

@ObjectType({ description: '保存期限执行报告 One run of all rules.' })
export class RetentionRun {
  @Field(() => Boolean, { description: '试运行 Whether it only counted.' })
  dry!: boolean;

  @Field(() => Instant, { description: '时间 When.' })
  at!: Date;

  @Field(() => [RetentionResult], { description: '结果 One for each rule.' })
  results!: RetentionResult[];
}
