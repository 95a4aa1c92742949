/** Promises the 30-day revisit of the contract: what is owed to a household after it confirmed a delivery. */
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Node } from '../node';
import { CalendarDate, Instant } from '../scalars';

export enum RevisitState {
  DUE = 'DUE',
  OVERDUE = 'OVERDUE',
  UPCOMING = 'UPCOMING',
}

registerEnumType(RevisitState, {
  name: 'RevisitState',
  description: '回访时限状态 Where an open revisit stands on a day.',
  valuesConfig: {
    DUE: { description: '今日应访 Due on that day.' },
    OVERDUE: { description: '逾期未访 Was due before that day.' },
    UPCOMING: { description: '未到期 Will be due after that day.' },
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
    NEED_MET: { description: '需求已解决 The need is met; it is closed.' },
    NEED_REMAINS: { description: '需求仍存在 The need remains; it is verified again and can be referred anew.' },
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

@ObjectType({ implements: Node, description: '回访 The revisit owed 30 days after a confirmed delivery.' })
export class Revisit extends Node {
  @Field(() => CalendarDate, { description: '应访日期 The day on which it is due, in Asia/Shanghai.' })
  dueOn!: string;

  @Field(() => Instant, { nullable: true, description: '完成时间 When it was done; null while it is owed.' })
  doneAt?: Date;

  @Field(() => RevisitOutcome, { nullable: true, description: '结果 What it found.' })
  outcome?: RevisitOutcome;

  @Field(() => Satisfaction, { nullable: true, description: '满意度 How satisfied the household is.' })
  satisfaction?: Satisfaction;

  @Field(() => String, { nullable: true, description: '备注 Note of the visitor.' })
  note?: string;

  /** Of the row; not a field of the contract. The edge is read from it. */
  needId!: string;
}
