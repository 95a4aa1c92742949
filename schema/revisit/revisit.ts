/** Promises the 30-day revisit of the contract: owed after a confirmed delivery, and after people entered or left the register. */
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../connection';
import { Node } from '../node';
import { CalendarDate, Instant } from '../scalars';

export enum RevisitOccasion {
  DELIVERY = 'DELIVERY',
  REGISTER_ENTRY = 'REGISTER_ENTRY',
  REGISTER_EXIT = 'REGISTER_EXIT',
}

registerEnumType(RevisitOccasion, {
  name: 'RevisitOccasion',
  description: '回访事由 After what a revisit is owed, 30 days later.',
  valuesConfig: {
    DELIVERY: { description: '服务送达 A household confirmed a delivery.' },
    REGISTER_ENTRY: { description: '新增纳入 A person entered the register of low-income people.' },
    REGISTER_EXIT: { description: '退出 A person left it.' },
  },
});

export enum RevisitState {
  DUE = 'DUE',
  OVERDUE = 'OVERDUE',
  UPCOMING = 'UPCOMING',
  DONE = 'DONE',
}

registerEnumType(RevisitState, {
  name: 'RevisitState',
  description: '回访时限状态 Where a revisit stands on a day.',
  valuesConfig: {
    DUE: { description: '今日应访 Due on that day.' },
    OVERDUE: { description: '逾期未访 Was due before that day.' },
    UPCOMING: { description: '未到期 Will be due after that day.' },
    DONE: { description: '已回访 Was done.' },
  },
});

export enum RevisitOutcome {
  NEED_MET = 'NEED_MET',
  NEED_REMAINS = 'NEED_REMAINS',
  NOT_REACHED = 'NOT_REACHED',
}

registerEnumType(RevisitOutcome, {
  name: 'RevisitOutcome',
  description: '回访结果 What the revisit found.',
  valuesConfig: {
    NEED_MET: { description: '需求已解决 The need is met, or nothing is needed; a need that was served is closed.' },
    NEED_REMAINS: {
      description: '需求仍存在 Something is needed; a need that was served is verified again and can be referred anew.',
    },
    NOT_REACHED: { description: '未见到 Nobody was met; another revisit is due in 7 days.' },
  },
});

export enum Satisfaction {
  SATISFIED = 'SATISFIED',
  PARTLY_SATISFIED = 'PARTLY_SATISFIED',
  NOT_SATISFIED = 'NOT_SATISFIED',
}

registerEnumType(Satisfaction, {
  name: 'Satisfaction',
  description: '满意度 How satisfied the household is.',
  valuesConfig: {
    SATISFIED: { description: '满意 Satisfied.' },
    PARTLY_SATISFIED: { description: '基本满意 Partly satisfied.' },
    NOT_SATISFIED: { description: '不满意 Not satisfied.' },
  },
});

@ObjectType({ implements: Node, description: '回访 The revisit owed 30 days after its occasion.' })
export class Revisit extends Node {
  @Field(() => RevisitOccasion, { description: '事由 After what it is owed.' })
  occasion!: RevisitOccasion;

  @Field(() => String, { description: '区划代码 Its community or grid.' })
  areaCode!: string;

  @Field(() => CalendarDate, { description: '应访日期 The day on which it is due, in Asia/Shanghai.' })
  dueOn!: string;

  @Field(() => Instant, { nullable: true, description: '完成时间 When it was done; null while it is owed.' })
  doneAt?: Date;

  @Field(() => CalendarDate, { nullable: true, description: '回访日期 The day on which it took place.' })
  visitedOn?: string;

  @Field(() => RevisitOutcome, { nullable: true, description: '结果 What it found.' })
  outcome?: RevisitOutcome;

  @Field(() => Satisfaction, { nullable: true, description: '满意度 How satisfied the household is.' })
  satisfaction?: Satisfaction;

  /** Of the row; not fields of the contract. The edges are read from them. */
  needId?: string;
  entryId?: string;
  householdId?: string;
}

export const RevisitConnection = connectionOf('Revisit', () => Revisit);

@ObjectType({
  description:
    '结案三方意见 Whether provider, household and revisit agree that a need is met; "truly closed" needs all three.',
})
export class NeedClosure {
  @Field(() => Boolean, { description: '报告完成 Providers reported all of it delivered, and nobody still serves it.' })
  reportedClosed!: boolean;

  @Field(() => Boolean, { description: '家庭确认 The household confirmed every delivery that was reported.' })
  householdConfirmed!: boolean;

  @Field(() => Boolean, { description: '回访认可 The last revisit found it met, and no other is owed.' })
  revisitAgreed!: boolean;

  @Field(() => Boolean, { description: '真正结案 All three agree.' })
  trulyClosed!: boolean;
}
