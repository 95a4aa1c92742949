/** Promises the one-to-one case of the contract: what stands in the open about it, and its record that is read with a reason. */
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../connection';
import { ConsentMethod } from '../household/consent';
import { Node } from '../node';
import { CalendarDate, Instant } from '../scalars';
import { Domain } from '../taxonomy/service-kind';
import {
  AccessGround,
  CaseClosureReason,
  CaseKind,
  CaseStatus,
  DisputeKind,
  DisputeOutcome,
  GoalKind,
  GoalStatus,
} from './enums';

@ObjectType({
  description:
    '抗风险能力 Resilience on the scale of the product: five parts, each 0 (none) to 4 (secure), 0 to 20 in all; higher is better.',
})
export class Resilience {
  @Field(() => Int, { description: '收入 Steady income, 0 to 4.' })
  income!: number;

  @Field(() => Int, { description: '健康与照护 Health and care, 0 to 4.' })
  health!: number;

  @Field(() => Int, { description: '社会支持 People who help, 0 to 4.' })
  support!: number;

  @Field(() => Int, { description: '住所 A safe home, 0 to 4.' })
  housing!: number;

  @Field(() => Int, { description: '应对突发 Means against a sudden blow, 0 to 4.' })
  coping!: number;

  @Field(() => Int, { description: '总分 The sum, 0 to 20.' })
  total!: number;
}

@ObjectType({ description: '个案评估 What was found when the case was assessed.' })
export class CaseAssessment {
  @Field(() => [Domain], { description: '领域 The domains in which help is needed.' })
  domains!: Domain[];

  @Field(() => String, { description: '优势 What the household can build on, in words.' })
  strengths!: string;

  @Field(() => String, { description: '风险 What threatens it, in words.' })
  risks!: string;

  @Field(() => Instant, { description: '评估时间 When.' })
  assessedAt!: Date;
}

@ObjectType({ description: '服务步骤 One step towards a goal.' })
export class CaseStep {
  @Field(() => ID, { description: '全局编号 Opaque id.' })
  id!: string;

  @Field(() => String, { description: '内容 What is to be done.' })
  text!: string;

  @Field(() => ID, { description: '负责人 Global id of the account that does it.' })
  ownerId!: string;

  @Field(() => CalendarDate, { description: '期限 The last day.' })
  dueOn!: string;

  @Field(() => CalendarDate, { nullable: true, description: '完成日 When it was done.' })
  doneOn?: string;

  @Field(() => Boolean, { description: '是否逾期 Whether it is open after its last day.' })
  overdue!: boolean;
}

@ObjectType({ description: '服务目标 A goal of the plan.' })
export class CaseGoal {
  @Field(() => ID, { description: '全局编号 Opaque id.' })
  id!: string;

  @Field(() => GoalKind, { description: '类型 Survival or development.' })
  kind!: GoalKind;

  @Field(() => String, { description: '内容 The goal in words.' })
  text!: string;

  @Field(() => GoalStatus, { description: '状态 How it stands.' })
  status!: GoalStatus;

  @Field(() => [CaseStep], { description: '步骤 Its steps, by day.' })
  steps!: CaseStep[];
}

@ObjectType({ description: '个案评审 A review of the case on its day.' })
export class CaseReview {
  @Field(() => String, { description: '记录 What was seen.' })
  note!: string;

  @Field(() => Resilience, { description: '抗风险能力 Resilience as it was then.' })
  resilience!: Resilience;

  @Field(() => Instant, { description: '评审时间 When.' })
  reviewedAt!: Date;
}

@ObjectType({ description: '个案记录 What is written of the case. Each reading is written down with its reason.' })
export class CaseRecord {
  @Field(() => [CaseAssessment], { description: '评估 The assessments, the newest first.' })
  assessments!: CaseAssessment[];

  @Field(() => [CaseGoal], { description: '目标 The goals with their steps.' })
  goals!: CaseGoal[];

  @Field(() => [CaseReview], { description: '评审 The reviews, the newest first.' })
  reviews!: CaseReview[];

