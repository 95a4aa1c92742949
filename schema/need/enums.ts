/** Promises the closed vocabularies of a need: kind, origin, urgency, status and the facts that tailor the help. */
import { registerEnumType } from 'type-graphql';

export enum NeedKind {
  NEED = 'NEED',
  MICRO_WISH = 'MICRO_WISH',
}

registerEnumType(NeedKind, {
  name: 'NeedKind',
  description: '需求形式 A need for a service, or a micro-wish for one small thing.',
  valuesConfig: {
    NEED: { description: '需求 A need, met by social organisations, the charity federation and public institutions.' },
    MICRO_WISH: {
      description: '微心愿 One small thing with a price ceiling; companies, shops and individuals may grant it too.',
    },
  },
});

export enum NeedOrigin {
  HOSPITALISATION = 'HOSPITALISATION',
  DEATH = 'DEATH',
  SUDDEN_MISFORTUNE = 'SUDDEN_MISFORTUNE',
  SPECIAL_ASSISTANCE_RECIPIENT = 'SPECIAL_ASSISTANCE_RECIPIENT',
  DISASTER = 'DISASTER',
  DAILY_VISIT = 'DAILY_VISIT',
  SELF_REPORTED = 'SELF_REPORTED',
  OTHER_DEPARTMENT = 'OTHER_DEPARTMENT',
  CONTACT_CARD = 'CONTACT_CARD',
}

registerEnumType(NeedOrigin, {
  name: 'NeedOrigin',
  description: '需求来源 How the need became known: the five mandatory visits (五必访) and other ways.',
  valuesConfig: {
    HOSPITALISATION: { description: '住院必访 Visit on a stay in hospital.' },
    DEATH: { description: '过世必访 Visit on a death.' },
    SUDDEN_MISFORTUNE: { description: '突发变故必访 Visit on a sudden misfortune.' },
    SPECIAL_ASSISTANCE_RECIPIENT: { description: '特殊救助对象必访 Visit to a recipient of special assistance.' },
    DISASTER: { description: '受灾必访 Visit after a disaster.' },
    DAILY_VISIT: { description: '日常走访 A daily visit.' },
    SELF_REPORTED: { description: '自主申报 Reported by the household.' },
    OTHER_DEPARTMENT: { description: '部门转介 Passed on by another department.' },
    CONTACT_CARD: { description: '联络卡 Reported with the contact card.' },
  },
});

export enum Urgency {
  ROUTINE = 'ROUTINE',
  URGENT = 'URGENT',
  EMERGENCY = 'EMERGENCY',
}

registerEnumType(Urgency, {
  name: 'Urgency',
  description: '紧急程度 How soon help is needed.',
  valuesConfig: {
    ROUTINE: { description: '一般 In the ordinary course.' },
    URGENT: { description: '紧急 Within days.' },
    EMERGENCY: { description: '特急 At once.' },
  },
});

export enum NeedStatus {
  DRAFT = 'DRAFT',
  VERIFIED = 'VERIFIED',
  OFFERED = 'OFFERED',
  PUBLISHED = 'PUBLISHED',
  RESTRICTED = 'RESTRICTED',
  PARTIALLY_CLAIMED = 'PARTIALLY_CLAIMED',
  CLAIMED = 'CLAIMED',
  IN_SERVICE = 'IN_SERVICE',
  FULFILLED = 'FULFILLED',
  PARTIALLY_MET = 'PARTIALLY_MET',
  NOT_MET = 'NOT_MET',
  WITHDRAWN = 'WITHDRAWN',
  EXPIRED = 'EXPIRED',
  CLOSED = 'CLOSED',
}

