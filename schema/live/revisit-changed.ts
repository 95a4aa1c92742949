/** Promises what a follower of revisits is told: which one, and whether it came due or was done. */
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { RevisitOccasion } from '../revisit/revisit';
import { CalendarDate, Instant } from '../scalars';

export enum RevisitStep {
  DUE = 'DUE',
  DONE = 'DONE',
  MANY_DONE = 'MANY_DONE',
}

registerEnumType(RevisitStep, {
  name: 'RevisitStep',
  description: '回访动态 What happened to a revisit.',
  valuesConfig: {
    DUE: { description: '已到期 Its day has come.' },
    DONE: { description: '已回访 It was done.' },
    MANY_DONE: { description: '批量完成 A round did many in the area: read the list again.' },
  },
});

@ObjectType({ description: '回访动态 Something happened to a revisit.' })
export class RevisitChanged {
  @Field(() => String, { description: '事件游标 Cursor of the event: subscribe after it to miss nothing.' })
  cursor!: string;

  @Field(() => Instant, { description: '时间 When.' })
  at!: Date;

  @Field(() => RevisitStep, { description: '动态 What happened.' })
  step!: RevisitStep;

  @Field(() => RevisitOccasion, { nullable: true, description: '事由 After what it was owed; null for a round.' })
  occasion?: RevisitOccasion;

  @Field(() => CalendarDate, { nullable: true, description: '应访日期 The day on which it came due; null once done.' })
  dueOn?: string;

  /** Not part of the contract: the global id. */
  revisitId?: string;
}
