/** Promises the timeline of a household of the contract: what happened to it, in kinds and codes, without anybody's words. */
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../connection';
import { Instant } from '../scalars';

export enum TimelineKind {
  HOUSEHOLD_REGISTERED = 'HOUSEHOLD_REGISTERED',
  CONSENT_GIVEN = 'CONSENT_GIVEN',
  CONSENT_WITHDRAWN = 'CONSENT_WITHDRAWN',
  CONTACT_CARD_ISSUED = 'CONTACT_CARD_ISSUED',
  TRIGGER_REPORTED = 'TRIGGER_REPORTED',
  VISITED = 'VISITED',
  POLICY_LINKED = 'POLICY_LINKED',
  APPLICATION_BEGUN = 'APPLICATION_BEGUN',
  APPLICATION_SUBMITTED = 'APPLICATION_SUBMITTED',
  APPLICATION_DECIDED = 'APPLICATION_DECIDED',
  REGISTER_ENTERED = 'REGISTER_ENTERED',
  REGISTER_EXITED = 'REGISTER_EXITED',
  NEED_TAKEN_DOWN = 'NEED_TAKEN_DOWN',
  NEED_REFERRED = 'NEED_REFERRED',
  NEED_ENDED = 'NEED_ENDED',
  NEED_CLAIMED = 'NEED_CLAIMED',
  SERVICE_GIVEN = 'SERVICE_GIVEN',
  DELIVERY_REPORTED = 'DELIVERY_REPORTED',
  DELIVERY_CONFIRMED = 'DELIVERY_CONFIRMED',
  CLAIM_ENDED = 'CLAIM_ENDED',
  REVISITED = 'REVISITED',
  CASE_OPENED = 'CASE_OPENED',
  CASE_CLOSED = 'CASE_CLOSED',
  WATCH_STARTED = 'WATCH_STARTED',
  WATCH_ENDED = 'WATCH_ENDED',
  PAIRING_STARTED = 'PAIRING_STARTED',
  PAIRING_CONTACTED = 'PAIRING_CONTACTED',
  PAIRING_ENDED = 'PAIRING_ENDED',
  WARNING_RAISED = 'WARNING_RAISED',
  WARNING_RESOLVED = 'WARNING_RESOLVED',
}

registerEnumType(TimelineKind, {
  name: 'TimelineKind',
  description: '事件类别 What happened; `code` of the entry says more.',
  valuesConfig: {
    HOUSEHOLD_REGISTERED: { description: '登记 The household was registered.' },
    CONSENT_GIVEN: { description: '给予同意 A consent was given; code: ConsentPurpose.' },
    CONSENT_WITHDRAWN: { description: '撤回同意 A consent was withdrawn; code: ConsentPurpose.' },
    CONTACT_CARD_ISSUED: { description: '发放联络卡 A contact card was issued.' },
    TRIGGER_REPORTED: {
      description: '必访情形 A trigger of a mandatory visit, on the day it occurred; code: VisitTrigger.',
    },
    VISITED: { description: '走访 Somebody visited; code: VisitResult.' },
    POLICY_LINKED: { description: '政策链接 A policy was brought to the household; code: how.' },
    APPLICATION_BEGUN: { description: '开始代办 An application was begun; code: that of the policy.' },
    APPLICATION_SUBMITTED: { description: '递交申请 An application was submitted; code: that of the policy.' },
    APPLICATION_DECIDED: { description: '申请结果 An application was decided; code: ApplicationStatus.' },
    REGISTER_ENTERED: { description: '纳入名册 Somebody entered the register; code: LowIncomeCategory.' },
    REGISTER_EXITED: { description: '退出名册 Somebody left the register; code: why.' },
    NEED_TAKEN_DOWN: { description: '登记需求 A need was taken down; code: ServiceKind.' },
    NEED_REFERRED: { description: '推送需求 A need was referred, last; code: ServiceKind.' },
    NEED_ENDED: { description: '需求终结 A need came to its end; code: NeedStatus.' },
    NEED_CLAIMED: { description: '认领 An organisation claimed a need; code: ServiceKind.' },
    SERVICE_GIVEN: { description: '服务 A service was given, on that day; code: ServiceKind.' },
    DELIVERY_REPORTED: { description: '报告交付 A delivery was reported; code: ServiceKind.' },
    DELIVERY_CONFIRMED: { description: '确认交付 The household confirmed a delivery; code: ServiceKind.' },
    CLAIM_ENDED: { description: '认领中止 A claim ended without delivery; code: ClaimStatus.' },
    REVISITED: { description: '回访 A revisit was made; code: RevisitOutcome.' },
    CASE_OPENED: { description: '建立个案 A general case was opened.' },
    CASE_CLOSED: { description: '结案 A general case was closed; code: why.' },
    WATCH_STARTED: { description: '重点关注 The household was put under long-term watch.' },
    WATCH_ENDED: { description: '解除关注 The long-term watch ended.' },
    PAIRING_STARTED: { description: '开始结对 The household got a helper of its own.' },
    PAIRING_CONTACTED: { description: '结对联系 Its helper was in contact with it; code: ContactChannel.' },
    PAIRING_ENDED: { description: '结束结对 A pairing ended; code: PairingEnd.' },
    WARNING_RAISED: { description: '触发预警 A warning was raised, last; code: WarningRule.' },
    WARNING_RESOLVED: { description: '处置预警 A warning was dealt with; code: WarningOutcome.' },
  },
});

@ObjectType({
  description:
    '时间线条目 Something that happened to a household. What comes from a restricted need is seen only by who took that need down or referred it; restricted cases are not in it.',
})
export class TimelineEntry {
  @Field(() => Instant, { description: '时间 When it happened; the beginning of the day where only a day is known.' })
  at!: Date;

  @Field(() => TimelineKind, { description: '类别 What happened.' })
  kind!: TimelineKind;

  @Field(() => String, { nullable: true, description: '代码 A code that says more; see the kind.' })
  code?: string;

  @Field(() => ID, { nullable: true, description: '对象 The object it is about, for node(id).' })
  subjectId?: string;
}

export const TimelineEntryConnection = connectionOf('TimelineEntry', () => TimelineEntry);
