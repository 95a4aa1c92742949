/** Promises annual evaluations as the contract has them: schemes, frozen results explained by line, and appeals. */
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../connection';
import { CalendarDate, Instant, WholeNumber } from '../scalars';
import { EvaluationAppealStatus, EvaluationStatus, EvaluationSubjectKind } from './enums';

@ObjectType({ description: '得分点 From which figure on which score is reached; straight lines in between.' })
export class ScorePoint {
  @Field(() => WholeNumber, {
    description: '数值 In the unit of the measure, or parts of a thousand where it is divided by another.',
  })
  at!: string;

  @Field(() => Int, { description: '得分 In hundredths of a point, 0 to 10000.' })
  score!: number;
}

@ObjectType({ description: '方案指标 One line of a scheme.' })
export class EvaluationSchemeLine {
  @Field(() => String, { description: '指标 Code of the measure.' })
  measure!: string;

  @Field(() => String, { nullable: true, description: '除以 Code of the measure by which it is divided, if any.' })
  per?: string;

  @Field(() => Int, { description: '权重 Whole parts of a hundred; those of a scheme sum to 100.' })
  weight!: number;

  @Field(() => [ScorePoint], { description: '得分点 The score function, at rising figures.' })
  points!: ScorePoint[];

  @Field(() => Int, {
    description: '无数据得分 The score when there is nothing to divide by, in hundredths of a point.',
  })
  missingScore!: number;
}

@ObjectType({
  description: '测评方案 A scheme: which figures weigh how much. It never changes; another version replaces it.',
})
export class EvaluationScheme {
  @Field(() => ID, { description: '编号 Its id, as it was made by the client.' })
  schemeId!: string;

  @Field(() => EvaluationSubjectKind, { description: '测评对象 Who is evaluated.' })
  subjectKind!: EvaluationSubjectKind;

  @Field(() => Int, { description: '版本 1, 2, 3 ... for the same kind of subject.' })
  version!: number;

  @Field(() => String, { description: '名称 Its title.' })
  title!: string;

  @Field(() => [EvaluationSchemeLine], { description: '指标 Its lines.' })
  lines!: EvaluationSchemeLine[];

  @Field(() => Instant, { description: '提出时间 When it was proposed.' })
  proposedAt!: Date;
}

@ObjectType({ description: '年度测评 The evaluation of a year by a scheme, frozen when it was computed.' })
export class Evaluation {
  @Field(() => ID, { description: '编号 Its id, as it was made by the client.' })
  evaluationId!: string;

  @Field(() => EvaluationScheme, { description: '方案 By which scheme.' })
  scheme!: EvaluationScheme;

  @Field(() => Int, { description: '年度 The calendar year.' })
  year!: number;

  @Field(() => EvaluationStatus, { description: '状态 Where it stands.' })
  status!: EvaluationStatus;

  @Field(() => String, { description: '校验值 SHA-256 (hex) over scheme, year and all first results.' })
  hash!: string;

  @Field(() => Instant, { description: '计算时间 When it was computed.' })
  computedAt!: Date;

  @Field(() => Instant, { nullable: true, description: '公布时间 When it was published.' })
  publishedAt?: Date;

  @Field(() => CalendarDate, {
    nullable: true,
    description: '申诉截止日 The last day on which a first result can be appealed.',
  })
  appealUntil?: string;
}

@ObjectType({ description: '单项结果 What one line came to, and why.' })
export class EvaluationResultLine {
  @Field(() => String, { description: '指标 Code of the measure.' })
  measure!: string;

  @Field(() => WholeNumber, {
    nullable: true,
    description: '数值 The figure, or the ratio in parts of a thousand; null when there was nothing to divide by.',
  })
  value?: string;

  @Field(() => Int, { description: '得分 In hundredths of a point.' })
  score!: number;

  @Field(() => Int, { description: '权重 Parts of a hundred.' })
  weight!: number;

  @Field(() => Int, { description: '计分 What it adds to the total, in hundredths of a point, rounded down.' })
  points!: number;

  @Field(() => Boolean, { description: '已更正 Whether the figure was corrected upon appeal.' })
  corrected!: boolean;

  @Field(() => String, { description: '说明（中文） How the score came about, in Chinese.' })
  explanationZh!: string;

  @Field(() => String, { description: '说明（英文） How the score came about, in English.' })
  explanationEn!: string;
}

@ObjectType({ description: '申诉 What the evaluated say against a result, and what came of it.' })
export class EvaluationAppeal {
  @Field(() => ID, { description: '编号 Its id, as it was made by the client.' })
  appealId!: string;

  @Field(() => EvaluationAppealStatus, { description: '状态 Where it stands.' })
  status!: EvaluationAppealStatus;

  @Field(() => String, { description: '理由 Why.' })
  reason!: string;

  @Field(() => Instant, { description: '申诉时间 When.' })
  appealedAt!: Date;

  @Field(() => String, { nullable: true, description: '裁决 The decision in words.' })
  decision?: string;

  @Field(() => Instant, { nullable: true, description: '裁决时间 When it was decided.' })
  decidedAt?: Date;
}

@ObjectType({
  description: '测评结果 The result of one who was evaluated; a correction is a new version, the earlier stays.',
})
export class EvaluationResult {
  @Field(() => ID, { description: '编号 Its id.' })
  resultId!: string;

  @Field(() => String, {
    description: '对象键 Area code, global id of the organisation, or account id of the adviser.',
  })
  subjectKey!: string;

  @Field(() => String, { description: '名称 Its name when it was computed.' })
  subjectName!: string;

  @Field(() => Int, { description: '版本 1, or higher after a correction.' })
  version!: number;

  @Field(() => Int, {
    description: '总分 In hundredths of a point: 10000 is the most; the weighted scores, rounded down.',
  })
  total!: number;

  @Field(() => [EvaluationResultLine], {
    nullable: true,
    description: '逐项 Each line explained; null for the auditor, who may not read the figures of few households.',
  })
  lines?: EvaluationResultLine[];

  @Field(() => String, { description: '校验值 SHA-256 (hex) over the result and the hash of the version before.' })
  hash!: string;

  @Field(() => EvaluationAppeal, {
    nullable: true,
    description: '申诉 The appeal against this version, if there is one.',
  })
  appeal?: EvaluationAppeal;
}

export const EvaluationConnection = connectionOf('Evaluation', () => Evaluation);
export const EvaluationResultConnection = connectionOf('EvaluationResult', () => EvaluationResult);
