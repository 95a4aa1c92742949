/** Promises the inputs of the commands on annual evaluations: one per mutation. */
import { Field, ID, InputType, Int } from 'type-graphql';
import { CommandInput } from '../command';
import { Uuid, WholeNumber } from '../scalars';
import { EvaluationAppealStatus, EvaluationSubjectKind } from './enums';

@InputType({ description: '得分点 From which figure on which score is reached.' })
export class ScorePointInput {
  @Field(() => WholeNumber, {
    description: '数值 In the unit of the measure, or parts of a thousand where it is divided by another.',
  })
  at!: bigint;

  @Field(() => Int, { description: '得分 In hundredths of a point, 0 to 10000.' })
  score!: number;
}

@InputType({ description: '方案指标 One line of a scheme.' })
export class EvaluationSchemeLineInput {
  @Field(() => String, { description: '指标 Code of a measure that is not of restricted cases.' })
  measure!: string;

  @Field(() => String, {
    nullable: true,
    description: '除以 Code of the measure by which it is divided; none when left out.',
  })
  per?: string;

  @Field(() => Int, { description: '权重 Whole parts of a hundred, 1 or more; those of a scheme sum to 100.' })
  weight!: number;

  @Field(() => [ScorePointInput], { description: '得分点 1 to 20 at rising figures; scores only rise or only fall.' })
  points!: ScorePointInput[];

  @Field(() => Int, {
    defaultValue: 0,
    description: '无数据得分 The score when there is nothing to divide by, in hundredths of a point.',
  })
  missingScore!: number;
}

@InputType({ description: '提出方案 A new version of the scheme for one kind of subject.' })
export class ProposeEvaluationSchemeInput {
  @Field(() => Uuid, { description: '客户端生成的编号 The id of the scheme, made by the client, kept across retries.' })
  schemeId!: string;

  @Field(() => String, { description: '区域代码 The district whose subjects are evaluated; you serve it.' })
  areaCode!: string;

  @Field(() => EvaluationSubjectKind, { description: '测评对象 Who is evaluated.' })
  subjectKind!: EvaluationSubjectKind;

  @Field(() => String, { description: '名称 1 to 120 characters.' })
  title!: string;

  @Field(() => [EvaluationSchemeLineInput], { description: '指标 1 to 30 lines.' })
  lines!: EvaluationSchemeLineInput[];
}

@InputType({ description: '测评 Compute and freeze the results of a year.' })
export class EvaluateYearInput {
  @Field(() => Uuid, {
    description: '客户端生成的编号 The id of the evaluation, made by the client, kept across retries.',
  })
  evaluationId!: string;

  @Field(() => ID, { description: '方案 The id of the scheme.' })
  schemeId!: string;

  @Field(() => Int, { description: '年度 A calendar year that is over.' })
  year!: number;
}

@InputType({ description: '公布 Publish an evaluation that another person computed.' })
export class PublishEvaluationInput extends CommandInput {
  @Field(() => ID, { description: '测评 The id of the evaluation.' })
  evaluationId!: string;
}

@InputType({ description: '申诉 Against a result of your own.' })
export class AppealEvaluationInput {
  @Field(() => Uuid, { description: '客户端生成的编号 The id of the appeal, made by the client, kept across retries.' })
  appealId!: string;

  @Field(() => ID, { description: '结果 The id of the result.' })
  resultId!: string;

  @Field(() => String, { description: '理由 1 to 1000 characters; never about a household.' })
  reason!: string;
}

@InputType({ description: '更正数值 The figure that one line should have had.' })
export class EvaluationCorrectionInput {
  @Field(() => Int, { description: '序号 The place of the line in the scheme, from 0.' })
  line!: number;

  @Field(() => WholeNumber, { description: '数值 The figure, or the ratio in parts of a thousand.' })
  value!: bigint;
}

@InputType({ description: '裁决 Decide an appeal; neither who appealed nor who published decides.' })
export class DecideEvaluationAppealInput extends CommandInput {
  @Field(() => ID, { description: '申诉 The id of the appeal.' })
  appealId!: string;

  @Field(() => EvaluationAppealStatus, { description: '结论 UPHELD with corrections, or REJECTED without.' })
  outcome!: EvaluationAppealStatus;

  @Field(() => String, { description: '裁决 1 to 1000 characters; never about a household.' })
  decision!: string;

  @Field(() => [EvaluationCorrectionInput], {
    defaultValue: [],
    description: '更正 What is corrected; empty when rejected.',
  })
  corrections!: EvaluationCorrectionInput[];
}
