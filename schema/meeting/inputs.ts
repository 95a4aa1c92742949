/** Promises the inputs of the commands on meetings: one per mutation. */
import { Field, ID, InputType } from 'type-graphql';
import { CommandInput } from '../command';
import { CalendarDate, Instant, Uuid } from '../scalars';
import { IssueState } from './meeting';

@InputType({ description: '召集会议 A meeting with its parties and agenda.' })
export class CallMeetingInput {
  @Field(() => Uuid, {
    description: '客户端生成的编号 The id of the meeting, made by the client, kept across retries.',
  })
  meetingId!: string;

  @Field(() => String, { description: '召集方区划 Code of the district or street in whose name you call it.' })
  areaCode!: string;

  @Field(() => String, { description: '名称 Its title, 1 to 100 characters.' })
  title!: string;

  @Field(() => Instant, { description: '开始时间 When it begins.' })
  startsAt!: Date;

  @Field(() => String, { description: '地点 Where, 1 to 100 characters.' })
  place!: string;

  @Field(() => [String], { description: '议程 1 to 30 items in order, each 1 to 200 characters, naming no household.' })
  agenda!: string[];

  @Field(() => [String], { description: '参会区划 Codes of other areas of the district that are invited, 50 at most.' })
  partyAreaCodes!: string[];

  @Field(() => [ID], { description: '参会组织 Approved organisations that are invited, 100 at most.' })
  partyOrganisationIds!: string[];
}

@InputType({ description: '登记召开 A meeting was held; its notes.' })
export class HoldMeetingInput extends CommandInput {
  @Field(() => ID, { description: '会议 The meeting, called by your area, begun already.' })
  meetingId!: string;

  @Field(() => String, { description: '纪要 What was said and agreed, 1 to 5000 characters, naming no household.' })
  notes!: string;
}

@InputType({ description: '取消会议 A meeting is not held.' })
export class CancelMeetingInput extends CommandInput {
  @Field(() => ID, { description: '会议 The meeting, called by your area.' })
  meetingId!: string;
}

@InputType({ description: '提出问题 An issue for somebody to solve.' })
export class RaiseIssueInput {
  @Field(() => Uuid, { description: '客户端生成的编号 The id of the issue, made by the client, kept across retries.' })
  issueId!: string;

  @Field(() => ID, { description: '会议 A meeting of yours that was not cancelled.' })
  meetingId!: string;

  @Field(() => String, { description: '问题 What it is, 1 to 100 characters, naming no household.' })
  title!: string;

  @Field(() => String, { description: '说明 More of it, 1 to 1000 characters, naming no household.' })
  detail!: string;

  @Field(() => String, {
    nullable: true,
    description: '责任区划 The area that owns it, a party; or else an organisation.',
  })
  ownerAreaCode?: string | null;

  @Field(() => ID, { nullable: true, description: '责任组织 The organisation that owns it, a party; or else an area.' })
  ownerOrganisationId?: string | null;

  @Field(() => CalendarDate, { description: '截止日 The last day, not before today.' })
  dueOn!: string;
}

@InputType({ description: '跟进问题 What was done about an issue.' })
export class FollowUpIssueInput extends CommandInput {
  @Field(() => ID, { description: '问题 The issue, yours as its owner or as who called the meeting.' })
  issueId!: string;

  @Field(() => IssueState, { description: '状态 Where it stands now; not OPEN.' })
  state!: IssueState;

  @Field(() => String, { description: '说明 What was done, 1 to 1000 characters, naming no household.' })
  note!: string;
}
