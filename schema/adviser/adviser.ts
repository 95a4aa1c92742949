/** Promises the relief adviser of the contract: a registered appointment of an account, its competences, team, posts and workload. */
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../connection';
import { Node } from '../node';
import { CalendarDate } from '../scalars';

export enum AdviserKind {
  PARTY_CADRE = 'PARTY_CADRE',
  SOCIAL_WORKER = 'SOCIAL_WORKER',
  VOLUNTEER = 'VOLUNTEER',
  YOUNGER_ELDER = 'YOUNGER_ELDER',
}

registerEnumType(AdviserKind, {
  name: 'AdviserKind',
  description: '顾问类别 Where an adviser comes from.',
  valuesConfig: {
    PARTY_CADRE: { description: '党员干部 Cadre and party member.' },
    SOCIAL_WORKER: { description: '社会工作者 Social worker.' },
    VOLUNTEER: { description: '志愿者 Volunteer.' },
    YOUNGER_ELDER: { description: '低龄健康老年人 Younger, healthy elder.' },
  },
});

export enum AppointmentEnd {
  TERM_OVER = 'TERM_OVER',
  RESIGNED = 'RESIGNED',
  MOVED = 'MOVED',
  UNFIT = 'UNFIT',
  ACCOUNT_DISABLED = 'ACCOUNT_DISABLED',
  OTHER = 'OTHER',
}

registerEnumType(AppointmentEnd, {
  name: 'AppointmentEnd',
  description: '离任原因 Why an appointment ended.',
  valuesConfig: {
    TERM_OVER: { description: '任期届满 Its term was over.' },
    RESIGNED: { description: '本人辞任 The adviser resigned.' },
    MOVED: { description: '调动 The adviser moved to another place or post.' },
    UNFIT: { description: '不再适任 The adviser is no longer fit for it.' },
    ACCOUNT_DISABLED: { description: '账号停用 The account was disabled; set by the product, never chosen.' },
    OTHER: { description: '其他 Another reason.' },
  },
});

@ObjectType({ description: '工作量 How much of one kind of work is open for an adviser.' })
export class WorkloadLine {
  @Field(() => String, { description: '代码 Stable code of the kind of work, e.g. PAIRED_HOUSEHOLDS.' })
  code!: string;

  @Field(() => String, { description: '中文名称 Its name in Chinese.' })
  titleZh!: string;

  @Field(() => String, { description: '英文名称 Its name in English.' })
  titleEn!: string;

  @Field(() => Int, { description: '未完成 How many are open.' })
  open!: number;

  @Field(() => Int, { description: '已逾期 How many of those are overdue.' })
  overdue!: number;
}

@ObjectType({
  implements: Node,
  description: '社区救助顾问 A relief adviser as registered (备案): one appointment of one account.',
})
export class Adviser extends Node {
  @Field(() => ID, { description: '账号 Global id of the account.' })
  accountId!: string;

  @Field(() => AdviserKind, { description: '类别 Where the adviser comes from.' })
  kind!: AdviserKind;

  @Field(() => [String], { description: '专长 What the adviser is good at, in lower case, in order.' })
  competences!: string[];

  @Field(() => CalendarDate, { description: '任职日 The first day of the appointment.' })
  appointedOn!: string;

  @Field(() => String, { description: '任职依据 On what grounds the adviser was chosen.' })
  appointmentReason!: string;

  @Field(() => CalendarDate, {
    nullable: true,
    description: '离任日 From this day on the appointment is over; null while it lasts.',
  })
  endedOn?: string;

  @Field(() => AppointmentEnd, { nullable: true, description: '离任原因 Why it ended; null while it lasts.' })
  endReason?: AppointmentEnd;

  /** Not part of the contract. */
  adviserId!: string;
  account!: string;
  areaCode!: string;
  teamId?: string;
}

export const AdviserConnection = connectionOf('Adviser', () => Adviser);
