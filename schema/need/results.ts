/** Promises the results of the need's mutations: the need, or a typed refusal. */
import { createUnionType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { InvalidInput, NotFound, WrongState } from '../refusals';
import { Need } from './need';
import { CardRevealsIdentity } from './refusals';

export const DraftNeedResult = createUnionType({
  name: 'DraftNeedResult',
  description: '登记需求结果 The need as a draft, or why not.',
  types: () => [Need, NotFound, InvalidInput, CardRevealsIdentity, IdempotencyMismatch] as const,
});

export const VerifyNeedResult = createUnionType({
  name: 'VerifyNeedResult',
  description: '核实结果 The verified need, or why not.',
  types: () => [Need, NotFound, WrongState] as const,
});

export const WithdrawNeedResult = createUnionType({
  name: 'WithdrawNeedResult',
  description: '撤回结果 The withdrawn need, or why not.',
  types: () => [Need, NotFound, WrongState] as const,
});
