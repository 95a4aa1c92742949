/** Promises the results of the operations on rulesets: what was asked for, or a typed refusal. */
import { createUnionType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { InvalidInput, NotFound, WrongState } from '../refusals';
import { FourEyes } from './refusals';
import { Ruleset, RulesetDryRun } from './ruleset';

export const DraftRulesetResult = createUnionType({
  name: 'DraftRulesetResult',
  description: '起草规则结果 The draft, or why not.',
  types: () => [Ruleset, InvalidInput, IdempotencyMismatch] as const,
});

export const ApproveRulesetResult = createUnionType({
  name: 'ApproveRulesetResult',
  description: '批准规则结果 The ruleset now in force, or why not.',
  types: () => [Ruleset, NotFound, WrongState, FourEyes] as const,
});

export const DryRunRulesetResult = createUnionType({
  name: 'DryRunRulesetResult',
  description: '规则试算结果 What would change, or why it was not tried.',
  types: () => [RulesetDryRun, NotFound, InvalidInput] as const,
});
