/** Promises the explanation of a match as data: gates, shares that sum to the score, and what would have to change. */
import { Field, Int, ObjectType } from 'type-graphql';
import { Criterion, Gate, GateReason, MatchChange } from './enums';

@ObjectType({ description: '所需改变 One thing that would have to change; those of a gate together open it.' })
export class RequiredChange {
  @Field(() => MatchChange, { description: '改变 What to do.' })
  change!: MatchChange;

  @Field(() => String, { description: '取值 With what: a code, a word or a number.' })
  value!: string;
}

@ObjectType({ description: '门槛结果 One gate, passed or failed.' })
export class GateResult {
  @Field(() => Gate, { description: '门槛 Which gate.' })
  gate!: Gate;

  @Field(() => Boolean, { description: '是否通过 Whether it is passed.' })
  passed!: boolean;

  @Field(() => GateReason, { description: '结论 Why.' })
  reason!: GateReason;

  @Field(() => [RequiredChange], { description: '通过条件 What would open it; empty when passed.' })
  toPass!: RequiredChange[];
}

@ObjectType({ description: '评分项结果 One criterion and its share of the score.' })
export class CriterionResult {
  @Field(() => Criterion, { description: '评分项 Which criterion.' })
  criterion!: Criterion;

  @Field(() => Int, { description: '权重 Its weight; all weights sum to 10,000.' })
  weight!: number;

  @Field(() => Int, { description: '取值 How well it is met, 0 to 10,000.' })
  value!: number;

  @Field(() => Int, { description: '得分 Its part of the score.' })
  share!: number;
}

@ObjectType({ description: '匹配说明 Why an offering matches a need or not. The shares sum to the score exactly.' })
export class MatchExplanation {
  @Field(() => String, { description: '规则版本 Version of the stated weights.' })
  rulesetVersion!: string;

  @Field(() => Boolean, { description: '是否匹配 Whether every gate is passed.' })
  matched!: boolean;

  @Field(() => [GateResult], { description: '门槛 Every gate that there was at the time, always in the same order.' })
  gates!: GateResult[];

  @Field(() => [CriterionResult], { description: '评分项 Every criterion that the ruleset weighs.' })
  criteria!: CriterionResult[];

  @Field(() => Int, { description: '总分 0 to 10,000; for a pair that does not match, what it would have.' })
  score!: number;

  @Field(() => Boolean, { description: '需进一步评估 The organisation can say only after an assessment of its own.' })
  furtherAssessmentNeeded!: boolean;

  @Field(() => Boolean, { description: '排队等候 The organisation takes it onto its wait list.' })
  waitList!: boolean;
}
