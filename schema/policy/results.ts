/** Promises the results of the commands on policies. */
import { createUnionType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { InvalidInput, NotFound } from '../refusals';
import { LocalStandard, Policy, PolicyLink } from './policy';

export const PublishPolicyResult = createUnionType({
  name: 'PublishPolicyResult',
  description: '发布政策结果 The version, or why not.',
  types: () => [Policy, InvalidInput, IdempotencyMismatch] as const,
});

export const SetLocalStandardResult = createUnionType({
  name: 'SetLocalStandardResult',
  description: '登记当地标准结果 The standard, or why not.',
  types: () => [LocalStandard, InvalidInput, IdempotencyMismatch] as const,
});

export const LinkPolicyResult = createUnionType({
  name: 'LinkPolicyResult',
  description: '政策链接结果 The link, or why not.',
  types: () => [PolicyLink, NotFound, InvalidInput, IdempotencyMismatch] as const,
});
