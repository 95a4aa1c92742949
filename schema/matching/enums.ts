/** Promises the closed vocabularies of an explanation: gates, reasons, changes and criteria, spelt as the engine has them. */
import { registerEnumType } from 'type-graphql';

export enum Gate {
  SERVICE_KIND = 'SERVICE_KIND',
  AREA = 'AREA',
  SITUATION = 'SITUATION',
  LANGUAGE_AND_SKILL = 'LANGUAGE_AND_SKILL',
  CAPACITY = 'CAPACITY',
  APPROVAL = 'APPROVAL',
  RESTRICTION = 'RESTRICTION',
  CONSENT = 'CONSENT',
  MINIMUM_URGENCY = 'MINIMUM_URGENCY',
  AGE = 'AGE',
  EDUCATION = 'EDUCATION',
  HEALTH = 'HEALTH',
  DEMANDED_SKILL = 'DEMANDED_SKILL',
}

registerEnumType(Gate, {
  name: 'Gate',
  description: '匹配门槛 A hard condition of a match.',
  valuesConfig: {
    SERVICE_KIND: { description: '服务类别 It offers this kind of help, and its kind of organisation may.' },
    AREA: { description: '服务区域 It serves the area of the need.' },
    SITUATION: { description: '困难情形 It serves one of the situations.' },
    LANGUAGE_AND_SKILL: { description: '语言与技能 It speaks a language and has every skill asked for.' },
    CAPACITY: { description: '承接能力 It has capacity left.' },
    APPROVAL: { description: '准入状态 It is approved.' },
    RESTRICTION: { description: '限定需求 It takes restricted needs, if the need is one.' },
    CONSENT: { description: '知情同意 The household consents to it, if the need is restricted.' },
    MINIMUM_URGENCY: { description: '最低紧急程度 The need is at least as urgent as it asks for.' },
    AGE: { description: '年龄 The person is of an age that the post asks for; asked of posts only.' },
    EDUCATION: { description: '文化程度 The person has learnt as much as the post asks for; asked of posts only.' },
    HEALTH: { description: '身体状况 The health of the person allows what the post asks for; asked of posts only.' },
    DEMANDED_SKILL: { description: '岗位技能 The person has every skill that the post asks for; asked of posts only.' },
  },
});

export enum GateReason {
  PASSED = 'PASSED',
  KIND_NOT_OFFERED = 'KIND_NOT_OFFERED',
  OFFERING_WITHDRAWN = 'OFFERING_WITHDRAWN',
  ORGANISATION_KIND_NOT_ADMITTED = 'ORGANISATION_KIND_NOT_ADMITTED',
  OUT_OF_AREA = 'OUT_OF_AREA',
  SITUATION_NOT_SERVED = 'SITUATION_NOT_SERVED',
  LANGUAGE_NOT_SPOKEN = 'LANGUAGE_NOT_SPOKEN',
  SKILL_MISSING = 'SKILL_MISSING',
  NO_CAPACITY_STATED = 'NO_CAPACITY_STATED',
  CAPACITY_USED_UP = 'CAPACITY_USED_UP',
  ORGANISATION_NOT_APPROVED = 'ORGANISATION_NOT_APPROVED',
  RESTRICTED_NOT_TAKEN = 'RESTRICTED_NOT_TAKEN',
  CONSENT_MISSING = 'CONSENT_MISSING',
  NOT_URGENT_ENOUGH = 'NOT_URGENT_ENOUGH',
  AGE_OUTSIDE = 'AGE_OUTSIDE',
  EDUCATION_BELOW = 'EDUCATION_BELOW',
  ABILITY_MISSING = 'ABILITY_MISSING',
  DEMANDED_SKILL_MISSING = 'DEMANDED_SKILL_MISSING',
}

registerEnumType(GateReason, {
  name: 'GateReason',
  description: '门槛结论 Why a gate is passed or failed.',
  valuesConfig: {
    PASSED: { description: '通过 Passed.' },
    KIND_NOT_OFFERED: { description: '未提供该类服务 It does not offer this kind of help.' },
    OFFERING_WITHDRAWN: { description: '服务已撤回 The offering was withdrawn.' },
    ORGANISATION_KIND_NOT_ADMITTED: {
      description: '组织类别不符 Companies, shops and individuals grant micro-wishes only.',
    },
    OUT_OF_AREA: { description: '不在服务区域 It does not serve this area.' },
    SITUATION_NOT_SERVED: { description: '不服务该情形 It serves none of the situations.' },
    LANGUAGE_NOT_SPOKEN: { description: '语言不通 It speaks none of the languages.' },
    SKILL_MISSING: { description: '缺少技能 It lacks a skill.' },
    NO_CAPACITY_STATED: { description: '暂无余量 It states that it has no capacity.' },
    CAPACITY_USED_UP: { description: '余量已用完 All its capacity is used.' },
    ORGANISATION_NOT_APPROVED: { description: '未获准入 It is not approved now.' },
    RESTRICTED_NOT_TAKEN: { description: '不承接限定需求 It does not take restricted needs.' },
    CONSENT_MISSING: { description: '缺少同意 The household has not consented to it.' },
    NOT_URGENT_ENOUGH: { description: '紧急程度不足 It takes on more urgent needs only.' },
    AGE_OUTSIDE: { description: '年龄不符 The person is younger or older than the post asks for.' },
    EDUCATION_BELOW: { description: '文化程度不足 The post asks for more schooling.' },
    ABILITY_MISSING: {
      description: '身体条件不符 The post asks for something that the health of the person does not allow.',
    },
    DEMANDED_SKILL_MISSING: { description: '缺少岗位技能 The person lacks a skill that the post asks for.' },
  },
});

