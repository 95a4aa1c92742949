/** Promises the notices of holidays of the contract: which days are off and which weekends are worked, by year. */
import { createUnionType, Field, InputType, Int, ObjectType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { CommandInput } from '../command';
import { InvalidInput } from '../refusals';
import { CalendarDate, Instant } from '../scalars';

@ObjectType({
  description: '放假安排 The holidays of a year by the notice of the General Office of the State Council.',
})
export class HolidayNotice {
  @Field(() => Int, { description: '年份 The year.' })
  year!: number;

  @Field(() => Int, { description: '版本 Counted from 1; only the newest of a year is told and counts.' })
  version!: number;

  @Field(() => String, { description: '依据 The notice by its number and date.' })
  source!: string;

  @Field(() => [CalendarDate], { description: '放假日期 The days off, in order; weekends between them included.' })
  holidays!: string[];

  @Field(() => [CalendarDate], { description: '调休上班日 Saturdays and Sundays that are worked, in order.' })
  workdays!: string[];

  @Field(() => Instant, { description: '登记时间 When it was taken over.' })
  recordedAt!: Date;
}

@InputType({ description: '登记放假安排 The notice of a year as it was published.' })
export class RecordHolidayNoticeInput extends CommandInput {
  @Field(() => Int, { description: '年份 From 2000 to 2100.' })
  year!: number;

  @Field(() => String, { description: '依据 The notice by its number and date, 1 to 200 characters.' })
  source!: string;

  @Field(() => [CalendarDate], {
    description: '放假日期 The days off, 1 to 60, each once: of that year, or of the December before.',
  })
  holidays!: string[];

  @Field(() => [CalendarDate], {
    description: '调休上班日 Saturdays and Sundays that are worked instead, each once; none of them a day off.',
  })
  workdays!: string[];
}

export const RecordHolidayNoticeResult = createUnionType({
  name: 'RecordHolidayNoticeResult',
  description: '登记放假安排结果 The notice, or why it was not taken over.',
  types: () => [HolidayNotice, InvalidInput, IdempotencyMismatch] as const,
});
