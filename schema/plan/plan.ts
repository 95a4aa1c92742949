/** Promises the plan of all open needs, what it is compared with, where capacity is missing, and what fairness would cost. */
import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../connection';
import { EngineRefused } from '../matching/refusals';
import { Urgency } from '../need/enums';
import { Instant } from '../scalars';
import { ServiceKind } from '../taxonomy/service-kind';

export enum FairnessBasis {
  COMMUNITY = 'COMMUNITY',
  STREET = 'STREET',
  SITUATION = 'SITUATION',
}

registerEnumType(FairnessBasis, {
  name: 'FairnessBasis',
  description: '公平口径 Between which groups the served part is compared.',
  valuesConfig: {
    COMMUNITY: { description: '社区 Between communities.' },
    STREET: { description: '街道 Between streets and towns.' },
    SITUATION: { description: '困难情形 Between situations of hardship; a need of several counts for one of them.' },
  },
});

@ObjectType({
  description: '计划行 What the plan says of one open need; it tells the community and nothing of the household.',
})
export class PlanLine {
  @Field(() => ID, { description: '需求 Global id of the need.' })
  needId!: string;

  @Field(() => ServiceKind, { description: '服务类别 What is needed.' })
  serviceKind!: ServiceKind;

  @Field(() => String, { description: '社区代码 Code of the community, 12 digits at most.' })
  areaCode!: string;

  @Field(() => Urgency, { description: '紧急程度 How urgent it is.' })
  urgency!: Urgency;

  @Field(() => ID, {
    nullable: true,
    description: '计划组织 Global id of the organisation planned; null when no place is left.',
  })
  organisationId?: string;

  @Field(() => ID, { nullable: true, description: '计划供给 Global id of its offering.' })
  offeringId?: string;

  @Field(() => Int, { nullable: true, description: '计划得分 Score of the pair, 0 to 10,000.' })
  score?: number;

  @Field(() => ID, {
    nullable: true,
    description: '计划决定 Global id under which this pair was logged when it was first shown; see replayDecision.',
  })
  decisionId?: string;

  @Field(() => ID, {
    nullable: true,
    description: '先到先得组织 Global id of the organisation it would find if who waits longest chose first.',
  })
  firstComeOrganisationId?: string;

  @Field(() => Int, { nullable: true, description: '先到先得得分 Score of that pair.' })
  firstComeScore?: number;

  @Field(() => ID, {
    nullable: true,
    description: '先到先得决定 Global id under which that pair was logged when it was first shown; see replayDecision.',
  })
  firstComeDecisionId?: string;

  @Field(() => Int, {
    description: '得失 The planned score less that of first come, first served; no place counts as 0.',
  })
  gain!: number;
}

export const PlanLineConnection = connectionOf('PlanLine', () => PlanLine);

@ObjectType({ description: '缺口价格 Where capacity is missing: one kind of service in one street.' })
export class PlanPrice {
  @Field(() => ServiceKind, { description: '服务类别 What is needed.' })
  serviceKind!: ServiceKind;

  @Field(() => String, { description: '街道代码 Code of the street or town, 9 digits.' })
  areaCode!: string;

  @Field(() => Int, { description: '待办需求 Open needs.' })
  openNeeds!: number;

  @Field(() => Int, { description: '已计划 Of these, planned.' })
  planned!: number;

  @Field(() => Int, { description: '无名额 Of these, without a place.' })
  withoutPlace!: number;

  @Field(() => Int, { description: '无匹配 Of these without a place, those that no organisation matches.' })
  withoutMatch!: number;

  @Field(() => Int, {
    description:
      '边际价值 By how many points of worth the plan grows by one more place at the offering in question; unit as in Plan.objective. A single routine need gains 1 to 3,333 by a place, an urgent one 3,334 to 6,666, an emergency more.',
  })
  price!: number;
}

@ObjectType({ description: '与先到先得比较 The plan beside first come, first served, in sums.' })
export class PlanComparison {
  @Field(() => Int, { description: '先到先得可满足数 Needs that find a place first come, first served.' })
  firstComePlanned!: number;

  @Field(() => Float, { description: '先到先得总分 Sum of their scores.' })
  firstComeScore!: number;

  @Field(() => Float, { description: '先到先得总价值 Its worth, in points as in Plan.objective.' })
  firstComeObjective!: number;

  @Field(() => Int, {
    description: '多满足数 How many more needs the plan gives a place; negative when fewer but worthier.',
  })
  morePlanned!: number;

  @Field(() => Float, {
    description: '后悔值 What first come, first served would lose of the worth of the plan, in the same points.',
  })
  regret!: number;
}

@ObjectType({ description: '规划进程 The planner: its term, and how far a solve under way is.' })
export class PlanProgress {
  @Field(() => String, { description: '任期 Number of the planner’s term.' })
  term!: string;