export enum MatchChange {
  ADD_SERVICE_KIND = 'ADD_SERVICE_KIND',
  REGISTER_AS = 'REGISTER_AS',
  ADD_AREA = 'ADD_AREA',
  ADD_SITUATION = 'ADD_SITUATION',
  SERVE_ALL_SITUATIONS = 'SERVE_ALL_SITUATIONS',
  ADD_LANGUAGE = 'ADD_LANGUAGE',
  ADD_SKILL = 'ADD_SKILL',
  SET_CAPACITY_STATUS = 'SET_CAPACITY_STATUS',
  RAISE_CAPACITY_TO = 'RAISE_CAPACITY_TO',
  OBTAIN_APPROVAL = 'OBTAIN_APPROVAL',
  TAKE_RESTRICTED = 'TAKE_RESTRICTED',
  OBTAIN_CONSENT = 'OBTAIN_CONSENT',
  LOWER_MINIMUM_URGENCY_TO = 'LOWER_MINIMUM_URGENCY_TO',
  DEMAND_AGE_WITH = 'DEMAND_AGE_WITH',
  LOWER_EDUCATION_TO = 'LOWER_EDUCATION_TO',
  DROP_ABILITY = 'DROP_ABILITY',
  LEARN_SKILL = 'LEARN_SKILL',
}

registerEnumType(MatchChange, {
  name: 'MatchChange',
  description: '所需改变 What would open a failed gate.',
  valuesConfig: {
    ADD_SERVICE_KIND: { description: '增加服务类别 Publish an offering of the kind given as value.' },
    REGISTER_AS: { description: '以该类别登记 Only an organisation of the kind given as value may.' },
    ADD_AREA: { description: '增加服务区域 Add the area code given as value.' },
    ADD_SITUATION: { description: '增加适用情形 Serve the situation given as value.' },
    SERVE_ALL_SITUATIONS: { description: '服务全部情形 Serve all situations.' },
    ADD_LANGUAGE: { description: '增加语言 Offer the language given as value.' },
    ADD_SKILL: { description: '增加技能 Offer the skill given as value.' },
    SET_CAPACITY_STATUS: { description: '更新承接状态 State the capacity status given as value.' },
    RAISE_CAPACITY_TO: {
      description: '提高承接上限 Raise the maximum to the number given as value, or finish a claim.',
    },
    OBTAIN_APPROVAL: { description: '取得准入 Be approved.' },
    TAKE_RESTRICTED: { description: '承接限定需求 Take restricted needs.' },
    OBTAIN_CONSENT: { description: '取得同意 A consent of the household for the purpose given as value.' },
    LOWER_MINIMUM_URGENCY_TO: { description: '降低最低紧急程度 Take needs from the urgency given as value on.' },
    DEMAND_AGE_WITH: { description: '放宽年龄 The post would have to admit the age given as value.' },
    LOWER_EDUCATION_TO: { description: '放宽文化程度 The post would have to ask for no more than the value.' },
    DROP_ABILITY: { description: '调整岗位要求 The post would have to do without the ability given as value.' },
    LEARN_SKILL: { description: '学习技能 The person would have to learn the skill given as value.' },
  },
});

export enum Criterion {
  SITUATION_FIT = 'SITUATION_FIT',
  LANGUAGE_AND_SKILL_FIT = 'LANGUAGE_AND_SKILL_FIT',
  AREA_CLOSENESS = 'AREA_CLOSENESS',
  URGENCY = 'URGENCY',
  WAITING_TIME = 'WAITING_TIME',
  REMAINING_CAPACITY = 'REMAINING_CAPACITY',
  CAPACITY_AGE = 'CAPACITY_AGE',
  PAST_DELIVERY = 'PAST_DELIVERY',
  ORGANISATION_FAIRNESS = 'ORGANISATION_FAIRNESS',
  COMMUNITY_FAIRNESS = 'COMMUNITY_FAIRNESS',
}

registerEnumType(Criterion, {
  name: 'Criterion',
  description: '评分项 What the score is made of.',
  valuesConfig: {
    SITUATION_FIT: { description: '情形契合 How many of the situations it is made for.' },
    LANGUAGE_AND_SKILL_FIT: { description: '语言技能契合 How many of the languages and skills it has.' },
    AREA_CLOSENESS: { description: '区域邻近 How near its service area is.' },
    URGENCY: { description: '紧急程度 How urgent the need is.' },
    WAITING_TIME: {
      description: '等待时间 How long the need waits; the whole after the time that the ruleset states.',
    },
    REMAINING_CAPACITY: { description: '剩余承接 How much of its capacity is free.' },
    CAPACITY_AGE: {
      description: '承接信息新旧 How fresh its stated capacity is; nothing after the time that the ruleset states.',
    },
    PAST_DELIVERY: {
      description:
        '既往履约 How many of its claims of a year that ended were delivered, smoothed: a newcomer stands at the middle.',
    },
    ORGANISATION_FAIRNESS: {
      description: '组织间均衡 How few needs it took in the last 30 days for the places it has.',
    },
    COMMUNITY_FAIRNESS: {
      description: '社区间均衡 How many needs of the community of the need were not served within a year, smoothed.',
    },
  },
});
