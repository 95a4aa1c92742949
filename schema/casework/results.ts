/** Promises the results of the commands on cases: the case, or a typed refusal. */
import { createUnionType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { GuardianConsentNeeded } from '../household/refusals';
import { InvalidInput, NotFound, WrongState } from '../refusals';
import { CareCase, OpenedCases } from './case';
import { CaseAlreadyOpen, ConsentNeeded, GoalsOpen, NoSpecialist, NotEligibleForCase } from './refusals';

export const OpenCaseResult = createUnionType({
  name: 'OpenCaseResult',
  description: '建案结果 The case, or why not.',
  types: () =>
    [
      CareCase,
      NotFound,
      InvalidInput,
      GuardianConsentNeeded,
      ConsentNeeded,
      NoSpecialist,
      CaseAlreadyOpen,
      IdempotencyMismatch,
    ] as const,
});

export const AssessCaseResult = createUnionType({
  name: 'AssessCaseResult',
  description: '评估结果 The case, or why not.',
  types: () => [CareCase, NotFound, InvalidInput, WrongState, IdempotencyMismatch] as const,
});

export const PlanCaseResult = createUnionType({
  name: 'PlanCaseResult',
  description: '计划结果 The case, or why not.',
  types: () => [CareCase, NotFound, InvalidInput, WrongState, NotEligibleForCase, IdempotencyMismatch] as const,
});

export const CompleteCaseStepResult = createUnionType({
  name: 'CompleteCaseStepResult',
  description: '完成步骤结果 The case, or why not.',
  types: () => [CareCase, NotFound, InvalidInput, WrongState, IdempotencyMismatch] as const,
});

export const SettleCaseGoalResult = createUnionType({
  name: 'SettleCaseGoalResult',
  description: '目标结果登记结果 The case, or why not.',
  types: () => [CareCase, NotFound, InvalidInput, WrongState, IdempotencyMismatch] as const,
});

export const LinkCaseServiceResult = createUnionType({
  name: 'LinkCaseServiceResult',
  description: '关联结果 The case, or why not.',
  types: () => [CareCase, NotFound, InvalidInput, WrongState, IdempotencyMismatch] as const,
});

export const ReviewCaseResult = createUnionType({
  name: 'ReviewCaseResult',
  description: '评审结果 The case, or why not.',
  types: () => [CareCase, NotFound, InvalidInput, WrongState, IdempotencyMismatch] as const,
});

export const HandOverCaseResult = createUnionType({
  name: 'HandOverCaseResult',
  description: '移交结果 The case, or why not. It may have left your sight by that: it is shown this once.',
  types: () => [CareCase, NotFound, WrongState, NotEligibleForCase, IdempotencyMismatch] as const,
});

export const ShareCaseResult = createUnionType({
  name: 'ShareCaseResult',
  description: '共同服务结果 The case, or why not.',
  types: () => [CareCase, NotFound, WrongState, NotEligibleForCase, IdempotencyMismatch] as const,
});

export const UnshareCaseResult = createUnionType({
  name: 'UnshareCaseResult',
  description: '停止共同服务结果 The case, or why not.',
  types: () => [CareCase, NotFound, NotEligibleForCase, IdempotencyMismatch] as const,
});

export const ReleaseCaseProviderResult = createUnionType({
  name: 'ReleaseCaseProviderResult',
  description: '机构退出结果 The case, or why not.',
  types: () => [CareCase, NotFound, IdempotencyMismatch] as const,
});

export const CloseCaseResult = createUnionType({
  name: 'CloseCaseResult',
  description: '结案结果 The case, or why not.',
  types: () => [CareCase, NotFound, InvalidInput, WrongState, GoalsOpen, IdempotencyMismatch] as const,
});

export const BreakGlassResult = createUnionType({
  name: 'BreakGlassResult',
  description: '紧急查阅结果 What was opened, or why not.',
  types: () => [OpenedCases, NotFound, InvalidInput, IdempotencyMismatch] as const,
});
