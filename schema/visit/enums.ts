/** Promises the closed vocabularies of discovery: the five triggers, where they come from, and what a visit may find. */
import { registerEnumType } from 'type-graphql';

export enum VisitTrigger {
  HOSPITALISATION = 'HOSPITALISATION',
  DEATH = 'DEATH',
  SUDDEN_MISFORTUNE = 'SUDDEN_MISFORTUNE',
  SPECIAL_ASSISTANCE_RECIPIENT = 'SPECIAL_ASSISTANCE_RECIPIENT',
  DISASTER = 'DISASTER',
}

registerEnumType(VisitTrigger, {
  name: 'VisitTrigger',
  description: '五必访情形 What obliges to a visit at home (五必访).',
  valuesConfig: {
    HOSPITALISATION: { description: '住院必访 A stay in hospital; due 7 days after it was told.' },
    DEATH: { description: '过世必访 A death in the family; due 3 days after it was told.' },
    SUDDEN_MISFORTUNE: { description: '突发变故必访 A sudden misfortune; due 3 days after it was told.' },
    SPECIAL_ASSISTANCE_RECIPIENT: {
      description: '特殊救助对象必访 A recipient of special assistance; due one month after it was told.',
    },
    DISASTER: { description: '受灾必访 A disaster; due 1 day after it was told.' },
  },
});

export enum TriggerChannel {
  AREA_STAFF = 'AREA_STAFF',
  DEPARTMENT = 'DEPARTMENT',
  FILE = 'FILE',
}

registerEnumType(TriggerChannel, {
  name: 'TriggerChannel',
  description: '信息报送渠道 How a trigger was told.',
  valuesConfig: {
    AREA_STAFF: { description: '基层报送 By those who serve the area, one by one.' },
    DEPARTMENT: { description: '部门接口 By a department, one by one, by its key or its people.' },
    FILE: { description: '批量文件 By a file.' },
  },
});

export enum VisitObligationState {
  DUE = 'DUE',
  OVERDUE = 'OVERDUE',
  DONE = 'DONE',
  DONE_LATE = 'DONE_LATE',
  CLOSED = 'CLOSED',
}

registerEnumType(VisitObligationState, {
  name: 'VisitObligationState',
  description: '走访任务状态 Where the obligation to visit stands today, by the calendar of Asia/Shanghai.',
  valuesConfig: {
    DUE: { description: '待走访 Not done, and its last day is not over.' },
    OVERDUE: { description: '已逾期 Not done, and its last day is over.' },
    DONE: { description: '已走访 Done by its last day.' },
    DONE_LATE: { description: '逾期走访 Done after its last day.' },
    CLOSED: { description: '已终止 Not done and not owed any more; `closingReason` says why.' },
  },
});

export enum TriggerVoidingReason {
  WRONG_PERSON = 'WRONG_PERSON',
  DID_NOT_OCCUR = 'DID_NOT_OCCUR',
  TOLD_TWICE = 'TOLD_TWICE',
}

const wrongTriggers = {
  WRONG_PERSON: { description: '人员有误 It is of somebody else.' },
  DID_NOT_OCCUR: { description: '情形不属实 It did not happen.' },
  TOLD_TWICE: { description: '重复报送 Another trigger tells of the same event.' },
};

registerEnumType(TriggerVoidingReason, {
  name: 'TriggerVoidingReason',
  description: '误报原因 Why a trigger is void.',
  valuesConfig: wrongTriggers,
});

export enum VisitClosingReason {
  WRONG_PERSON = 'WRONG_PERSON',
  DID_NOT_OCCUR = 'DID_NOT_OCCUR',
  TOLD_TWICE = 'TOLD_TWICE',
  HOUSEHOLD_ERASED = 'HOUSEHOLD_ERASED',
}

registerEnumType(VisitClosingReason, {
  name: 'VisitClosingReason',
  description: '终止原因 Why a visit is not owed any more although nobody made it.',
  valuesConfig: {
    ...wrongTriggers,
    HOUSEHOLD_ERASED: { description: '家庭信息已删除 The household had its data erased.' },
  },
});

