/** Promises discovery in the contract: the obligation to visit, the person who was found, and the record of a visit. */
import { Field, ID, ObjectType } from 'type-graphql';
import { connectionOf } from '../connection';
import { Barrier } from '../household/household';
import { Node } from '../node';
import { CalendarDate, Instant } from '../scalars';
import {
  FoundPersonOutcome,
  NextStep,
  RootCause,
  TriggerChannel,
  VisitClosingReason,
  VisitObligationState,
  VisitResult,
  VisitTrigger,
} from './enums';

@ObjectType({
  implements: Node,
  description: '必访任务 A trigger and the visit that it obliges to, seen by those who serve the area.',
})
export class VisitObligation {
  @Field(() => ID, { description: '全局编号 Opaque id.' })
  id!: string;

  @Field(() => VisitTrigger, { description: '情形 What obliges to the visit.' })
  trigger!: VisitTrigger;

  @Field(() => CalendarDate, { description: '发生日期 The day on which it happened.' })
  occurredOn!: string;

  @Field(() => TriggerChannel, { description: '报送渠道 How it was told.' })
  channel!: TriggerChannel;

  @Field(() => String, { nullable: true, description: '来源编号 The number that the department gave to its report.' })
  reference?: string;

  @Field(() => String, { description: '区划代码 Code of the grid, community or street, 9 to 15 digits.' })
  areaCode!: string;

  @Field(() => CalendarDate, {
    description: '报送日期 The day on which the platform was told; the clock runs from it.',
  })
  reportedOn!: string;

  @Field(() => CalendarDate, { description: '最迟走访日 The last day on which the visit is in time.' })
  dueOn!: string;

  @Field(() => VisitObligationState, { description: '状态 Where it stands today.' })
  state!: VisitObligationState;

  @Field(() => ID, {
    nullable: true,
    description: '责任顾问 Global id of the account that is to visit; null: nobody yet.',
  })
  adviserId?: string;

  @Field(() => Instant, { nullable: true, description: '升级时间 When the street was told that it is overdue.' })
  escalatedAt?: Date;

  @Field(() => Instant, { nullable: true, description: '走访时间 When the visit that settled it took place.' })
  doneAt?: Date;

  @Field(() => Instant, {
    nullable: true,
    description: '终止时间 When it ended without a visit; null: it was done, or is owed still.',
  })
  closedAt?: Date;

  @Field(() => VisitClosingReason, { nullable: true, description: '终止原因 Why it ended without a visit.' })
  closingReason?: VisitClosingReason;

  /** Not in the contract: local ids for the edges. */
  obligationId!: string;
  householdId?: string;
  foundPersonId?: string;
  visitId?: string;
}

export const VisitObligationConnection = connectionOf('VisitObligation', () => VisitObligation);

@ObjectType({
  description:
    '待核实人员 A person whom a trigger tells of and who is in no registered household. Kept under statutory duty (PIPL article 13(3)) until the visit settles it; then who it was is erased.',
})
export class FoundPerson {
  @Field(() => ID, { description: '全局编号 Opaque id.' })
  id!: string;

  @Field(() => String, { description: '区划代码 Where the person is said to live, 9 to 15 digits.' })
  areaCode!: string;

  @Field(() => Instant, { description: '发现时间 When the first trigger told of the person.' })
  foundAt!: Date;

  @Field(() => FoundPersonOutcome, {
    nullable: true,
    description: '核实结果 What became of it; null while it is open.',
  })
  outcome?: FoundPersonOutcome;

  /** Not in the contract: the local id. */
  foundPersonId!: string;
}

@ObjectType({ description: '待核实人员身份 Who a found person is said to be. Each reading is written to the audit.' })
export class FoundPersonIdentity {
  @Field(() => String, { description: '姓名 Name.' })
  name!: string;

  @Field(() => String, { description: '公民身份号码 Resident number.' })
  residentNumber!: string;

  @Field(() => String, { nullable: true, description: '手机号 Mobile phone.' })
  phone?: string;

  @Field(() => String, { nullable: true, description: '住址 Address.' })
  address?: string;
}

@ObjectType({ implements: Node, description: '走访记录 A visit at home, as it was recorded.' })
export class Visit {
  @Field(() => ID, { description: '全局编号 Opaque id.' })
  id!: string;

  @Field(() => String, { description: '区划代码 Code of the place, 9 to 15 digits.' })
  areaCode!: string;

  @Field(() => Instant, { description: '走访时间 When it took place, by the device that wrote it down.' })
  visitedAt!: Date;

  @Field(() => Instant, {
    description: '收到时间 When the record arrived; later than the visit when it was made offline.',
  })
  recordedAt!: Date;

  @Field(() => ID, { description: '走访人 Global id of the account that visited.' })
  visitedById!: string;

  @Field(() => VisitResult, { description: '结果 What came of it.' })
  result!: VisitResult;

  @Field(() => [RootCause], { description: '致困根源 Why the household is in difficulty.' })
  rootCauses!: RootCause[];

  @Field(() => [Barrier], { description: '求助障碍 Which of the three barriers were found.' })
  barriers!: Barrier[];

  @Field(() => NextStep, { description: '下一步 What is to follow.' })
  nextStep!: NextStep;

  @Field(() => Boolean, {
    description: '有无文字记录 Whether there is a text; it is read by `findings` with a reason.',
  })
  hasFindings!: boolean;

  /** Not in the contract: local ids for the edges. */
  visitId!: string;
  householdId?: string;
  foundPersonId?: string;
}

export const VisitConnection = connectionOf('Visit', () => Visit);
