/** Promises a match: one need, one organisation, the offering that fits best, and why. */
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../connection';
import { MatchExplanation } from './explanation';

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
