/** Promises what a follower of reminders is told: which obligation, and how far away its day is. */
import { Field, ObjectType } from 'type-graphql';
import { CalendarDate, Instant } from '../scalars';
import { ObligationRule, ReminderStage } from '../supervision/obligation';

@ObjectType({ description: '义务提醒 A reminder of an obligation, given once at each stage.' })
export class ObligationReminded {
  @Field(() => String, { description: '事件游标 Cursor of the event: subscribe after it to miss nothing.' })
  cursor!: string;

  @Field(() => Instant, { description: '时间 When it was given.' })
  at!: Date;

  @Field(() => ReminderStage, { description: '阶段 How far away the day was then.' })
  stage!: ReminderStage;

  @Field(() => ObligationRule, { description: '规则 By which rule it is owed.' })
  rule!: ObligationRule;

  @Field(() => CalendarDate, { description: '到期日 The last day on which it is in time, as it was then.' })
  dueOn!: string;

  /** Not part of the contract. */
  obligationId!: string;
}
