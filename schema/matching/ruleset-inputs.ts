/** Promises what commands on rulesets are given. */
import { Field, ID, InputType, Int } from 'type-graphql';
import { Uuid } from '../scalars';
import { Criterion } from './enums';

@InputType({ description: '评分项权重 The weight of one criterion.' })
export class CriterionWeightInput {
  @Field(() => Criterion, { description: '评分项 Which criterion.' })
  criterion!: Criterion;

  @Field(() => Int, { description: '权重 A whole number from 0 to 10,000.' })
  weight!: number;
}

@InputType({ description: '起草匹配规则 What proposes new weights.' })
export class DraftRulesetInput {
  @Field(() => Uuid, { description: '新规则的编号 Id of the new ruleset, made by the client and kept across retries.' })
  rulesetId!: string;

  @Field(() => [CriterionWeightInput], {
    description: '权重 Every criterion once; the weights sum to 10,000.',
  })
  weights!: CriterionWeightInput[];

  @Field(() => String, { description: '提出理由 Why, 1 to 500 characters; it is kept and shown for ever.' })
  reason!: string;
}

@InputType({ description: '批准匹配规则 What puts a draft into force.' })
export class ApproveRulesetInput {
  @Field(() => ID, { description: '规则 Global id of the draft.' })
  rulesetId!: string;
}
