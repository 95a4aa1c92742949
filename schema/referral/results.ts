/** Promises the results of the referral's mutations: the need or the referral, or a typed refusal. */
import { createUnionType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { GateFailed } from '../matching/refusals';
import { Need } from '../need/need';
import { InvalidInput, NotFound, WrongState } from '../refusals';
import { Referral } from './referral';
import { RestrictedNeed } from './refusals';

export const ReferNeedResult = createUnionType({
  name: 'ReferNeedResult',
  description: '转介结果 The published need, or why not.',
  types: () => [Need, NotFound, WrongState, RestrictedNeed] as const,
});

export const ReferNeedDirectlyResult = createUnionType({
  name: 'ReferNeedDirectlyResult',
  description: '定向转介结果 The need, or why not.',
  types: () => [Need, NotFound, InvalidInput, WrongState, GateFailed] as const,
});

export const RejectReferralResult = createUnionType({
  name: 'RejectReferralResult',
  description: '谢绝结果 The rejected referral, or why not.',
  types: () => [Referral, NotFound, InvalidInput, WrongState, IdempotencyMismatch] as const,
});
