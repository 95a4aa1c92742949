/** Promises the meetings (沟通会议) of bureau, streets and organisations: agenda, issues with owner and due date, and what became of them. */
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../connection';
import { Node } from '../node';
import { CalendarDate, Instant } from '../scalars';

export enum MeetingStatus {
  CALLED = 'CALLED',
  HELD = 'HELD',
  CANCELLED = 'CANCELLED',
}

registerEnumType(MeetingStatus, {
  name: 'MeetingStatus',
  description: '会议状态 Where a meeting stands.',
  valuesConfig: {
    CALLED: { description: '已召集 Called, still to come.' },
    HELD: { description: '已召开 Held, with its notes.' },
    CANCELLED: { description: '已取消 Not held.' },
  },
});

export enum IssueState {
  OPEN = 'OPEN',
  IN_PROGRESS = 'IN_PROGRESS',
  RESOLVED = 'RESOLVED',
  DROPPED = 'DROPPED',
}

registerEnumType(IssueState, {
  name: 'IssueState',
  description: '问题状态 What became of an issue.',
  valuesConfig: {
    OPEN: { description: '待处理 Nobody has begun.' },
    IN_PROGRESS: { description: '处理中 The owner is at it.' },
    RESOLVED: { description: '已解决 It is solved.' },
    DROPPED: { description: '不再处理 It is not followed any more.' },
  },
});

@ObjectType({ description: '参会方 A party of a meeting: those who serve exactly an area, or an organisation.' })
export class MeetingParty {
  @Field(() => Boolean, { description: '召集方 Whether it called the meeting.' })
  isConvener!: boolean;

  /** Not part of the contract. */
  areaCode?: string;
  organisationId?: string;
}

@ObjectType({ implements: Node, description: '会议 A meeting, seen by its parties only.' })
export class Meeting extends Node {
  @Field(() => String, { description: '名称 Its title.' })
  title!: string;

  @Field(() => Instant, { description: '开始时间 When it begins.' })
  startsAt!: Date;

  @Field(() => String, { description: '地点 Where.' })
  place!: string;

  @Field(() => [String], { description: '议程 What is on the agenda, in order.' })
  agenda!: string[];

  @Field(() => MeetingStatus, { description: '状态 Where it stands.' })
  status!: MeetingStatus;

  @Field(() => String, { nullable: true, description: '纪要 The notes; null until it was held.' })
  notes?: string;

  /** Not part of the contract. */
  meetingId!: string;
  areaCode!: string;
}

export const MeetingConnection = connectionOf('Meeting', () => Meeting);

@ObjectType({ description: '跟进 One step of what became of an issue.' })
export class IssueFollowUp {
  @Field(() => IssueState, { description: '状态 Where it stood after it.' })
  state!: IssueState;

  @Field(() => String, { description: '说明 What was done.' })
  note!: string;

  @Field(() => Instant, { description: '时间 When it was written.' })
  writtenAt!: Date;
}

@ObjectType({ implements: Node, description: '会议问题 An issue that was raised, with its owner and its day.' })
export class MeetingIssue extends Node {
  @Field(() => String, { description: '问题 What it is.' })
  title!: string;

  @Field(() => String, { description: '说明 More of it.' })
  detail!: string;

  @Field(() => CalendarDate, { description: '截止日 The last day on which it is in time.' })
  dueOn!: string;

  @Field(() => IssueState, { description: '状态 Where it stands.' })
  state!: IssueState;

  @Field(() => Int, {
    description: '逾期天数 Days past its due day while it is neither resolved nor dropped; 0 in time.',
  })
  daysOverdue!: number;

  @Field(() => ID, { description: '会议 Global id of the meeting.' })
  meetingId!: string;

  /** Not part of the contract. */
  issueId!: string;
  owner!: { readonly areaCode?: string; readonly organisationId?: string };
}

export const MeetingIssueConnection = connectionOf('MeetingIssue', () => MeetingIssue);