  @Field(() => String, { nullable: true, description: '结案说明 What was written at the end.' })
  closingNote?: string;
}

@ObjectType({ description: '关联服务 Something of the product that serves this case.' })
export class CaseService {
  @Field(() => ID, {
    description:
      '对象 Global id: a need, a claim, a service record, a donation, an allocation, a policy link, a policy application, a placement, an enrolment; open it by `node`, a service record by its claim, a policy link by the household.',
  })
  subjectId!: string;

  @Field(() => Instant, { description: '关联时间 When it was linked.' })
  linkedAt!: Date;
}

@ObjectType({ description: '可查阅人员 Somebody who is, or was, on the list of a case.' })
export class CaseAccess {
  @Field(() => ID, { description: '账号 Global id of the account.' })
  accountId!: string;

  @Field(() => AccessGround, { description: '依据 Why.' })
  ground!: AccessGround;

  @Field(() => String, { nullable: true, description: '理由 The reason of an opening by the bureau.' })
  reason?: string;

  @Field(() => Instant, { description: '开始时间 From when.' })
  since!: Date;

  @Field(() => Instant, { nullable: true, description: '截止时间 Until when; null while it has no end.' })
  until?: Date;
}

@ObjectType({ description: '查阅记录 One reading of a case.' })
export class CaseReading {
  @Field(() => ID, { nullable: true, description: '账号 Global id of the account that read.' })
  accountId?: string;

  @Field(() => String, {
    description: '范围 What was read: CASE, RECORD, or BREAK_GLASS for an opening by the bureau.',
  })
  what!: string;

  @Field(() => String, { nullable: true, description: '理由 The stated reason of a reading of the record.' })
  reason?: string;

  @Field(() => Instant, { description: '时间 When.' })
  at!: Date;
}

@ObjectType({
  implements: Node,
  description:
    '个案 A one-to-one case of a household. A restricted one is there for those on its list only; for all others it does not exist.',
})
export class CareCase extends Node {
  @Field(() => CaseKind, { description: '类别 What it is about.' })
  kind!: CaseKind;

  @Field(() => DisputeKind, { nullable: true, description: '纠纷类别 Of a family dispute.' })
  disputeKind?: DisputeKind;

  @Field(() => CaseStatus, { description: '状态 How it stands.' })
  status!: CaseStatus;

  @Field(() => ID, { description: '个案负责人 Global id of the account of the case worker.' })
  workerId!: string;

  @Field(() => ConsentMethod, { description: '同意方式 How the household agreed to the case.' })
  agreementMethod!: ConsentMethod;

  @Field(() => Resilience, { nullable: true, description: '介入前 Resilience at the first assessment.' })
  resilienceBefore?: Resilience;

  @Field(() => Resilience, { nullable: true, description: '介入后 Resilience at the end.' })
  resilienceAfter?: Resilience;

  @Field(() => CalendarDate, { nullable: true, description: '下次评审日 The day of the next review.' })
  nextReviewOn?: string;

  @Field(() => CaseClosureReason, { nullable: true, description: '结案原因 Why it ended.' })
  closureReason?: CaseClosureReason;

  @Field(() => DisputeOutcome, { nullable: true, description: '纠纷结果 What became of the dispute.' })
  disputeOutcome?: DisputeOutcome;

  @Field(() => Instant, { description: '建案时间 When it was opened.' })
  openedAt!: Date;

  @Field(() => Instant, { nullable: true, description: '结案时间 When it ended.' })
  closedAt?: Date;

  /** Not in the contract: the local ids, for the field resolvers. */
  caseId!: string;
  householdId!: string;
  providerOrganisationId?: string;
}

export const CareCaseConnection = connectionOf('CareCase', () => CareCase);

@ObjectType({
  description: '紧急查阅结果 The restricted cases of a household that were opened; none when there are none.',
})
export class OpenedCases {
  @Field(() => [CareCase], { description: '个案 The cases, readable for 24 hours.' })
  cases!: CareCase[];
}
