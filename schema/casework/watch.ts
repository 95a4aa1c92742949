/** Promises the long-term watch of a household: flagged with a reason, reviewed at an interval, ended by a review. */
import { createUnionType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { connectionOf } from '../connection';
import { Node } from '../node';
import { InvalidInput, NotFound, WrongState } from '../refusals';
import { CalendarDate, Instant, Uuid } from '../scalars';
import { WatchOutcome } from './enums';

@ObjectType({
  implements: Node,
  description: '长期重点关注 A household that is watched for long; seen by those who serve its area.',
})
export class HouseholdWatch extends Node {
  @Field(() => Int, { description: '复核间隔（天） Days from one review to the next.' })
  intervalDays!: number;

  @Field(() => CalendarDate, { nullable: true, description: '下次复核日 The day of the next review; null once ended.' })
  nextReviewOn?: string;

  @Field(() => Boolean, { description: '是否逾期 Whether the day of the review is over.' })
  overdue!: boolean;

  @Field(() => Instant, { description: '开始时间 When it began.' })
  startedAt!: Date;

  @Field(() => Instant, { nullable: true, description: '解除时间 When a review ended it.' })
  endedAt?: Date;

  /** Not in the contract: the local ids. */
  watchId!: string;
  householdId!: string;
}

@ObjectType({ description: '复核记录 One review of a watch.' })
export class WatchReview {
  @Field(() => WatchOutcome, { description: '结论 What it decided.' })
  outcome!: WatchOutcome;

  @Field(() => String, { description: '记录 What was seen.' })
  note!: string;

  @Field(() => ID, { description: '复核人 Global id of the account that reviewed.' })
  reviewedBy!: string;

  @Field(() => Instant, { description: '复核时间 When.' })
  reviewedAt!: Date;
}

@ObjectType({ description: '关注记录 What is written of a watch. Each reading is written down with its reason.' })
export class WatchRecord {
  @Field(() => String, { description: '列入理由 Why the household is watched.' })
  reason!: string;

  @Field(() => [WatchReview], { description: '复核 Its reviews, the newest first.' })
  reviews!: WatchReview[];
}

export const HouseholdWatchConnection = connectionOf('HouseholdWatch', () => HouseholdWatch);

@InputType({ description: '列入重点关注 Watch a household.' })
export class WatchHouseholdInput {
  @Field(() => Uuid, { description: '客户端生成的编号 The id of the watch, made by the client, kept across retries.' })
  watchId!: string;

  @Field(() => ID, { description: '家庭 The household.' })
  householdId!: string;

  @Field(() => String, { description: '理由 Why, 4 to 500 characters; sealed.' })
  reason!: string;

  @Field(() => Int, { description: '复核间隔（天） Days between reviews, 7 to 180.' })
  intervalDays!: number;
}

@InputType({ description: '复核 A review of a watch.' })
export class ReviewWatchInput {
  @Field(() => Uuid, { description: '客户端生成的编号 The id of the review, made by the client, kept across retries.' })
  reviewId!: string;

  @Field(() => ID, { description: '重点关注 The watch, not ended.' })
  watchId!: string;

  @Field(() => WatchOutcome, { description: '结论 Whether it goes on.' })
  outcome!: WatchOutcome;

  @Field(() => String, { description: '记录 What was seen, 1 to 2000 characters; sealed.' })
  note!: string;
}

export const WatchHouseholdResult = createUnionType({
  name: 'WatchHouseholdResult',
  description: '列入结果 The watch, or why not. A household that is watched answers WrongState.',
  types: () => [HouseholdWatch, NotFound, InvalidInput, WrongState, IdempotencyMismatch] as const,
});

export const ReviewWatchResult = createUnionType({
  name: 'ReviewWatchResult',
  description: '复核结果 The watch as it is now, or why not.',
  types: () => [HouseholdWatch, NotFound, InvalidInput, WrongState, IdempotencyMismatch] as const,
});