registerEnumType(NeedStatus, {
  name: 'NeedStatus',
  description: '需求状态 Where the need stands.',
  valuesConfig: {
    DRAFT: { description: '草稿 Taken down, not yet checked.' },
    VERIFIED: { description: '已核实 Checked, not yet referred.' },
    OFFERED: { description: '询问中 Offered to one organisation after another; not in the pool before it opens.' },
    PUBLISHED: { description: '已发布 In the open pool: every approved organisation may see its card.' },
    RESTRICTED: { description: '定向转介 Referred to named organisations only.' },
    PARTIALLY_CLAIMED: {
      description: '部分认领 A part of its quantity is claimed, or of the price of a wish held by shares.',
    },
    CLAIMED: { description: '已认领 Wholly claimed, or a wish wholly held by shares of donors.' },
    IN_SERVICE: { description: '服务中 Being served.' },
    FULFILLED: { description: '已满足 Met, the revisit is owed.' },
    PARTIALLY_MET: { description: '部分满足 Met in part.' },
    NOT_MET: { description: '未满足 Not met.' },
    WITHDRAWN: { description: '已撤回 Withdrawn by the area.' },
    EXPIRED: { description: '已过期 The wanted-by date passed without a claim.' },
    CLOSED: { description: '已结案 Closed after the revisit.' },
  },
});

/** The states in which a need that is not restricted is in the open pool. */
export const openPoolStatuses = [NeedStatus.PUBLISHED, NeedStatus.PARTIALLY_CLAIMED] as const;

export enum Literacy {
  CANNOT_READ = 'CANNOT_READ',
  PRIMARY = 'PRIMARY',
  MIDDLE_SCHOOL = 'MIDDLE_SCHOOL',
  HIGHER = 'HIGHER',
}

registerEnumType(Literacy, {
  name: 'Literacy',
  description: '文化程度 Level of literacy, to explain things fittingly.',
  valuesConfig: {
    CANNOT_READ: { description: '不识字 Cannot read.' },
    PRIMARY: { description: '小学 Primary school.' },
    MIDDLE_SCHOOL: { description: '中学 Middle school.' },
    HIGHER: { description: '高中以上 Beyond middle school.' },
  },
});

export enum EconomicStatus {
  NO_INCOME = 'NO_INCOME',
  BELOW_DIBAO_LINE = 'BELOW_DIBAO_LINE',
  NEAR_DIBAO_LINE = 'NEAR_DIBAO_LINE',
  ABOVE = 'ABOVE',
}

registerEnumType(EconomicStatus, {
  name: 'EconomicStatus',
  description: '经济状况 Income against the local minimum living standard.',
  valuesConfig: {
    NO_INCOME: { description: '无收入 No income.' },
    BELOW_DIBAO_LINE: { description: '低于低保线 Below the dibao line.' },
    NEAR_DIBAO_LINE: { description: '低保边缘 Near the dibao line.' },
    ABOVE: { description: '高于低保边缘 Above it.' },
  },
});

export enum HardshipDegree {
  LIGHT = 'LIGHT',
  MEDIUM = 'MEDIUM',
  SEVERE = 'SEVERE',
}

registerEnumType(HardshipDegree, {
  name: 'HardshipDegree',
  description: '困难程度 Degree of hardship.',
  valuesConfig: {
    LIGHT: { description: '轻度 Light.' },
    MEDIUM: { description: '中度 Medium.' },
    SEVERE: { description: '重度 Severe.' },
  },
});

export enum NeedWithdrawalReason {
  MET_OTHERWISE = 'MET_OTHERWISE',
  NO_LONGER_WANTED = 'NO_LONGER_WANTED',
  HOUSEHOLD_MOVED = 'HOUSEHOLD_MOVED',
  ENTERED_IN_ERROR = 'ENTERED_IN_ERROR',
  OTHER = 'OTHER',
}

registerEnumType(NeedWithdrawalReason, {
  name: 'NeedWithdrawalReason',
  description: '撤回原因 Why a need is withdrawn.',
  valuesConfig: {
    MET_OTHERWISE: { description: '已通过其他途径解决 Met in another way.' },
    NO_LONGER_WANTED: { description: '不再需要 The household no longer wants it.' },
    HOUSEHOLD_MOVED: { description: '家庭迁出 The household moved away.' },
    ENTERED_IN_ERROR: { description: '录入有误 Entered in error.' },
    OTHER: { description: '其他 Another reason.' },
  },
});
