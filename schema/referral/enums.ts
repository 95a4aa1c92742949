/** Promises the closed vocabularies of a referral: mode, status and the coded reasons of a rejection. */
import { registerEnumType } from 'type-graphql';

export enum ReferralMode {
  OPEN = 'OPEN',
  DIRECTED = 'DIRECTED',
}

registerEnumType(ReferralMode, {
  name: 'ReferralMode',
  description: '转介方式 How the need was referred.',
  valuesConfig: {
    OPEN: { description: '公开推送 Pushed to every organisation that matched.' },
    DIRECTED: { description: '定向转介 Addressed to this organisation by name.' },
  },
});

export enum ReferralStatus {
  REQUESTED = 'REQUESTED',
  ACCEPTED = 'ACCEPTED',
  REJECTED = 'REJECTED',
  CANCELLED = 'CANCELLED',
}

registerEnumType(ReferralStatus, {
  name: 'ReferralStatus',
  description: '转介状态 Where the referral stands (FHIR Task).',
  valuesConfig: {
    REQUESTED: { description: '待回应 Not answered yet.' },
    ACCEPTED: { description: '已接受 Accepted: the organisation claimed the need.' },
    REJECTED: { description: '已谢绝 Rejected by the organisation, with a reason.' },
    CANCELLED: { description: '已取消 Taken back: the need was withdrawn, expired or referred otherwise.' },
  },
});

export enum ReferralRejectionReason {
  NO_CAPACITY = 'NO_CAPACITY',
  NOT_ELIGIBLE = 'NOT_ELIGIBLE',
  OUT_OF_AREA = 'OUT_OF_AREA',
  LACK_OF_RESOURCES = 'LACK_OF_RESOURCES',
  MISSING_INFORMATION = 'MISSING_INFORMATION',
  COULD_NOT_CONTACT = 'COULD_NOT_CONTACT',
  OTHER = 'OTHER',
}

registerEnumType(ReferralRejectionReason, {
  name: 'ReferralRejectionReason',
  description: '谢绝原因 Why an organisation rejects a referral.',
  valuesConfig: {
    NO_CAPACITY: { description: '无余量 No capacity now.' },
    NOT_ELIGIBLE: { description: '不符合服务条件 Not eligible for what it offers.' },
    OUT_OF_AREA: { description: '超出服务区域 Outside its service area.' },
    LACK_OF_RESOURCES: { description: '资源不足 It lacks the means.' },
    MISSING_INFORMATION: { description: '信息不全 Not enough is known of the need.' },
    COULD_NOT_CONTACT: { description: '联系不上 The household could not be reached.' },
    OTHER: { description: '其他 Another reason.' },
  },
});
