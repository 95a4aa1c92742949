/** Promises the results of the commands on warnings. */
import { createUnionType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { NotFound, WrongState } from '../refusals';
import { Warning } from './warning';

export const AcknowledgeWarningResult = createUnionType({
  name: 'AcknowledgeWarningResult',
  description: '受理预警结果 The warning, or why not.',
  types: () => [Warning, NotFound, WrongState, IdempotencyMismatch] as const,
});

export const ResolveWarningResult = createUnionType({
  name: 'ResolveWarningResult',
  description: '处置预警结果 The warning, or why not.',
  types: () => [Warning, NotFound, WrongState, IdempotencyMismatch] as const,
});
