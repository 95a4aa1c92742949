/** Promises what each command on annual evaluations answers, and its refusals. */
import { createUnionType, Field, ObjectType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { Refusal } from '../refusal';
import { InvalidInput, NotFound, WrongState } from '../refusals';
import { CalendarDate } from '../scalars';
import { Evaluation, EvaluationResult, EvaluationScheme } from './evaluation';

@ObjectType({ implements: Refusal, description: '须由他人办理 A second person must do this.' })
export class AnotherPersonNeeded extends Refusal {
  constructor() {
    super({
      zh: '此步骤须由另一人办理：公布人不能是计算人，裁决人不能是公布人或申诉人。',
      en: 'Another person must do this: who computed does not publish, who published or appealed does not decide.',
    });
  }
}

@ObjectType({ implements: Refusal, description: '申诉期已过 The days to appeal are over.' })
export class AppealTooLate extends Refusal {
  @Field(() => CalendarDate, { description: '截止日 The last day on which it was possible.' })
  until: string;

  constructor(until: string) {
    super({ zh: `申诉期已于 ${until} 届满。`, en: `Appeals were possible until ${until}.` });
    this.until = until;
  }
}

export const ProposeEvaluationSchemeResult = createUnionType({
  name: 'ProposeEvaluationSchemeResult',
  description: '提出结果 The scheme, or why not.',
  types: () => [EvaluationScheme, InvalidInput, NotFound, IdempotencyMismatch] as const,
});

export const EvaluateYearResult = createUnionType({
  name: 'EvaluateYearResult',
  description: '测评结果 The evaluation, or why not.',
  types: () => [Evaluation, InvalidInput, NotFound, IdempotencyMismatch] as const,
});

export const PublishEvaluationResult = createUnionType({
  name: 'PublishEvaluationResult',
  description: '公布结果 The evaluation, or why not.',
  types: () => [Evaluation, NotFound, WrongState, AnotherPersonNeeded, IdempotencyMismatch] as const,
});

export const AppealEvaluationResult = createUnionType({
  name: 'AppealEvaluationResult',
  description: '申诉结果 The result with its appeal, or why not.',
  types: () => [EvaluationResult, InvalidInput, NotFound, WrongState, AppealTooLate, IdempotencyMismatch] as const,
});

export const DecideEvaluationAppealResult = createUnionType({
  name: 'DecideEvaluationAppealResult',
  description: '裁决结果 The result that now stands, or why not.',
  types: () =>
    [EvaluationResult, InvalidInput, NotFound, WrongState, AnotherPersonNeeded, IdempotencyMismatch] as const,
});
