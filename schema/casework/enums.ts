/** Promises the closed words of casework: kinds of case, their states, goals, why a case ends, and who is on its list. */
import { registerEnumType } from 'type-graphql';

export enum CaseKind {
  GENERAL = 'GENERAL',
  FAMILY_DISPUTE = 'FAMILY_DISPUTE',
  MENTAL_CARE = 'MENTAL_CARE',
}

registerEnumType(CaseKind, {
  name: 'CaseKind',
  description: '个案类别 What a case is about. All but GENERAL are restricted: there only for those on their list.',
  valuesConfig: {
    GENERAL: { description: '一般个案 Seen by those who serve the area of the household.' },
    FAMILY_DISPUTE: { description: '家庭纠纷 Property, debt or domestic violence; restricted.' },
    MENTAL_CARE: { description: '心理关爱 Depression, anxiety and the like; restricted.' },
  },
});

export enum DisputeKind {
  PROPERTY = 'PROPERTY',
  DEBT = 'DEBT',
  DOMESTIC_VIOLENCE = 'DOMESTIC_VIOLENCE',
}

registerEnumType(DisputeKind, {
  name: 'DisputeKind',
  description: '纠纷类别 What a family dispute is about.',
  valuesConfig: {
    PROPERTY: { description: '财产 Property.' },
    DEBT: { description: '债务 Debt.' },
    DOMESTIC_VIOLENCE: { description: '家暴 Domestic violence.' },
  },
});

export enum CaseStatus {
  OPEN = 'OPEN',
  ASSESSED = 'ASSESSED',
  IN_SERVICE = 'IN_SERVICE',
  CLOSED = 'CLOSED',
}

registerEnumType(CaseStatus, {
  name: 'CaseStatus',
  description:
    '个案状态 OPEN, then ASSESSED, then IN_SERVICE by a plan, then CLOSED; it may be closed from any of them.',
  valuesConfig: {
    OPEN: { description: '已建案 Opened; not assessed yet.' },
    ASSESSED: { description: '已评估 Assessed; there is no plan yet.' },
    IN_SERVICE: { description: '服务中 It has a plan and is followed.' },
    CLOSED: { description: '已结案 Ended.' },
  },
});

export enum GoalKind {
  SURVIVAL = 'SURVIVAL',
  DEVELOPMENT = 'DEVELOPMENT',
}

registerEnumType(GoalKind, {
  name: 'GoalKind',
  description: '目标类型 From getting by to standing on one’s own feet.',
  valuesConfig: {
    SURVIVAL: { description: '生存型 Food, shelter, treatment: what cannot wait.' },
    DEVELOPMENT: { description: '发展型 Work, learning, standing on one’s own feet (助人自助).' },
  },
});

export enum GoalStatus {
  OPEN = 'OPEN',
  REACHED = 'REACHED',
  DROPPED = 'DROPPED',
}

registerEnumType(GoalStatus, {
  name: 'GoalStatus',
  description: '目标状态 How a goal stands.',
  valuesConfig: {
    OPEN: { description: '进行中 Being worked for.' },
    REACHED: { description: '已达成 Reached.' },
    DROPPED: { description: '已放弃 Given up, or no longer wanted.' },
  },
});

export enum CaseClosureReason {
  GOALS_REACHED = 'GOALS_REACHED',
  DISPUTE_SETTLED = 'DISPUTE_SETTLED',
  REFERRED_ON = 'REFERRED_ON',
  HOUSEHOLD_WITHDREW = 'HOUSEHOLD_WITHDREW',
  MOVED_AWAY = 'MOVED_AWAY',
  DIED = 'DIED',
  OUT_OF_REACH = 'OUT_OF_REACH',
}

registerEnumType(CaseClosureReason, {
  name: 'CaseClosureReason',
  description: '结案原因 Why a case ended.',
  valuesConfig: {
    GOALS_REACHED: { description: '目标达成 No goal is open.' },
    DISPUTE_SETTLED: { description: '纠纷处理完毕 A family dispute has an outcome.' },
    REFERRED_ON: { description: '转介 Others go on with it.' },
    HOUSEHOLD_WITHDREW: { description: '家庭退出 The household wants no case any more.' },
    MOVED_AWAY: { description: '迁出 It moved away.' },
    DIED: { description: '去世 The person has died.' },
    OUT_OF_REACH: { description: '失去联系 It cannot be reached.' },
  },
});

export enum DisputeOutcome {
  RESOLVED = 'RESOLVED',
  PARTLY_RESOLVED = 'PARTLY_RESOLVED',
  TO_COURT = 'TO_COURT',
  UNRESOLVED = 'UNRESOLVED',
}

registerEnumType(DisputeOutcome, {
  name: 'DisputeOutcome',
  description: '纠纷结果 What became of a family dispute.',
  valuesConfig: {
    RESOLVED: { description: '已化解 Resolved.' },
    PARTLY_RESOLVED: { description: '部分化解 Resolved in part.' },
    TO_COURT: { description: '进入司法程序 It goes to court or to the police.' },
    UNRESOLVED: { description: '未化解 Not resolved.' },
  },
});

export enum AccessGround {
  WORKER = 'WORKER',
  SHARED = 'SHARED',
  BREAK_GLASS = 'BREAK_GLASS',
}

registerEnumType(AccessGround, {
  name: 'AccessGround',
  description: '查阅依据 Why somebody is on the list of a case.',
  valuesConfig: {
    WORKER: { description: '个案负责人 The case worker.' },
    SHARED: { description: '共同服务 Somebody on the list shared it.' },
    BREAK_GLASS: { description: '紧急查阅 The bureau opened it with a reason, for 24 hours, to read.' },
  },
});

export enum WatchOutcome {
  CONTINUE = 'CONTINUE',
  END = 'END',
}

registerEnumType(WatchOutcome, {
  name: 'WatchOutcome',
  description: '复核结论 What a review of a watch decides.',
  valuesConfig: {
    CONTINUE: { description: '继续关注 The next review is due after the interval.' },
    END: { description: '解除关注 The watch ends.' },
  },
});

export enum AppealStatus {
  DRAFT = 'DRAFT',
  PUBLISHED = 'PUBLISHED',
  WITHDRAWN = 'WITHDRAWN',
}

registerEnumType(AppealStatus, {
  name: 'AppealStatus',
  description: '媒体线索状态 How a media appeal stands.',
  valuesConfig: {
    DRAFT: { description: '待审核 Waits for a second person.' },
    PUBLISHED: { description: '已发布 In public while the consent of the household stands.' },
    WITHDRAWN: { description: '已撤回 Taken back; its words are gone.' },
  },
});
