/** Promises rulesets as data: the weights of a score, who proposed and approved them, and what a dry run of one tells. */
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../connection';
import { Instant } from '../scalars';
import { Criterion } from './enums';

export enum RulesetStatus {
  DRAFT = 'DRAFT',
  APPROVED = 'APPROVED',
  RETIRED = 'RETIRED',
}

registerEnumType(RulesetStatus, {
  name: 'RulesetStatus',
  description: '规则状态 The state of a ruleset; exactly one is approved at any time.',
  valuesConfig: {
    DRAFT: { description: '草案 Proposed; a second person may approve it.' },
    APPROVED: { description: '生效 In force: every score is made by it.' },
    RETIRED: { description: '已停用 Was in force and was succeeded; kept for replays.' },
  },
});

@ObjectType({ description: '评分项权重 The weight of one criterion.' })
export class CriterionWeight {
  @Field(() => Criterion, { description: '评分项 Which criterion.' })
  criterion!: Criterion;

  @Field(() => Int, { description: '权重 Its weight out of 10,000.' })
  weight!: number;
}

@ObjectType({ description: '匹配规则 A version of the stated weights by which matches are scored.' })
export class Ruleset {
  @Field(() => ID, { description: '全局编号 Opaque id.' })
  id!: string;

  @Field(() => String, { description: '规则版本 Its version, as explanations name it.' })
  version!: string;

  @Field(() => RulesetStatus, { description: '规则状态 Draft, in force, or retired.' })
  status!: RulesetStatus;

  @Field(() => [CriterionWeight], {
    description: '权重 The weight of every criterion that it weighs; they sum to 10,000.',
  })
  weights!: CriterionWeight[];

  @Field(() => String, { description: '提出理由 Why it was proposed.' })
  reason!: string;

  @Field(() => ID, {
    nullable: true,
    description: '提出人 Account that proposed it; null for those that come with the installation.',
  })
  proposedBy?: string;

  @Field(() => Instant, { description: '提出时间 When it was proposed.' })
  proposedAt!: Date;

  @Field(() => ID, { nullable: true, description: '批准人 Account that approved it, never the one that proposed it.' })
  approvedBy?: string;

  @Field(() => Instant, { nullable: true, description: '批准时间 When it came into force.' })
  approvedAt?: Date;

  @Field(() => Instant, { nullable: true, description: '停用时间 When another succeeded it.' })
  retiredAt?: Date;
}

export const RulesetConnection = connectionOf('Ruleset', () => Ruleset);

@ObjectType({ description: '组织升降 How often one organisation would stand higher or lower, as counts only.' })
export class OrganisationMovement {
  @Field(() => ID, { description: '组织编号 Global id of the organisation.' })
  organisationId!: string;

  @Field(() => Int, { description: '上升次数 In how many rankings it would rise.' })
  rises!: number;

  @Field(() => Int, { description: '下降次数 In how many rankings it would fall.' })
  falls!: number;

  @Field(() => Int, { description: '上升名次 The places that it would gain in these rankings, in all.' })
  placesGained!: number;

  @Field(() => Int, { description: '下降名次 The places that it would lose in these rankings, in all.' })
  placesLost!: number;
}

@ObjectType({
  description:
    '规则试算 What a ruleset would change in the rankings of needs referred last, by the capacities of today.',
})
export class RulesetDryRun {
  @Field(() => String, { description: '现行版本 Version in force, compared with.' })
  inForceVersion!: string;

  @Field(() => String, {
    nullable: true,
    description: '试算版本 Version that was tried; null for weights that are not drafted yet.',
  })
  triedVersion?: string;

  @Field(() => Int, { description: '需求数 How many needs were ranked both ways.' })
  needs!: number;

  @Field(() => Int, { description: '排序改变数 In how many of them the order would change.' })
  rankingsChanged!: number;

  @Field(() => Int, { description: '首位改变数 In how many of them another organisation would stand first.' })
  firstPlacesChanged!: number;

  @Field(() => [OrganisationMovement], {
    description: '组织升降 The organisations that would rise or fall, those with most changes first.',
  })
  organisations!: OrganisationMovement[];
}
