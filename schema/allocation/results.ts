/** Promises what came of the commands on allocations, and what a need could be given. */
import { createUnionType, Field, ID, Int, ObjectType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { PartOfWish } from '../donation/results';
import { InvalidInput, NotFound, WrongState } from '../refusals';
import { CalendarDate, Fen } from '../scalars';
import { Allocation } from './allocation';
import { AllocationRule } from './enums';
import { AllocationConflict, NoLegalAllocation } from './refusals';

@ObjectType({ description: '自动分配结果 What was set aside by rule, of one donation or of several.' })
export class AutomaticAllocation {
  @Field(() => [Allocation], {
    description: '分配 The allocations, in the order in which they were chosen; at least one.',
  })
  allocations!: Allocation[];

  @Field(() => Fen, { description: '已预留 How many fen, or pieces, are set aside in all.' })
  amount!: bigint;

  @Field(() => Fen, { description: '缺额 How many fen, or pieces, were wanted and are not there.' })
  missing!: bigint;
}

@ObjectType({ description: '候选 One way to give: a stock, and the budget that would pay.' })
export class AllocationCandidate {
  @Field(() => ID, { description: '捐赠 Of which donation.' })
  donationId!: string;

  @Field(() => ID, { nullable: true, description: '批次 Of which lot, of goods.' })
  lotId?: string;

  @Field(() => CalendarDate, { nullable: true, description: '有效期至 The last day on which it can be used.' })
  expiresOn?: string;

  @Field(() => ID, { nullable: true, description: '项目 Whose budget would pay; null when none would.' })
  projectId?: string;

  @Field(() => Fen, { description: '可用 How many fen, or pieces, are free; of a promise, are promised.' })
  available!: bigint;

  @Field(() => Fen, {
    description: '可分配 How many fen, or pieces, may lawfully be set aside; zero when a rule is broken.',
  })
  amount!: bigint;

  @Field(() => [AllocationRule], { description: '违反的规则 Which rules it would break; none: it is lawful.' })
  broken!: AllocationRule[];
}

@ObjectType({ description: '候选清单 What a need could be given, and why the rest may not.' })
export class AllocationCandidates {
  @Field(() => [AllocationCandidate], {
    description:
      '候选 The lawful ones in the order in which they would be used, then the others, fewest broken rules first.',
  })
  candidates!: AllocationCandidate[];

  @Field(() => Int, { description: '总数 How many there are in all.' })
  total!: number;

  @Field(() => Int, { description: '合规数 How many of them are lawful.' })
  legal!: number;

  @Field(() => [AllocationConflict], {
    description: '冲突规则 When none is lawful, the smallest set of rules that excludes every one; otherwise empty.',
  })
  conflicts!: AllocationConflict[];
}

export const AllocateDonationResult = createUnionType({
  name: 'AllocateDonationResult',
  description: '分配结果 The allocation, or why not.',
  types: () => [Allocation, NoLegalAllocation, InvalidInput, NotFound, IdempotencyMismatch] as const,
});

export const AllocateAutomaticallyResult = createUnionType({
  name: 'AllocateAutomaticallyResult',
  description: '自动分配结果 What was set aside, or why nothing was.',
  types: () => [AutomaticAllocation, NoLegalAllocation, InvalidInput, NotFound, IdempotencyMismatch] as const,
});

const settled = () => [Allocation, NotFound, WrongState, IdempotencyMismatch] as const;

export const ReleaseAllocationResult = createUnionType({
  name: 'ReleaseAllocationResult',
  description: '释放结果 The allocation, or why not.',
  types: () => [Allocation, PartOfWish, NotFound, WrongState, IdempotencyMismatch] as const,
});

export const ReverseDeliveryResult = createUnionType({
  name: 'ReverseDeliveryResult',
  description: '冲正结果 The allocation, or why not.',
  types: settled,
});
