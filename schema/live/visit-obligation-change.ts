/** Promises what a follower of obligations to visit is told: which one, for whom, and what happened. */
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { CalendarDate, Instant } from '../scalars';

export enum VisitObligationStep {
  ASSIGNED = 'ASSIGNED',
  MANY_ASSIGNED = 'MANY_ASSIGNED',
  DUE_SOON = 'DUE_SOON',
  OVERDUE = 'OVERDUE',
  DONE = 'DONE',
  CLOSED = 'CLOSED',
}

registerEnumType(VisitObligationStep, {
  name: 'VisitObligationStep',
  description: '走访任务动态 What happened to an obligation to visit.',
  valuesConfig: {
    ASSIGNED: { description: '已派发 It was given to an adviser, or anew to another.' },
    MANY_ASSIGNED: { description: '批量派发 A file brought many to the area: read the list again.' },
    DUE_SOON: { description: '即将到期 Its last day is tomorrow or today.' },
    OVERDUE: { description: '已逾期 Its last day is over; the street is told.' },
    DONE: { description: '已走访 A visit settled it.' },
    CLOSED: { description: '已终止 No visit is owed any more; the obligation says why.' },
  },
});

@ObjectType({ description: '必访任务动态 Something happened to an obligation to visit.' })
export class VisitObligationChanged {
  @Field(() => String, { description: '事件游标 Cursor of the event: subscribe after it to miss nothing.' })
  cursor!: string;

  @Field(() => Instant, { description: '时间 When.' })
  at!: Date;

  @Field(() => VisitObligationStep, { description: '动态 What happened.' })
  step!: VisitObligationStep;

  @Field(() => ID, {
    nullable: true,
    description: '责任顾问 Global id of the account that is to visit; null: nobody, or many of a file.',
  })
  adviserId?: string;

  @Field(() => CalendarDate, { nullable: true, description: '最迟走访日 The last day; null for many of a file.' })
  dueOn?: string;

  /** Not part of the contract. */
  obligationId?: string;
}
