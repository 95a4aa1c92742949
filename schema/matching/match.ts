/** Promises a match: one need, one organisation, the offering that fits best, and why. */
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../connection';
import { Instant } from '../scalars';
import { MatchExplanation, RequiredChange } from './explanation';

@ObjectType({ description: '匹配 A need and an organisation, with its best offering and the reasons.' })
export class Match {
  @Field(() => ID, {
    nullable: true,
    description: '服务供给 Global id of the offering that fits best; null when it offers nothing.',
  })
  offeringId?: string;

  @Field(() => Int, { description: '总分 Its score, 0 to 10,000.' })
  score!: number;

  @Field(() => MatchExplanation, { description: '匹配说明 Why.' })
  explanation!: MatchExplanation;

  @Field(() => ID, {
    description: '决定编号 Global id under which this was logged when it was shown; see replayDecision.',
  })
  decisionId!: string;

  /** Not part of the contract. */
  needId!: string;
  /** Not part of the contract. */
  organisationId!: string;
}

export const MatchConnection = connectionOf('Match', () => Match);

@ObjectType({
  description: '最接近的组织 An approved organisation that misses a need by little, and what would make it match.',
})
export class NearestMiss {
  @Field(() => Match, { description: '匹配 The pair, with the gates that are shut.' })
  match!: Match;

  @Field(() => [RequiredChange], { description: '所需改变 The least that would have to change, all of it together.' })
  changes!: RequiredChange[];
}

@ObjectType({
  description: '需求的匹配 A page of the organisations that match a need; when none does, those that nearly do.',
})
export class NeedMatches extends MatchConnection {
  @Field(() => [NearestMiss], {
    description:
      '最接近的组织 When nobody passes every gate: those that miss by least, the nearest first; otherwise empty.',
  })
  nearestMisses!: NearestMiss[];
}

@ObjectType({ description: '无人匹配的需求 A need of the open pool that nobody can meet now.' })
export class UnmatchedNeed {
  @Field(() => Instant, { description: '起始时间 Since when nobody matches it.' })
  unmatchedSince!: Date;

  @Field(() => [NearestMiss], { description: '最接近的组织 Those that miss it by least, the nearest first.' })
  nearestMisses!: NearestMiss[];

  /** Not part of the contract. */
  needId!: string;
}

export const UnmatchedNeedConnection = connectionOf('UnmatchedNeed', () => UnmatchedNeed);