  @Field(() => Instant, { description: '任期开始 When the term began.' })
  since!: Date;

  @Field(() => Float, {
    nullable: true,
    description: '求解进度 Part of the solve that is done, 0 to 1; null when none is under way.',
  })
  share?: number;

  @Field(() => EngineRefused, {
    nullable: true,
    description:
      '无法规划的原因 Why the engine plans nothing now, and what to do; tried again each minute and by checkPlan. Null while it plans. Claims and the open pool go on.',
  })
  refusal?: EngineRefused;
}

@ObjectType({ description: '计划 The best plan of all open needs, with its proof.' })
export class Plan {
  @Field(() => String, { description: '版本 Version of the publication, a growing number.' })
  version!: string;

  @Field(() => Instant, { description: '计算时间 When it was published.' })
  computedAt!: Date;

  @Field(() => Instant, { description: '核验时间 When its certificate was counted last.' })
  checkedAt!: Date;

  @Field(() => String, { description: '规则版本 Version of the ruleset it follows.' })
  rulesetVersion!: string;

  @Field(() => Float, {
    description:
      '目标值 What the plan is worth, in points of worth, which are not scores: a pair of score s counts 6,668 + s × 0.3332 rounded down; a need left without a place 6,667 (routine), 3,334 (urgent) or 0 (emergency).',
  })
  objective!: number;

  @Field(() => Float, { description: '上界 No plan can be worth more, in the same points.' })
  bound!: number;

  @Field(() => Boolean, { description: '是否最优 Whether worth and bound are equal: no better plan exists.' })
  optimal!: boolean;

  @Field(() => Int, { description: '待办需求 Open needs it decides about.' })
  needsOpen!: number;

  @Field(() => Int, { description: '已计划 Of these, with a place.' })
  needsPlanned!: number;

  @Field(() => Float, { description: '总分 Sum of the scores of the pairs planned.' })
  score!: number;

  @Field(() => PlanComparison, { description: '与先到先得比较 The plan beside first come, first served.' })
  comparison!: PlanComparison;
}

@ObjectType({ description: '计划核验 The published lines counted anew, beside the best plan of now.' })
export class PlanCheck {
  @Field(() => String, { description: '版本 The version that was counted.' })
  version!: string;

  @Field(() => Instant, { description: '核验时间 For which moment it was counted.' })
  checkedAt!: Date;

  @Field(() => Float, {
    description: '目标值 What the lines that still hold are worth now, in points as in Plan.objective.',
  })
  objective!: number;

  @Field(() => Float, { description: '上界 What the best plan of now is worth, proved; in the same points.' })
  bound!: number;

  @Field(() => Boolean, { description: '是否最优 Whether every line holds and no plan is worth more.' })
  optimal!: boolean;

  @Field(() => Int, {
    description: '过时行数 Lines that hold no more, and open needs without a line: changes that are not published yet.',
  })
  outdatedLines!: number;
}

@ObjectType({ description: '计划变更 A new version of the plan was published.' })
export class PlanChange {
  @Field(() => String, { description: '事件游标 Cursor of the event: subscribe after it to miss nothing.' })
  cursor!: string;

  @Field(() => Instant, { description: '时间 When.' })
  at!: Date;

  @Field(() => String, { description: '版本 The new version.' })
  version!: string;

  @Field(() => Int, { description: '变更行数 How many lines changed.' })
  changed!: number;
}

@ObjectType({ description: '组内公平 How many needs of one group find a place.' })
export class GroupFairness {
  @Field(() => String, { description: '组 Code of the community or street, or the situation; NONE for no situation.' })
  group!: string;

  @Field(() => Int, { description: '需求数 Its open needs.' })
  needs!: number;

  @Field(() => Int, { description: '计划满足 Served by the plan.' })
  served!: number;

  @Field(() => Int, { description: '公平计划满足 Served by the fairest plan.' })
  servedFairly!: number;
}

@ObjectType({
  description: '公平性 The served part by group, under the plan and under the fairest plan, and what that costs.',
})
export class PlanFairness {
  @Field(() => String, { description: '规则版本 Version of the ruleset.' })
  rulesetVersion!: string;

  @Field(() => [GroupFairness], { description: '各组 The groups in the order of their names.' })
  groups!: GroupFairness[];

  @Field(() => Float, { description: '目标值 What the plan is worth, in points as in Plan.objective.' })
  objective!: number;

  @Field(() => Float, { description: '公平计划目标值 What the fairest plan is worth, in the same points.' })
  fairObjective!: number;

  @Field(() => Float, { description: '公平代价 The difference, in the same points.' })
  price!: number;

  @Field(() => Int, { description: '公平代价比例 The difference in 1/10,000 of the worth, rounded up.' })
  priceTenThousandths!: number;
}
