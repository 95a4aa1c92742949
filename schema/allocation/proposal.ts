/** Promises the proposal of the contract: which claimed needs a project could pay for now, how good that is, and how much better nothing can be. */
import { createUnionType, Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { CommandInput } from '../command';
import { EngineRefused } from '../matching/refusals';
import { Urgency } from '../need/enums';
import { Refusal } from '../refusal';
import { InvalidInput, NotFound } from '../refusals';
import { Fen, Instant } from '../scalars';
import { ServiceKind } from '../taxonomy/service-kind';
import { Allocation } from './allocation';
import { AllocationRule } from './enums';
import { WantedStockInput } from './inputs';

@InputType({
  description:
    '方案请求 What each claimed need is to get, for each piece of its quantity: money, or one kind of goods.',
})
export class ProposeAllocationsInput extends WantedStockInput {
  @Field(() => ID, { description: '项目 Whose budget is to pay.' })
  projectId!: string;
}

@ObjectType({ description: '方案项 One need and the stock that it would be given from.' })
export class ProposedAllocation {
  @Field(() => ID, { description: '需求 For which need.' })
  needId!: string;

  @Field(() => ID, {
    nullable: true,
    description: '接单 Which claim would deliver it; null when several hold the need.',
  })
  claimId?: string;

  @Field(() => ID, { description: '捐赠 Of which donation.' })
  donationId!: string;

  @Field(() => ID, { nullable: true, description: '批次 Of which lot, of goods.' })
  lotId?: string;

  @Field(() => Fen, { description: '金额（分）或数量 How many fen, or pieces.' })
  amount!: bigint;

  @Field(() => Fen, { description: '价值（分） What the budget would be charged, in fen.' })
  valueFen!: bigint;
}

@ObjectType({ description: '方案涉及的需求 One claimed need that was looked at; it tells nothing of the household.' })
export class ConsideredNeed {
  @Field(() => ID, { description: '需求 Which need.' })
  needId!: string;

  @Field(() => ID, {
    nullable: true,
    description: '接单 Which claim would deliver it; null when several hold the need.',
  })
  claimId?: string;

  @Field(() => ServiceKind, { description: '服务类别 What is needed.' })
  serviceKind!: ServiceKind;

  @Field(() => Urgency, { description: '紧急程度 How urgent it is.' })
  urgency!: Urgency;

  @Field(() => String, { description: '社区代码 Code of the community, 12 digits at most.' })
  areaCode!: string;

  @Field(() => Instant, { nullable: true, description: '转介时间 Since when it waits.' })
  referredAt?: Date;

  @Field(() => Fen, { description: '所需金额（分）或数量 How many fen, or pieces, it would get in all.' })
  want!: bigint;
}

@ObjectType({
  description:
    '分配方案 Which claimed needs a project could pay for now. Nothing is set aside by it; its lines are accepted one by one or together.',
})
export class AllocationProposal {
  @Field(() => [ProposedAllocation], {
    description: '方案项 The lines, the most urgent and longest waiting need first.',
  })
  lines!: ProposedAllocation[];

  @Field(() => [ID], { description: '未纳入的需求 The needs that were looked at and are left out.' })
  leftOut!: string[];

  @Field(() => [ConsideredNeed], {
    description: '涉及的需求 All needs that were looked at, with a line or without, in the order of the lines.',
  })
  considered!: ConsideredNeed[];

  @Field(() => Int, {
    description: '目标值 What the lines are worth, in points: urgency first, then waiting, then early use.',
  })
  objective!: number;

  @Field(() => Int, { description: '认证上界 Certified: no lawful assignment of these needs is worth more points.' })
  bound!: number;

  @Field(() => Float, { description: '差距 (bound - objective) / objective; 0 means proved best.' })
  gap!: number;
}

export const ProposeAllocationsResult = createUnionType({
  name: 'ProposeAllocationsResult',
  description: '测算结果 The proposal, or why the engine makes none.',
  types: () => [AllocationProposal, EngineRefused] as const,
});

@InputType({ description: '方案项 One line that is accepted.' })
export class AcceptedLineInput {
  @Field(() => ID, { description: '需求 For which need.' })
  needId!: string;

  @Field(() => ID, { nullable: true, description: '接单 Which claim delivers it; left out for the need as a whole.' })
  claimId?: string;

  @Field(() => ID, { description: '捐赠 Of which donation.' })
  donationId!: string;

  @Field(() => ID, { nullable: true, description: '批次 Of which lot, of goods.' })
  lotId?: string;

  @Field(() => Fen, { description: '金额（分）或数量 How many fen, or pieces; above zero.' })
  amount!: bigint;
}

@InputType({ description: '采纳方案 Set aside what lines of a proposal say: all lines that are sent, or none.' })
export class AcceptAllocationsInput extends CommandInput {
  @Field(() => ID, { description: '项目 Whose budget pays.' })
  projectId!: string;

  @Field(() => [AcceptedLineInput], { description: '方案项 The lines, 1 to 100.' })
  lines!: AcceptedLineInput[];
}

@ObjectType({ description: '已失效的方案项 A line that is not lawful any more.' })
export class OutdatedLine {
  @Field(() => Int, { description: '序号 Its place among the lines that were sent, from 0.' })
  index!: number;

  @Field(() => [AllocationRule], { description: '违反的规则 Which rules it would break now.' })
  broken!: AllocationRule[];
}

@ObjectType({
  implements: Refusal,
  description:
    '方案已失效 Something changed since it was proposed: these lines are not lawful any more, and none was accepted.',
})
export class ProposalOutdated extends Refusal {
  @Field(() => [OutdatedLine], { description: '已失效的方案项 Which lines, and what they would break.' })
  lines: OutdatedLine[];

  constructor(lines: OutdatedLine[]) {
    super({
      zh: '情况已变化，部分方案项不再合规，未采纳任何一项。请重新测算，或去掉这些项后重试。',
      en: 'Something changed: some lines are not lawful any more, and none was accepted. Propose anew, or leave these out.',
    });
    this.lines = lines;
  }
}

@ObjectType({ description: '已采纳 What was set aside by accepting lines of a proposal.' })
export class AcceptedAllocations {
  @Field(() => [Allocation], { description: '分配 The allocations, in the order of the lines.' })
  allocations!: Allocation[];
}

export const AcceptAllocationsResult = createUnionType({
  name: 'AcceptAllocationsResult',
  description: '采纳结果 What was set aside, or why nothing was.',
  types: () => [AcceptedAllocations, ProposalOutdated, InvalidInput, NotFound, IdempotencyMismatch] as const,
});
