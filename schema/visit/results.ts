/** Promises the results of the mutations of discovery. */
import { createUnionType, Field, ObjectType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { InvalidInput, NotFound, WrongState } from '../refusals';
import { ObligationAlreadyDone, TriggerAlreadyReported, VisitTimeNotAccepted } from './refusals';
import { Visit, VisitObligation } from './visit';
import { CalendarDate } from '../scalars';

@ObjectType({ description: '已受理 A trigger that was taken.' })
export class TriggerReported {
  @Field(() => CalendarDate, { description: '最迟走访日 The last day of the visit that it obliges to.' })
  dueOn!: string;

  @Field(() => VisitObligation, {
    nullable: true,
    description: '必访任务 The obligation; null when it is not yours to see, as for a department.',
  })
  obligation?: VisitObligation;
}

export const ReportTriggerResult = createUnionType({
  name: 'ReportTriggerResult',
  description: '报送结果 That it was taken, or why not.',
  types: () => [TriggerReported, TriggerAlreadyReported, NotFound, InvalidInput, IdempotencyMismatch] as const,
});

export const RecordVisitResult = createUnionType({
  name: 'RecordVisitResult',
  description: '走访记录结果 The visit as recorded, or why not.',
  types: () =>
    [
      Visit,
      ObligationAlreadyDone,
      VisitTimeNotAccepted,
      WrongState,
      NotFound,
      InvalidInput,
      IdempotencyMismatch,
    ] as const,
});

export const VoidTriggerResult = createUnionType({
  name: 'VoidTriggerResult',
  description: '撤销误报结果 The obligation, closed, or why not.',
  types: () => [VisitObligation, WrongState, NotFound, IdempotencyMismatch] as const,
});
