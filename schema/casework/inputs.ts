/** Promises the inputs of the commands on cases: one per mutation. */
import { Field, ID, InputType, Int } from 'type-graphql';
import { CommandInput } from '../command';
import { ConsentMethod } from '../household/consent';
import { CalendarDate, Uuid } from '../scalars';
import { Domain } from '../taxonomy/service-kind';
import { CaseClosureReason, CaseKind, DisputeKind, DisputeOutcome, GoalKind, GoalStatus } from './enums';

@InputType({ description: '抗风险能力 Resilience: five parts, each from 0 (none) to 4 (secure).' })
export class ResilienceInput {
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
}

@InputType({ description: '建案 A new case of a household that agreed to it. You become its case worker.' })
export class OpenCaseInput {
  @Field(() => Uuid, { description: '客户端生成的编号 The id of the case, made by the client, kept across retries.' })
  caseId!: string;

  @Field(() => ID, { description: '家庭 The household.' })
  householdId!: string;

  @Field(() => CaseKind, { description: '类别 What it is about.' })
  kind!: CaseKind;

  @Field(() => DisputeKind, { nullable: true, description: '纠纷类别 Needed for a family dispute, and only then.' })
  disputeKind?: DisputeKind | null;

  @Field(() => ID, {
    nullable: true,
    description:
      '专业机构 The organisation that serves it; needed for a restricted case, and then it must offer that help for restricted needs. For a general case the household must have consented to service delivery by it.',
  })
  providerOrganisationId?: string | null;

  @Field(() => ConsentMethod, {
    nullable: true,
    description:
      '对机构的同意方式 How the household agreed that the provider learns of a restricted case; it stands in the case alone, unseen by others. Not for a general case.',
  })
  providerAgreementMethod?: ConsentMethod | null;

  @Field(() => ConsentMethod, { description: '同意方式 How the household agreed to the case.' })
  agreementMethod!: ConsentMethod;

  @Field(() => Boolean, { defaultValue: false, description: '监护人同意 Whether a guardian agreed.' })
  guardianGiven: boolean = false;
}

@InputType({ description: '评估 What was found; may be given anew until the case has a plan.' })
export class AssessCaseInput {
  @Field(() => Uuid, {
    description: '客户端生成的编号 The id of the assessment, made by the client, kept across retries.',
  })
  assessmentId!: string;

  @Field(() => ID, { description: '个案 The case.' })
  caseId!: string;

  @Field(() => [Domain], { description: '领域 Domains in which help is needed, 1 to 7.' })
  domains!: Domain[];

  @Field(() => String, { description: '优势 What it can build on, 1 to 2000 characters; sealed.' })
  strengths!: string;

  @Field(() => String, { description: '风险 What threatens it, 1 to 2000 characters; sealed.' })
  risks!: string;

  @Field(() => ResilienceInput, { description: '抗风险能力 Resilience now.' })
  resilience!: ResilienceInput;
}

@InputType({ description: '步骤 One step towards a goal.' })
export class CaseStepInput {
  @Field(() => Uuid, { description: '客户端生成的编号 The id of the step, made by the client.' })
  stepId!: string;

  @Field(() => String, { description: '内容 What is to be done, 1 to 500 characters; sealed.' })
  text!: string;

  @Field(() => ID, { description: '负责人 Global id of the account that does it; it must be allowed to see the case.' })
  ownerId!: string;

  @Field(() => CalendarDate, { description: '期限 The last day, today or later.' })
  dueOn!: string;
}

@InputType({ description: '目标 A goal with its steps.' })
export class CaseGoalInput {
  @Field(() => Uuid, { description: '客户端生成的编号 The id of the goal, made by the client.' })
  goalId!: string;

  @Field(() => GoalKind, { description: '类型 Survival or development.' })
  kind!: GoalKind;

  @Field(() => String, { description: '内容 The goal in words, 1 to 500 characters; sealed.' })
  text!: string;

  @Field(() => [CaseStepInput], { description: '步骤 0 to 10 steps.' })
  steps!: CaseStepInput[];
}

@InputType({ description: '服务计划 Goals that are added to the plan; the first of them begins the service.' })
export class PlanCaseInput extends CommandInput {
  @Field(() => ID, { description: '个案 The case, assessed or in service.' })
  caseId!: string;

  @Field(() => [CaseGoalInput], { description: '目标 1 to 10 goals.' })
  goals!: CaseGoalInput[];

  @Field(() => CalendarDate, { description: '下次评审日 The day of the next review, after today, within 180 days.' })
  nextReviewOn!: string;
}

