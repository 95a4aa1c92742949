/** Promises the answers about the plan, what becomes of each accepted line of it, and the refusals that tell why there are none. */
import { createUnionType, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { EngineRefused } from '../matching/refusals';
import { Refusal } from '../refusal';
import { InvalidInput } from '../refusals';
import { PlanCheck, PlanFairness } from './plan';

export enum PlanLineOutcome {
  OFFERED = 'OFFERED',
  NOT_PLANNED = 'NOT_PLANNED',
  LINE_CHANGED = 'LINE_CHANGED',
  NEED_NOT_FREE = 'NEED_NOT_FREE',
  POOL_ONLY = 'POOL_ONLY',
  ALREADY_OFFERED = 'ALREADY_OFFERED',
  ORGANISATION_NOT_APPROVED = 'ORGANISATION_NOT_APPROVED',
  GATES_CLOSED = 'GATES_CLOSED',
  PLACES_OFFERED = 'PLACES_OFFERED',
}

registerEnumType(PlanLineOutcome, {
  name: 'PlanLineOutcome',
  description: '计划行结果 What became of one accepted line.',
  valuesConfig: {
    OFFERED: { description: '已征询 The need is offered to the organisation planned.' },
    NOT_PLANNED: { description: '未计划 The plan has no organisation for this need.' },
    LINE_CHANGED: {
      description: '该行已变 The plan has another organisation or offering for this need than in the version named.',
    },
    NEED_NOT_FREE: { description: '需求不在池中 The need is not wholly unclaimed in the open pool any more.' },
    POOL_ONLY: { description: '不预先征询 Needs of this kind and urgency are open to all at once.' },
    ALREADY_OFFERED: { description: '已在征询 An offer of this need stands.' },
    ORGANISATION_NOT_APPROVED: { description: '组织未获批准 The organisation may not take anything on now.' },
    GATES_CLOSED: { description: '不符合匹配条件 The organisation does not pass the gates any more.' },
    PLACES_OFFERED: { description: '名额已征询 All its free places stand offered.' },
  },
});

@ObjectType({ description: '已采纳计划行 One line that was to be accepted.' })
export class AcceptedPlanLine {
  @Field(() => ID, { description: '需求 Global id of the need.' })
  needId!: string;

  @Field(() => PlanLineOutcome, { description: '结果 What became of it.' })
  outcome!: PlanLineOutcome;

  @Field(() => ID, { nullable: true, description: '征询 Global id of the offer that was made.' })
  offerId?: string;
}

@ObjectType({ description: '计划采纳 What was accepted of a plan, line by line.' })
export class PlanAcceptance {
  @Field(() => String, { description: '计划版本 Version of the plan that was accepted.' })
  planVersion!: string;

  @Field(() => [AcceptedPlanLine], {
    description: '各行 Every line that was to be accepted, in the order of need ids.',
  })
  lines!: AcceptedPlanLine[];
}

@ObjectType({
  implements: Refusal,
  description: '计划版本不符 There is no such version of the plan, or none at all; nothing was accepted.',
})
export class PlanIsStale extends Refusal {
  @Field(() => String, { nullable: true, description: '当前版本 The newest version; null when there is none.' })
  currentVersion?: string;

  constructor(currentVersion: string | undefined) {
    super({
      zh: '没有这一版本的计划。请查看当前版本后再采纳。',
      en: 'There is no such version of the plan. Look at the one of now, then accept.',
    });
    this.currentVersion = currentVersion;
  }
}

export const PlanFairnessResult = createUnionType({
  name: 'PlanFairnessResult',
  description: '公平性结果 How the groups are served, or why the engine does not count it.',
  types: () => [PlanFairness, EngineRefused] as const,
});

export const CheckPlanResult = createUnionType({
  name: 'CheckPlanResult',
  description: '核验计划结果 The plan counted anew, or why the engine does not count it.',
  types: () => [PlanCheck, EngineRefused] as const,
});

export const AcceptPlanResult = createUnionType({
  name: 'AcceptPlanResult',
  description: '采纳计划结果 What became of each line, or why nothing was accepted.',
  types: () => [PlanAcceptance, PlanIsStale, InvalidInput, IdempotencyMismatch] as const,
});
