/** Promises the coded reasons for holding, releasing, revoking and disputing a claim. */
import { registerEnumType } from 'type-graphql';

export enum ReleaseReason {
  NO_CAPACITY = 'NO_CAPACITY',
  NOT_ELIGIBLE = 'NOT_ELIGIBLE',
  OUT_OF_AREA = 'OUT_OF_AREA',
  LACK_OF_RESOURCES = 'LACK_OF_RESOURCES',
  MISSING_INFORMATION = 'MISSING_INFORMATION',
  COULD_NOT_CONTACT = 'COULD_NOT_CONTACT',
  OTHER = 'OTHER',
}

registerEnumType(ReleaseReason, {
  name: 'ReleaseReason',
  description: '放弃原因 Why an organisation gives a claim back; the same codes as for rejecting a referral.',
  valuesConfig: {
    NO_CAPACITY: { description: '无余力 No capacity any more.' },
    NOT_ELIGIBLE: { description: '不符合条件 The household is not eligible for what is offered.' },
    OUT_OF_AREA: { description: '超出服务区域 Outside the area served.' },
    LACK_OF_RESOURCES: { description: '资源不足 Staff, goods or money are missing.' },
    MISSING_INFORMATION: { description: '资料不全 Information is missing.' },
    COULD_NOT_CONTACT: { description: '无法联系 The household could not be reached.' },
    OTHER: { description: '其他 Another reason; say it in the note.' },
  },
});

export enum HoldReason {
  HOUSEHOLD_AWAY = 'HOUSEHOLD_AWAY',
  AWAITING_GOODS = 'AWAITING_GOODS',
  AWAITING_STAFF = 'AWAITING_STAFF',
  AWAITING_INFORMATION = 'AWAITING_INFORMATION',
  OTHER = 'OTHER',
}

registerEnumType(HoldReason, {
  name: 'HoldReason',
  description: '暂缓原因 Why a claim is put on hold.',
  valuesConfig: {
    HOUSEHOLD_AWAY: { description: '家庭外出 The household is away, for instance in hospital.' },
    AWAITING_GOODS: { description: '等待物资 Goods have not arrived.' },
    AWAITING_STAFF: { description: '等待人员 Staff is not free.' },
    AWAITING_INFORMATION: { description: '等待资料 Information is missing.' },
    OTHER: { description: '其他 Another reason.' },
  },
});

export enum RevocationReason {
  NO_PROGRESS = 'NO_PROGRESS',
  COULD_NOT_CONTACT = 'COULD_NOT_CONTACT',
  COMPLAINT = 'COMPLAINT',
  NEED_CHANGED = 'NEED_CHANGED',
  OTHER = 'OTHER',
}

registerEnumType(RevocationReason, {
  name: 'RevocationReason',
  description: '撤销原因 Why area staff takes a claim away.',
  valuesConfig: {
    NO_PROGRESS: { description: '长期无进展 Nothing has happened for too long.' },
    COULD_NOT_CONTACT: { description: '联系不上服务方 The organisation cannot be reached.' },
    COMPLAINT: { description: '投诉 The household complained.' },
    NEED_CHANGED: { description: '需求变化 The need has changed.' },
    OTHER: { description: '其他 Another reason; say it in the note.' },
  },
});

export enum DisputeReason {
  NOT_DELIVERED = 'NOT_DELIVERED',
  INCOMPLETE = 'INCOMPLETE',
  NOT_AS_AGREED = 'NOT_AS_AGREED',
  POOR_QUALITY = 'POOR_QUALITY',
  OTHER = 'OTHER',
}

registerEnumType(DisputeReason, {
  name: 'DisputeReason',
  description: '异议原因 Why a household disputes a delivery.',
  valuesConfig: {
    NOT_DELIVERED: { description: '未收到 Nothing was delivered.' },
    INCOMPLETE: { description: '不完整 Less than reported was delivered.' },
    NOT_AS_AGREED: { description: '与约定不符 Something else was delivered.' },
    POOR_QUALITY: { description: '质量差 It was of poor quality.' },
    OTHER: { description: '其他 Another reason.' },
  },
});
