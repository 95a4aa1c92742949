/** Promises the results of the commands on obligations. */
import { createUnionType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { InvalidInput, NotFound, WrongState } from '../refusals';
import { Obligation } from './obligation';

export const RecordObligationResult = createUnionType({
  name: 'RecordObligationResult',
  description: '登记义务结果 The obligation, or why not.',
  types: () => [Obligation, InvalidInput, NotFound, IdempotencyMismatch] as const,
});

export const FulfilObligationResult = createUnionType({
  name: 'FulfilObligationResult',
  description: '登记履行结果 The obligation, or why not.',
  types: () => [Obligation, InvalidInput, NotFound, WrongState, IdempotencyMismatch] as const,
});
