/** Promises what advisers hear of their own appointments, and owners of issues of what was given to them and is late. */
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { CalendarDate, Instant } from '../scalars';

export enum AppointmentStep {
  APPOINTED = 'APPOINTED',
  ENDED = 'ENDED',
  BACKBONE_DESIGNATED = 'BACKBONE_DESIGNATED',
  BACKBONE_RELIEVED = 'BACKBONE_RELIEVED',
}

registerEnumType(AppointmentStep, {
  name: 'AppointmentStep',
  description: '聘任动态 What happened to an appointment.',
  valuesConfig: {
    APPOINTED: { description: '聘任 You were registered as an adviser.' },
    ENDED: { description: '解聘 The appointment ended.' },
    BACKBONE_DESIGNATED: { description: '骨干指定 You lead a street or a community from now on.' },
    BACKBONE_RELIEVED: { description: '骨干解除 You lead it no more.' },
  },
});

@ObjectType({ description: '聘任动态 Something happened to your own appointment.' })
export class AppointmentChanged {
  @Field(() => String, { description: '事件游标 Cursor of the event: subscribe after it to miss nothing.' })
  cursor!: string;

  @Field(() => Instant, { description: '时间 When.' })
  at!: Date;

  @Field(() => AppointmentStep, { description: '动态 What happened.' })
  step!: AppointmentStep;

  @Field(() => ID, { description: '顾问 Global id of the adviser, yours.' })
  adviserId!: string;
}

export enum IssueReminderStep {
  GIVEN = 'GIVEN',
  OVERDUE = 'OVERDUE',
}

registerEnumType(IssueReminderStep, {
  name: 'IssueReminderStep',
  description: '问题提醒 Why the owner of an issue is told of it.',
  valuesConfig: {
    GIVEN: { description: '新交办 It was raised, and is yours to settle.' },
    OVERDUE: { description: '已逾期 Its last day is over; told the day after, and every 7 days from then.' },
  },
});

@ObjectType({ description: '问题提醒 An issue of a meeting that is yours to settle.' })
export class IssueReminded {
  @Field(() => String, { description: '事件游标 Cursor of the event: subscribe after it to miss nothing.' })
  cursor!: string;

  @Field(() => Instant, { description: '时间 When.' })
  at!: Date;

  @Field(() => IssueReminderStep, { description: '提醒 Why.' })
  step!: IssueReminderStep;

  @Field(() => CalendarDate, { description: '截止日 The last day on which it is in time.' })
  dueOn!: string;

  /** Not part of the contract. */
  issueId!: string;
}
