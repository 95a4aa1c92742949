/** Promises the proxy application (代办) of the contract: for whom, by whose authority, with which documents, and what the department said. */
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../connection';
import { ConsentMethod } from '../household/consent';
import { Node } from '../node';
import { Policy } from '../policy/policy';
import { CalendarDate } from '../scalars';

export enum ApplicationMode {
  ASSISTED = 'ASSISTED',
  ACTED_FOR = 'ACTED_FOR',
}

registerEnumType(ApplicationMode, {
  name: 'ApplicationMode',
  description: '办理方式 How much the adviser takes over.',
  valuesConfig: {
    ASSISTED: { description: '协办 The household applies itself and is helped.' },
    ACTED_FOR: { description: '代办 The adviser applies for it, by a recorded authority.' },
  },
});

export enum ApplicationStatus {
  DRAFT = 'DRAFT',
  SUBMITTED = 'SUBMITTED',
  UNDER_REVIEW = 'UNDER_REVIEW',
  APPROVED = 'APPROVED',
  REFUSED = 'REFUSED',
  WITHDRAWN = 'WITHDRAWN',
}

registerEnumType(ApplicationStatus, {
  name: 'ApplicationStatus',
  description: '申请状态 Where an application stands.',
  valuesConfig: {
    DRAFT: { description: '准备中 Documents and authority are gathered.' },
    SUBMITTED: { description: '已提交 Handed in at the department.' },
    UNDER_REVIEW: { description: '审核中 Accepted by the department, whose time runs.' },
    APPROVED: { description: '已批准 Approved.' },
    REFUSED: { description: '未批准 Refused; it can be appealed until a day.' },
    WITHDRAWN: { description: '已撤回 Withdrawn before a decision.' },
  },
});

export enum AuthorityScope {
  SUBMIT = 'SUBMIT',
  RECEIVE_DECISION = 'RECEIVE_DECISION',
  APPEAL = 'APPEAL',
}

registerEnumType(AuthorityScope, {
  name: 'AuthorityScope',
  description: '授权事项 What an authority to act covers.',
  valuesConfig: {
    SUBMIT: { description: '提交申请 To hand in the application.' },
    RECEIVE_DECISION: { description: '代收决定 To receive the decision.' },
    APPEAL: { description: '申请复议 To appeal.' },
  },
});

export enum ApplicationWithdrawalReason {
  HOUSEHOLD_WISH = 'HOUSEHOLD_WISH',
  MEANS_CHECK_REFUSED = 'MEANS_CHECK_REFUSED',
  MET_OTHERWISE = 'MET_OTHERWISE',
  HOUSEHOLD_MOVED = 'HOUSEHOLD_MOVED',
}

registerEnumType(ApplicationWithdrawalReason, {
  name: 'ApplicationWithdrawalReason',
  description: '撤回原因 Why an application was withdrawn.',
  valuesConfig: {
    HOUSEHOLD_WISH: { description: '家庭意愿 By the wish of the household.' },
    MEANS_CHECK_REFUSED: { description: '不授权核对 The household does not authorise a means check.' },
    MET_OTHERWISE: { description: '已另行解决 Helped otherwise.' },
    HOUSEHOLD_MOVED: { description: '已搬离 Moved away.' },
  },
});

@ObjectType({ description: '代办授权 The authority of a household member for an adviser to act.' })
export class ApplicationAuthority {
  @Field(() => ID, { description: '授权人 Global id of the member who gave it.' })
  memberId!: string;

  @Field(() => [AuthorityScope], { description: '授权事项 What it covers.' })
  scope!: AuthorityScope[];

  @Field(() => CalendarDate, { description: '有效期至 Its last day.' })
  until!: string;

  @Field(() => ConsentMethod, { description: '方式 How it was given.' })
  method!: ConsentMethod;
}

@ObjectType({ description: '申请材料 One document of the checklist.' })
export class ApplicationDocument {
  @Field(() => Int, { description: '序号 Its place in the list, from 1.' })
  position!: number;

  @Field(() => String, { description: '材料 What it is.' })
  title!: string;

  @Field(() => CalendarDate, { nullable: true, description: '收齐日期 When it was there; null while it is missing.' })
  providedOn?: string;

  @Field(() => Boolean, { description: '免交 Whether the department does without it.' })
  isWaived!: boolean;

  /** Not in the contract: the local id of the application. */
  applicationId!: string;
}

@ObjectType({ implements: Node, description: '代办申请 An application of people of a household for one policy.' })
export class PolicyApplication extends Node {
  @Field(() => ApplicationMode, { description: '办理方式 Assisted or acted for.' })
  mode!: ApplicationMode;

  @Field(() => ApplicationStatus, { description: '状态 Where it stands.' })
  status!: ApplicationStatus;

  @Field(() => Policy, { description: '政策 The version under which it is made.' })
  policy!: Policy;

  @Field(() => [ID], { description: '申请人 Global ids of the members for whom it is made.' })
  memberIds!: string[];

  @Field(() => CalendarDate, { description: '开始日期 The day on which the help began.' })
  begunOn!: string;

  @Field(() => String, { description: '受理部门 The department.' })
  department!: string;

  @Field(() => ApplicationAuthority, { nullable: true, description: '授权 The authority to act; null without one.' })
  authority?: ApplicationAuthority;

  @Field(() => [ApplicationDocument], { description: '材料清单 The checklist.' })
  documents!: ApplicationDocument[];

  @Field(() => CalendarDate, { nullable: true, description: '提交日期 When it was handed in.' })
  submittedOn?: string;

  @Field(() => CalendarDate, { nullable: true, description: '受理日期 When the department accepted it.' })
  acceptedOn?: string;

  @Field(() => CalendarDate, { nullable: true, description: '办结期限 The day until which the department has time.' })
  reviewDueOn?: string;

  @Field(() => CalendarDate, { nullable: true, description: '决定日期 When it was decided.' })
  decidedOn?: string;

  @Field(() => String, { nullable: true, description: '决定文号 Number of the decision.' })
  decisionNumber?: string;

  @Field(() => CalendarDate, {
    nullable: true,
    description:
      '复议期限 The last day to appeal: 60 days from the decision (Administrative Reconsideration Law, art. 20).',
  })
  appealUntil?: string;

  @Field(() => ApplicationWithdrawalReason, { nullable: true, description: '撤回原因 Why it was withdrawn.' })
  withdrawalReason?: ApplicationWithdrawalReason;

  /** Not in the contract: the local id of the household. */
  householdId!: string;
}

export const PolicyApplicationConnection = connectionOf('PolicyApplication', () => PolicyApplication);