export enum VisitResult {
  COMPLETED = 'COMPLETED',
  NOT_AT_HOME = 'NOT_AT_HOME',
  REFUSED = 'REFUSED',
  MOVED_AWAY = 'MOVED_AWAY',
  NOT_FOUND = 'NOT_FOUND',
}

registerEnumType(VisitResult, {
  name: 'VisitResult',
  description: '走访结果 What came of a visit. All but NOT_AT_HOME settle the obligation.',
  valuesConfig: {
    COMPLETED: { description: '完成走访 The household was met.' },
    NOT_AT_HOME: { description: '无人在家 Nobody was at home: the visit is still owed.' },
    REFUSED: { description: '谢绝走访 The household did not wish to be visited.' },
    MOVED_AWAY: { description: '已迁出 The household has moved away.' },
    NOT_FOUND: { description: '查无此人 There is no such person at the place.' },
  },
});

export enum RootCause {
  ILLNESS = 'ILLNESS',
  DISABILITY = 'DISABILITY',
  COST_OF_EDUCATION = 'COST_OF_EDUCATION',
  DISASTER = 'DISASTER',
  ACCIDENT = 'ACCIDENT',
  LOSS_OF_PROVIDER = 'LOSS_OF_PROVIDER',
  LACK_OF_LABOUR = 'LACK_OF_LABOUR',
  LACK_OF_SKILL = 'LACK_OF_SKILL',
  UNEMPLOYMENT = 'UNEMPLOYMENT',
  DEBT = 'DEBT',
  FAMILY_CONFLICT = 'FAMILY_CONFLICT',
  OTHER = 'OTHER',
}

registerEnumType(RootCause, {
  name: 'RootCause',
  description: '致贫致困主要根源 Why the household is in difficulty.',
  valuesConfig: {
    ILLNESS: { description: '因病 Illness.' },
    DISABILITY: { description: '因残 Disability.' },
    COST_OF_EDUCATION: { description: '因学 Cost of education.' },
    DISASTER: { description: '因灾 Disaster.' },
    ACCIDENT: { description: '意外事故 Accident.' },
    LOSS_OF_PROVIDER: { description: '丧失供养人 Loss of the person who provided for it.' },
    LACK_OF_LABOUR: { description: '缺劳动力 Nobody able to work.' },
    LACK_OF_SKILL: { description: '缺技术 No skill that is asked for.' },
    UNEMPLOYMENT: { description: '失业 Loss of work.' },
    DEBT: { description: '债务 Debt.' },
    FAMILY_CONFLICT: { description: '家庭矛盾 Conflict in the family.' },
    OTHER: { description: '其他 Another cause.' },
  },
});

export enum NextStep {
  NONE = 'NONE',
  VISIT_AGAIN = 'VISIT_AGAIN',
  REGISTER_NEED = 'REGISTER_NEED',
  APPLY_FOR_POLICY = 'APPLY_FOR_POLICY',
  OPEN_CASE = 'OPEN_CASE',
}

registerEnumType(NextStep, {
  name: 'NextStep',
  description: '下一步 What is to follow a visit.',
  valuesConfig: {
    NONE: { description: '无需跟进 Nothing.' },
    VISIT_AGAIN: { description: '再次走访 Another visit.' },
    REGISTER_NEED: { description: '登记需求 Take down a need.' },
    APPLY_FOR_POLICY: { description: '申请政策 Apply for what the law gives.' },
    OPEN_CASE: { description: '建立个案 Open a case.' },
  },
});

export enum FoundPersonOutcome {
  REGISTERED = 'REGISTERED',
  REFUSED = 'REFUSED',
  MOVED_AWAY = 'MOVED_AWAY',
  NOT_FOUND = 'NOT_FOUND',
  VOIDED = 'VOIDED',
}

registerEnumType(FoundPersonOutcome, {
  name: 'FoundPersonOutcome',
  description: '核实结果 What became of a found person.',
  valuesConfig: {
    REGISTERED: { description: '已登记建档 The household was registered.' },
    REFUSED: { description: '谢绝 The person did not wish to be visited.' },
    MOVED_AWAY: { description: '已迁出 The person has moved away.' },
    NOT_FOUND: { description: '查无此人 There is no such person at the place.' },
    VOIDED: { description: '误报 Every trigger that told of the person was wrong.' },
  },
});
