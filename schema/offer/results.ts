/** Promises the results of the mutations on offers: the offer, or a typed refusal. */
import { createUnionType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { InvalidInput, NotFound, WrongState } from '../refusals';
import { Offer } from './offer';

export const DeclineOfferResult = createUnionType({
  name: 'DeclineOfferResult',
  description: '谢绝结果 The declined offer, or why not.',
  types: () => [Offer, NotFound, InvalidInput, WrongState, IdempotencyMismatch] as const,
});
