/** Promises the inputs and results of the commands on applications. */
import { createUnionType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { CommandInput } from '../command';
import { ConsentMethod } from '../household/consent';
import { MeansCheckNotAuthorised } from '../household/means';
import { Refusal } from '../refusal';
import { InvalidInput, NotFound, WrongState } from '../refusals';
import { CalendarDate, Uuid } from '../scalars';
import { ApplicationMode, ApplicationWithdrawalReason, AuthorityScope, PolicyApplication } from './application';

@InputType({ description: '开始代办 An application that is begun for people of a household.' })
export class BeginApplicationInput {
  @Field(() => Uuid, { description: '申请编号 Id made by the client and kept across retries.' })
  applicationId!: string;

  @Field(() => ID, { description: '家庭 Global id of the household.' })
  householdId!: string;

  @Field(() => ID, { description: '政策 Global id of a version that applies on the day.' })
  policyId!: string;

  @Field(() => [ID], { description: '申请人 Global ids of members of the household, at least one.' })
  memberIds!: string[];

  @Field(() => ApplicationMode, { description: '办理方式 Assisted or acted for.' })
  mode!: ApplicationMode;

  @Field(() => CalendarDate, { description: '开始日期 The day on which the help began, not after today.' })
  begunOn!: string;
}

@InputType({ description: '登记代办授权 The authority that a member gave; a new one replaces the one before.' })
export class AuthoriseApplicationInput extends CommandInput {
  @Field(() => ID, { description: '申请 Global id of the application.' })
  applicationId!: string;

  @Field(() => ID, { description: '授权人 Global id of a member of full age.' })
  memberId!: string;

  @Field(() => [AuthorityScope], { description: '授权事项 What it covers, at least one.' })
  scope!: AuthorityScope[];

  @Field(() => CalendarDate, { description: '有效期至 Its last day, at most three years ahead.' })
  until!: string;

  @Field(() => ConsentMethod, { description: '方式 How it was given.' })
  method!: ConsentMethod;
}

@InputType({ description: '登记材料 That documents of the checklist are there, or are not needed.' })
export class ProvideDocumentsInput extends CommandInput {
  @Field(() => ID, { description: '申请 Global id of the application.' })
  applicationId!: string;

  @Field(() => [Int], { description: '序号 Their places in the list, from 1; at least one.' })
  positions!: number[];

  @Field(() => CalendarDate, { description: '收齐日期 When they were there, not after today.' })
  providedOn!: string;

  @Field(() => Boolean, { defaultValue: false, description: '免交 The department does without them.' })
  isWaived: boolean = false;

  @Field(() => [ID], {
    nullable: true,
    description:
      '材料照片 Global ids of pictures of the paper, sent before by PUT /photos/{UUID}: of this household, of no other document, added to those it has, at most 10 in all. Name one place then, that is not waived.',
  })
  photoIds?: string[];
}

@InputType({ description: '提交申请 That the application was handed in.' })
export class SubmitApplicationInput extends CommandInput {
  @Field(() => ID, { description: '申请 Global id of the application.' })
  applicationId!: string;

  @Field(() => CalendarDate, { description: '提交日期 Not before it was begun and not after today.' })
  submittedOn!: string;
}

@InputType({ description: '登记受理 That the department accepted the application; its time begins.' })
export class AcceptApplicationInput extends CommandInput {
  @Field(() => ID, { description: '申请 Global id of the application.' })
  applicationId!: string;

  @Field(() => CalendarDate, { description: '受理日期 Not before it was handed in and not after today.' })
  acceptedOn!: string;
}

@InputType({ description: '登记决定 What the department decided.' })
export class DecideApplicationInput extends CommandInput {
  @Field(() => ID, { description: '申请 Global id of the application.' })
  applicationId!: string;

  @Field(() => Boolean, { description: '是否批准 Whether it was approved.' })
  approved!: boolean;

  @Field(() => CalendarDate, { description: '决定日期 Not before it was accepted and not after today.' })
  decidedOn!: string;

  @Field(() => String, { description: '决定文号 Number of the decision, up to 60 characters.' })
  decisionNumber!: string;
}

@InputType({ description: '撤回申请 That an application is not pursued any more.' })
export class WithdrawApplicationInput extends CommandInput {
  @Field(() => ID, { description: '申请 Global id of the application.' })
  applicationId!: string;

  @Field(() => ApplicationWithdrawalReason, { description: '撤回原因 Why.' })
  reason!: ApplicationWithdrawalReason;
}

@ObjectType({
  implements: Refusal,
  description: '缺少代办授权 Nobody authorised the adviser to hand it in, or not until that day.',
})
export class AuthorityMissing extends Refusal {
  constructor() {
    super({
      zh: '代办须有家庭成员的有效授权（含“提交申请”）。请先登记授权，或改为协办。',
      en: 'To act for a household needs the standing authority of a member to submit. Record it, or assist instead.',
    });
  }
}

@ObjectType({ implements: Refusal, description: '材料不齐 Documents of the checklist are missing.' })
export class DocumentsMissing extends Refusal {
  @Field(() => [String], { description: '缺少的材料 Which ones.' })
  missingDocuments: string[];

  constructor(documents: readonly string[]) {
    super({
      zh: `还缺少材料：${documents.join('、')}。请收齐后提交。`,
      en: `Documents are missing: ${documents.join(', ')}. Gather them, then submit.`,
    });
    this.missingDocuments = [...documents];
  }
}

@ObjectType({
  implements: Refusal,
  description: '已有在办申请 The household has an application for this policy under way.',
})
export class ApplicationUnderWay extends Refusal {
  constructor() {
    super({
      zh: '该家庭同一政策已有在办申请。请继续办理原申请。',
      en: 'The household has an application for this policy under way. Go on with that one.',
    });
  }
}

export const BeginApplicationResult = createUnionType({
  name: 'BeginApplicationResult',
  description: '开始代办结果 The application, or why not.',
  types: () => [PolicyApplication, ApplicationUnderWay, NotFound, InvalidInput, IdempotencyMismatch] as const,
});

export const StepApplicationResult = createUnionType({
  name: 'StepApplicationResult',
  description: '办理结果 The application after a step, or why not.',
  types: () =>
    [
      PolicyApplication,
      AuthorityMissing,
      DocumentsMissing,
      MeansCheckNotAuthorised,
      NotFound,
      WrongState,
      InvalidInput,
      IdempotencyMismatch,
    ] as const,
});
