/** Promises the obligation of the contract: what is owed by which rule until which day, and how it stands on the day asked for. */
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../connection';
import { Node } from '../node';
import { CalendarDate, Instant } from '../scalars';

export enum ObligationRule {
  FILING = 'FILING',
  PROGRESS_REPORT = 'PROGRESS_REPORT',
  FULL_REPORT = 'FULL_REPORT',
  LEFTOVER_PROPERTY = 'LEFTOVER_PROPERTY',
  PARTNER_EVALUATION = 'PARTNER_EVALUATION',
  RELATED_PARTY_DEALING = 'RELATED_PARTY_DEALING',
  MAJOR_TRANSACTION = 'MAJOR_TRANSACTION',
  ANNUAL_REPORT = 'ANNUAL_REPORT',
  RELATED_PARTY_LIST = 'RELATED_PARTY_LIST',
  MAJOR_PROJECTS = 'MAJOR_PROJECTS',
  RIGID_EXPENDITURE_VALIDITY = 'RIGID_EXPENDITURE_VALIDITY',
}

registerEnumType(ObligationRule, {
  name: 'ObligationRule',
  description: '法定义务 By which rule something is owed.',
  valuesConfig: {
    FILING: { description: '募捐方案备案 The plan of a public campaign is filed ten days before it starts.' },
    PROGRESS_REPORT: { description: '进展公开 Every three months, when the period is longer than six.' },
    FULL_REPORT: { description: '全面公开 The full report, within three months of the end.' },
    LEFTOVER_PROPERTY: { description: '剩余财产处理公开 What became of leftover property, within three months.' },
    PARTNER_EVALUATION: { description: '合作方评估公开 The evaluation of the partner, within three months.' },
    RELATED_PARTY_DEALING: { description: '关联交易公开 A dealing with a related party, within thirty days.' },
    MAJOR_TRANSACTION: { description: '重大交易公开 A major change of assets or transaction, within thirty days.' },
    ANNUAL_REPORT: { description: '年度工作报告和财务会计报告 The annual reports, by 31 May.' },
    RELATED_PARTY_LIST: { description: '关联方名单 The list of related parties, by 31 May.' },
    MAJOR_PROJECTS: { description: '重大慈善项目 Major projects of one without the qualification, by 31 May.' },
    RIGID_EXPENDITURE_VALIDITY: {
      description: '刚性支出困难家庭有效期 A recognition that is valid for twelve months is looked at again.',
    },
  },
});

export enum ObligationState {
  DUE = 'DUE',
  OVERDUE = 'OVERDUE',
  FULFILLED = 'FULFILLED',
  FULFILLED_LATE = 'FULFILLED_LATE',
}

registerEnumType(ObligationState, {
  name: 'ObligationState',
  description: '义务状态 How an obligation stands on a day.',
  valuesConfig: {
    DUE: { description: '待履行 Owed, and in time still.' },
    OVERDUE: { description: '已逾期 Owed, and its day is over.' },
    FULFILLED: { description: '已履行 Done in time.' },
    FULFILLED_LATE: { description: '逾期履行 Done after its day.' },
  },
});

export enum ReminderStage {
  IN_A_MONTH = 'IN_A_MONTH',
  IN_A_WEEK = 'IN_A_WEEK',
  TODAY = 'TODAY',
  OVERDUE = 'OVERDUE',
}

registerEnumType(ReminderStage, {
  name: 'ReminderStage',
  description: '提醒阶段 How far away the day was at a reminder.',
  valuesConfig: {
    IN_A_MONTH: { description: '三十日内 Thirty days or fewer.' },
    IN_A_WEEK: { description: '七日内 Seven days or fewer.' },
    TODAY: { description: '当日 The last day.' },
    OVERDUE: { description: '已逾期 The day is over.' },
  },
});

@ObjectType({ description: '提醒 A reminder that was given, once at each stage.' })
export class ObligationReminder {
  @Field(() => ReminderStage, { description: '阶段 How far away the day was.' })
  stage!: ReminderStage;

  @Field(() => Instant, { description: '提醒时间 When it was given.' })
  remindedAt!: Date;
}

@ObjectType({ implements: Node, description: '法定义务 Something that a charity or an area owes by a day.' })
export class Obligation extends Node {
  @Field(() => ObligationRule, { description: '规则 By which rule.' })
  rule!: ObligationRule;

  @Field(() => String, { description: '依据 The source of the rule.' })
  source!: string;

  @Field(() => ID, { description: '对象 The project, organisation or household that it is about.' })
  subjectId!: string;

  @Field(() => ID, { nullable: true, description: '义务人 The charity that owes it; null for a household.' })
  organisationId?: string;

  @Field(() => CalendarDate, { description: '起算日 The day from which its time runs; that day is not counted.' })
  anchorOn!: string;

  @Field(() => CalendarDate, { description: '截止日 The last day on which it is in time.' })
  dueOn!: string;

  @Field(() => ObligationState, { description: '状态 How it stands on the day asked for.' })
  state!: ObligationState;

  @Field(() => CalendarDate, { nullable: true, description: '履行日 The day on which it was done, as known that day.' })
  fulfilledOn?: string;

  @Field(() => Boolean, {
    description: '须人工登记 Whether somebody has to say that it was done; otherwise the deed itself fulfils it.',
  })
  fulfilledByHand!: boolean;

  @Field(() => String, { nullable: true, description: '履行凭据 Where it can be seen.' })
  evidence?: string;

  /** Not part of the contract. */
  obligationId!: string;
}

export const ObligationConnection = connectionOf('Obligation', () => Obligation);
