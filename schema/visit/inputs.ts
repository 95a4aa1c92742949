/** Promises the inputs of discovery. */
import { Field, ID, InputType } from 'type-graphql';
import { CommandInput } from '../command';
import { Barrier } from '../household/household';
import { CalendarDate, Instant, Uuid } from '../scalars';
import { NextStep, RootCause, TriggerVoidingReason, VisitResult, VisitTrigger } from './enums';

@InputType({ description: '人员 The person whom a trigger tells of, recognised by the resident number.' })
export class TriggerPersonInput {
  @Field(() => String, { description: '姓名 Name, 1 to 50 characters.' })
  name!: string;

  @Field(() => String, { description: '公民身份号码 Resident number of 18 digits (GB 11643).' })
  residentNumber!: string;

  @Field(() => String, { nullable: true, description: '手机号 Mobile phone of 11 digits.' })
  phone?: string | null;

  @Field(() => String, { nullable: true, description: '住址 Address, 1 to 200 characters.' })
  address?: string | null;

  @Field(() => String, {
    description: '区划代码 Where the person is said to live: street (9 digits), community (12) or grid (15).',
  })
  areaCode!: string;
}

@InputType({ description: '报送情形 One of the five triggers, of a household that you serve or of a person.' })
export class ReportTriggerInput {
  @Field(() => Uuid, { description: '任务编号 Id of the obligation, made by the client and kept across retries.' })
  obligationId!: string;

  @Field(() => VisitTrigger, { description: '情形 What happened.' })
  trigger!: VisitTrigger;

  @Field(() => CalendarDate, {
    description: '发生日期 The day on which it happened, not after today, at most 366 days ago.',
  })
  occurredOn!: string;

  @Field(() => ID, { nullable: true, description: '家庭 Global id of the household; or name a person.' })
  householdId?: string | null;

  @Field(() => TriggerPersonInput, { nullable: true, description: '人员 The person; or name a household.' })
  person?: TriggerPersonInput | null;

  @Field(() => ID, {
    nullable: true,
    description:
      '报送部门 Global id of the public institution for which you report; left out by those who serve the area.',
  })
  departmentId?: string | null;

  @Field(() => String, { nullable: true, description: '来源编号 Your own number of the report, 1 to 64 characters.' })
  reference?: string | null;
}

@InputType({ description: '撤销误报 That a trigger was wrong.' })
export class VoidTriggerInput extends CommandInput {
  @Field(() => ID, { description: '必访任务 Global id of the obligation that the trigger began.' })
  obligationId!: string;

  @Field(() => TriggerVoidingReason, { description: '误报原因 What is wrong with it.' })
  reason!: TriggerVoidingReason;
}

@InputType({ description: '走访记录 A visit, as it took place; may be made offline and sent later.' })
export class RecordVisitInput {
  @Field(() => Uuid, { description: '走访编号 Id made by the device and kept across retries.' })
  visitId!: string;

  @Field(() => ID, { nullable: true, description: '家庭 Global id of the household visited; or name a found person.' })
  householdId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      '待核实人员 Global id of a found person who was not met or wished no visit. Whoever was met is registered first.',
  })
  foundPersonId?: string | null;

  @Field(() => [ID], {
    description: '必访任务 Global ids of the obligations that this visit settles; empty for a daily visit.',
  })
  obligationIds!: string[];

  @Field(() => Instant, { description: '走访时间 When it took place: not in the future, at most 30 days ago.' })
  visitedAt!: Date;

  @Field(() => VisitResult, { description: '结果 What came of it.' })
  result!: VisitResult;

  @Field(() => [RootCause], { description: '致困根源 Root causes; none unless the visit was completed.' })
  rootCauses!: RootCause[];

  @Field(() => [Barrier], { description: '求助障碍 The barriers found; none unless the visit was completed.' })
  barriers!: Barrier[];

  @Field(() => [ID], {
    description: '发现的需求 Global ids of needs of the household that were registered because of the visit.',
  })
  needIds!: string[];

  @Field(() => [ID], {
    nullable: true,
    description: '照片 Global ids of pictures of the household that were sent before, 20 at most.',
  })
  photoIds?: string[] | null;

  @Field(() => NextStep, { description: '下一步 What is to follow.' })
  nextStep!: NextStep;

  @Field(() => String, {
    nullable: true,
    description: '情况记录 What was found, 1 to 2,000 characters; sealed with the key of the household.',
  })
  findings?: string | null;
}
