/** Promises the operations on allocations: unpack, call, return. */
import { Arg, Args, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { Allocation, AllocationConnection } from '../../schema/allocation/allocation';
import { AllocationStatus } from '../../schema/allocation/enums';
import {
  AllocateAutomaticallyInput,
  AllocateDonationInput,
  AllocationWishInput,
  ReleaseAllocationInput,
  ReverseDeliveryInput,
} from '../../schema/allocation/inputs';
import {
  AllocateAutomaticallyResult,
  AllocateDonationResult,
  AllocationCandidates,
  AutomaticAllocation,
  ReleaseAllocationResult,
  ReverseDeliveryResult,
} from '../../schema/allocation/results';
import { Allow } from '../../schema/authority';
import { keysetCursor, PageArguments, pageSize, readInstantCursor } from '../../schema/connection';
import { Fault } from '../../schema/fault';
import { localId } from '../../schema/global-id';
import { Role } from '../../schema/identity/role';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { actorOf, type RequestContext } from '../context';
import type { Actor } from '../identity/actor';
import type { AllocationReading } from './allocation.reading';
import type { AllocationOwner, AllocationRow } from './allocation.repository';
import type { AllocationService } from './allocation.service';
import type { AllocationEndingService } from './ending.service';

const charity = [Role.FEDERATION_STAFF];
const readers = [Role.FEDERATION_STAFF, Role.AUDITOR, Role.ORGANISATION_MEMBER, Role.ORGANISATION_ADMINISTRATOR];

@Resolver(() => Allocation)
export class AllocationResolver {
  constructor(
    private readonly service: AllocationService,
    private readonly endings: AllocationEndingService,
    private readonly reading: AllocationReading,
  ) {}

  @Allow(charity)
  @Mutation(() => AllocateDonationResult, {
    description: '人工分配 Set a part of a donation aside for a need; all that is asked for, or nothing.',
  })
  async allocateDonation(
    @Arg('input', () => AllocateDonationInput, { description: '内容 What exactly.' }) input: AllocateDonationInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof AllocateDonationResult> {
    const actor = actorOf(context);
    return this.answer(actor, await this.service.allocateDonation(actor, input));
  }

  @Allow(charity)
  @Mutation(() => AllocateAutomaticallyResult, {
    description:
      '自动分配 Set donations aside by rule: earliest expiry, then most narrowly bound; several when one does not suffice, in part when all do not.',
  })
  async allocateAutomatically(
    @Arg('input', () => AllocateAutomaticallyInput, { description: '内容 What exactly.' })
    input: AllocateAutomaticallyInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof AllocateAutomaticallyResult> {
    const actor = actorOf(context);
    const made = await this.service.allocateAutomatically(actor, input);
    if (isRefusal(made)) return made;
    const amount = made.allocations.reduce((sum, row) => sum + row.amount, 0n);
    const allocations = await this.reading.present(actor, made.allocations);
    return Object.assign(new AutomaticAllocation(), { allocations, amount, missing: made.wanted - amount });
  }

  @Allow(charity)
  @Mutation(() => ReleaseAllocationResult, {
    description: '释放分配 Give what is set aside back; releasing twice is releasing once.',
  })
  async releaseAllocation(
    @Arg('input', () => ReleaseAllocationInput, { description: '内容 Which one.' }) input: ReleaseAllocationInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ReleaseAllocationResult> {
    const actor = actorOf(context);
    return this.answer(actor, await this.endings.releaseAllocation(actor, input));
  }

  @Allow(charity)
  @Mutation(() => ReverseDeliveryResult, {
    description: '冲正送达 Take a confirmed delivery back as a correction; what was delivered is free again.',
  })
  async reverseDelivery(
    @Arg('input', () => ReverseDeliveryInput, { description: '内容 Which one, and why.' }) input: ReverseDeliveryInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ReverseDeliveryResult> {
    const actor = actorOf(context);
    return this.answer(actor, await this.endings.reverseDelivery(actor, input));
  }

  @Allow(readers)
  @Query(() => AllocationConnection, {
    name: 'allocations',
    description:
      '分配清单 The allocations of one need, claim, donation or project, the newest first, as far as you may see them. Name exactly one.',
  })
  async listAllocations(
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
    @Arg('needId', () => ID, { nullable: true, description: '需求 Of this need.' }) needId?: string,
    @Arg('claimId', () => ID, { nullable: true, description: '接单 Of this claim.' }) claimId?: string,
    @Arg('donationId', () => ID, { nullable: true, description: '捐赠 Of this donation.' }) donationId?: string,
    @Arg('projectId', () => ID, { nullable: true, description: '项目 Paid by the budget of this project.' })
    projectId?: string,
    @Arg('statuses', () => [AllocationStatus], { nullable: true, description: '状态 In one of these states.' })
    statuses?: AllocationStatus[],
  ) {
    const first = pageSize(page);
    const of = ownerOf({ needId, claimId, donationId, projectId });
    const after = readInstantCursor(page.after);
    const rows = await this.reading.listAllocations(of, { statuses: statuses ?? undefined, after, limit: first + 1 });
    const shown = await this.reading.present(actorOf(context), rows.slice(0, first));
    const cursors = new Map(rows.map((row) => [row.id, keysetCursor(row.cursorAt, row.id)]));
    const edges = shown.map((node) => ({ cursor: cursors.get(localId('Allocation', node.id))!, node }));
    const last = rows[first - 1];
    const hasNextPage = rows.length > first && shown.length > 0;
    return { edges, pageInfo: { hasNextPage, endCursor: last ? cursors.get(last.id) : edges.at(-1)?.cursor } };
  }

  @Allow(charity)
  @Query(() => AllocationCandidates, {
    nullable: true,
    description:
      '分配候选 What a need could be given by which budget, and why the rest may not; null when there is no such need, claim, project or charity for you.',
  })
  allocationCandidates(
    @Arg('input', () => AllocationWishInput, { description: '请求 What is wanted.' }) input: AllocationWishInput,
    @Arg('first', () => Int, { defaultValue: 20, description: '条数 How many to show, 1 to 100.' }) first: number,
    @Ctx() context: RequestContext,
  ): Promise<AllocationCandidates | undefined> {
    return this.reading.findCandidates(actorOf(context), input, pageSize({ first }));
  }

  private async answer<Result>(actor: Actor, row: AllocationRow | Refusal): Promise<Result> {
    return (isRefusal(row) ? row : (await this.reading.present(actor, [row]))[0]) as Result;
  }
}

function ownerOf(ids: Record<'needId' | 'claimId' | 'donationId' | 'projectId', string | undefined>): AllocationOwner {
  const types = { needId: 'Need', claimId: 'Claim', donationId: 'Donation', projectId: 'CharityProject' } as const;
  const named = Object.entries(ids).filter(([, id]) => id != null) as [keyof typeof types, string][];
  if (named.length !== 1)
    throw new Fault('BAD_USER_INPUT', {
      zh: '请填写 needId、claimId、donationId、projectId 中的一项',
      en: 'name exactly one of needId, claimId, donationId and projectId',
    });
  const [[name, id]] = named as [[keyof typeof types, string]];
  return { [name]: localId(types[name], id) };
}
