/** Promises the inputs and results of the commands on revisits. */
import { createUnionType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { CommandInput } from '../command';
import { InvalidInput, NotFound, WrongState } from '../refusals';
import { CalendarDate } from '../scalars';
import { Revisit, RevisitOutcome, Satisfaction } from './revisit';

@InputType({ description: '完成回访 What the revisit found.' })
export class CompleteRevisitInput extends CommandInput {
  @Field(() => ID, { description: '回访 The revisit.' })
  revisitId!: string;

  @Field(() => RevisitOutcome, { description: '结果 What it found.' })
  outcome!: RevisitOutcome;

  @Field(() => Satisfaction, {
    nullable: true,
    description: '满意度 How satisfied the household is; not asked when nobody was met.',
  })
  satisfaction?: Satisfaction | null;

  @Field(() => CalendarDate, {
    nullable: true,
    description: '回访日期 When it took place, not after today; today when left out.',
  })
  visitedOn?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      '重新打开的需求 With NEED_REMAINS at a revisit after entry or exit: a need of the household that was served and remains.',
  })
  reopenNeedId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: '备注 Note, at most 2000 characters; sealed with the key of the household, so it needs one.',
  })
  note?: string | null;
}

@InputType({ description: '一次回访 One revisit of a round.' })
export class RoundVisitInput {
  @Field(() => ID, { description: '回访 The revisit; after entry or exit.' })
  revisitId!: string;

  @Field(() => RevisitOutcome, { description: '结果 What it found.' })
  outcome!: RevisitOutcome;

  @Field(() => Satisfaction, { nullable: true, description: '满意度 How satisfied; not asked when nobody was met.' })
  satisfaction?: Satisfaction | null;

  @Field(() => CalendarDate, { description: '回访日期 When it took place, not after today.' })
  visitedOn!: string;
}

@InputType({ description: '集中回访 Revisits after entry and exit, written down together: all of them, or none.' })
export class CompleteRevisitRoundInput extends CommandInput {
  @Field(() => [RoundVisitInput], { description: '回访 1 to 200 revisits, each once.' })
  visits!: RoundVisitInput[];
}

@ObjectType({ description: '集中回访结果 What a round did.' })
export class RevisitRound {
  @Field(() => Int, { description: '完成数 How many revisits were done.' })
  done!: number;

  @Field(() => Int, { description: '未见到 How many are owed again, because nobody was met.' })
  owedAgain!: number;
}

export const CompleteRevisitResult = createUnionType({
  name: 'CompleteRevisitResult',
  description: '完成回访结果 The revisit, or why not.',
  types: () => [Revisit, NotFound, WrongState, InvalidInput, IdempotencyMismatch] as const,
});

export const CompleteRevisitRoundResult = createUnionType({
  name: 'CompleteRevisitRoundResult',
  description: '集中回访结果 What was done, or why nothing was.',
  types: () => [RevisitRound, InvalidInput, IdempotencyMismatch] as const,
});
