/** Promises the results of the household's mutations: the thing, or a typed refusal. */
import { createUnionType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { InvalidInput, NotFound } from '../refusals';
import { Consent } from './consent';
import { ContactCard } from './contact-card';
import { Household } from './household';
import { GuardianConsentNeeded, PersonAlreadyRegistered } from './refusals';

export const RegisterHouseholdResult = createUnionType({
  name: 'RegisterHouseholdResult',
  description: '登记结果 The household, or why not.',
  types: () => [Household, InvalidInput, PersonAlreadyRegistered, IdempotencyMismatch] as const,
});

export const AddMemberResult = createUnionType({
  name: 'AddMemberResult',
  description: '添加成员结果 The household with the member, or why not.',
  types: () => [Household, NotFound, InvalidInput, PersonAlreadyRegistered, IdempotencyMismatch] as const,
});

export const ReviseHouseholdResult = createUnionType({
  name: 'ReviseHouseholdResult',
  description: '修订结果 The household as it is now, or why not.',
  types: () => [Household, NotFound, InvalidInput] as const,
});

export const RecordConsentResult = createUnionType({
  name: 'RecordConsentResult',
  description: '登记同意结果 The consent, or why not.',
  types: () => [Consent, NotFound, InvalidInput, GuardianConsentNeeded, IdempotencyMismatch] as const,
});

export const WithdrawConsentResult = createUnionType({
  name: 'WithdrawConsentResult',
  description: '撤回同意结果 The consent, withdrawn, or why not.',
  types: () => [Consent, NotFound] as const,
});

export const WithdrawConsentByCardResult = createUnionType({
  name: 'WithdrawConsentByCardResult',
  description: '凭卡撤回同意结果 The consent, withdrawn, or why not.',
  types: () => [Consent, NotFound] as const,
});

export const IssueContactCardResult = createUnionType({
  name: 'IssueContactCardResult',
  description: '发放联络卡结果 The card with its code, or why not.',
  types: () => [ContactCard, NotFound, IdempotencyMismatch] as const,
});
