/** Promises the answers of commands on organisations and offerings: the thing itself or a refusal. */
import { createUnionType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { InvalidInput, NotFound, WrongState } from '../refusals';
import { ServiceOffering } from './offering';
import { Organisation } from './organisation';
import { CapacityBelowUse, CreditCodeTaken, FourEyesRequired } from './refusals';

export const RegisterOrganisationResult = createUnionType({
  name: 'RegisterOrganisationResult',
  description: '登记结果 The organisation, or why it was not registered.',
  types: () => [Organisation, InvalidInput, CreditCodeTaken, IdempotencyMismatch] as const,
});

export const SubmitForReviewResult = createUnionType({
  name: 'SubmitForReviewResult',
  description: '提交审核结果 The organisation, or why it was not submitted.',
  types: () => [Organisation, NotFound, WrongState] as const,
});

export const ApproveOrganisationResult = createUnionType({
  name: 'ApproveOrganisationResult',
  description: '准入结果 The organisation, or why it was not approved.',
  types: () => [Organisation, NotFound, WrongState, FourEyesRequired] as const,
});

export const RequireRecertificationResult = createUnionType({
  name: 'RequireRecertificationResult',
  description: '要求重新认证结果 The organisation, or why nothing was required.',
  types: () => [Organisation, NotFound, WrongState, FourEyesRequired, InvalidInput] as const,
});

export const SuspendOrganisationResult = createUnionType({
  name: 'SuspendOrganisationResult',
  description: '暂停结果 The organisation, or why it was not suspended.',
  types: () => [Organisation, NotFound, WrongState, FourEyesRequired, InvalidInput] as const,
});

export const ReinstateOrganisationResult = createUnionType({
  name: 'ReinstateOrganisationResult',
  description: '恢复结果 The organisation, or why it was not reinstated.',
  types: () => [Organisation, NotFound, WrongState, FourEyesRequired] as const,
});

export const PublishOfferingResult = createUnionType({
  name: 'PublishOfferingResult',
  description: '发布结果 The offering, or why it was not published.',
  types: () => [ServiceOffering, NotFound, WrongState, InvalidInput, IdempotencyMismatch] as const,
});

export const ReviseOfferingResult = createUnionType({
  name: 'ReviseOfferingResult',
  description: '修改结果 The offering, or why it was not changed.',
  types: () => [ServiceOffering, NotFound, WrongState, InvalidInput] as const,
});

export const WithdrawOfferingResult = createUnionType({
  name: 'WithdrawOfferingResult',
  description: '撤回结果 The offering, or why it was not withdrawn.',
  types: () => [ServiceOffering, NotFound, WrongState] as const,
});

export const UpdateCapacityResult = createUnionType({
  name: 'UpdateCapacityResult',
  description: '更新结果 The offering, or why its capacity was not changed.',
  types: () => [ServiceOffering, NotFound, WrongState, InvalidInput, CapacityBelowUse] as const,
});