@InputType({ description: '完成步骤 That a step was done.' })
export class CompleteCaseStepInput extends CommandInput {
  @Field(() => ID, { description: '个案 The case, in service.' })
  caseId!: string;

  @Field(() => ID, { description: '步骤 The step.' })
  stepId!: string;

  @Field(() => CalendarDate, { description: '完成日 The day, today at the latest.' })
  doneOn!: string;
}

@InputType({ description: '目标结果 What became of a goal.' })
export class SettleCaseGoalInput extends CommandInput {
  @Field(() => ID, { description: '个案 The case, in service.' })
  caseId!: string;

  @Field(() => ID, { description: '目标 The goal, open.' })
  goalId!: string;

  @Field(() => GoalStatus, { description: '结果 REACHED or DROPPED.' })
  status!: GoalStatus;
}

@InputType({ description: '关联服务 Something that serves the case.' })
export class LinkCaseServiceInput extends CommandInput {
  @Field(() => ID, { description: '个案 The case, not closed.' })
  caseId!: string;

  @Field(() => ID, {
    description:
      '对象 Global id of a need, claim, service record (an hour of counselling), donation for one of its needs, allocation, policy link, policy application, placement or enrolment of the same household that you may see.',
  })
  subjectId!: string;
}

@InputType({ description: '评审 A review of the case.' })
export class ReviewCaseInput {
  @Field(() => Uuid, { description: '客户端生成的编号 The id of the review, made by the client, kept across retries.' })
  reviewId!: string;

  @Field(() => ID, { description: '个案 The case, in service.' })
  caseId!: string;

  @Field(() => String, { description: '记录 What was seen, 1 to 2000 characters; sealed.' })
  note!: string;

  @Field(() => ResilienceInput, { description: '抗风险能力 Resilience now.' })
  resilience!: ResilienceInput;

  @Field(() => CalendarDate, { description: '下次评审日 The day of the next review, after today, within 180 days.' })
  nextReviewOn!: string;
}

@InputType({ description: '移交 Who works on the case from now on. The former worker leaves the list.' })
export class HandOverCaseInput extends CommandInput {
  @Field(() => ID, { description: '个案 The case, not closed.' })
  caseId!: string;

  @Field(() => ID, {
    description: '接手人 Global id of an account that serves the area of the household, or is of the provider.',
  })
  accountId!: string;
}

@InputType({ description: '共同服务 Who may see the case beside you.' })
export class ShareCaseInput extends CommandInput {
  @Field(() => ID, { description: '个案 The case, not closed.' })
  caseId!: string;

  @Field(() => ID, {
    description: '账号 Global id of an account that serves the area of the household, or is of the provider.',
  })
  accountId!: string;
}

@InputType({ description: '停止共同服务 Who is no longer on the list. The case worker cannot be taken off.' })
export class UnshareCaseInput extends CommandInput {
  @Field(() => ID, { description: '个案 The case.' })
  caseId!: string;

  @Field(() => ID, { description: '账号 Global id of the account.' })
  accountId!: string;
}

@InputType({ description: '机构退出 That the household withdrew its consent to the provider.' })
export class ReleaseCaseProviderInput extends CommandInput {
  @Field(() => ID, { description: '个案 The case.' })
  caseId!: string;
}

@InputType({ description: '结案 The end of a case.' })
export class CloseCaseInput extends CommandInput {
  @Field(() => ID, { description: '个案 The case, not closed.' })
  caseId!: string;

  @Field(() => CaseClosureReason, {
    description: '原因 GOALS_REACHED needs a plan of which no goal is open, DISPUTE_SETTLED a family dispute.',
  })
  reason!: CaseClosureReason;

  @Field(() => DisputeOutcome, { nullable: true, description: '纠纷结果 Needed with DISPUTE_SETTLED, and only then.' })
  disputeOutcome?: DisputeOutcome | null;

  @Field(() => ResilienceInput, {
    nullable: true,
    description: '抗风险能力 Resilience at the end; needed once assessed.',
  })
  resilience?: ResilienceInput | null;

  @Field(() => String, { description: '说明 What is written at the end, 1 to 2000 characters; sealed.' })
  note!: string;
}

@InputType({
  description: '紧急查阅 Opens the restricted cases of a household to you for 24 hours; their lists are told.',
})
export class BreakGlassInput extends CommandInput {
  @Field(() => ID, { description: '家庭 The household.' })
  householdId!: string;

  @Field(() => String, {
    description: '理由 Why, 10 to 200 characters, without personal data; everyone on the lists reads it.',
  })
  reason!: string;
}
