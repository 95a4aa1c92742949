/** Promises the operations on proposals: unpack, call, return. */
import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import {
  AcceptAllocationsInput,
  AcceptAllocationsResult,
  AcceptedAllocations,
  AllocationProposal,
  ConsideredNeed,
  ProposeAllocationsInput,
  ProposeAllocationsResult,
} from '../../schema/allocation/proposal';
import { Area } from '../../schema/area/area';
import { Allow } from '../../schema/authority';
import { pageSize } from '../../schema/connection';
import { globalId } from '../../schema/global-id';
import { Role } from '../../schema/identity/role';
import { isRefusal, type Refusal } from '../../schema/refusal';
import type { AreaLoader } from '../area/area.loader';
import { actorOf, type RequestContext } from '../context';
import type { AllocationReading } from './allocation.reading';
import type { Proposal, ProposalService, ProposedCase } from './proposal.service';

@Resolver(() => AllocationProposal)
export class ProposalResolver {
  constructor(
    private readonly service: ProposalService,
    private readonly reading: AllocationReading,
  ) {}

  @Allow([Role.FEDERATION_STAFF])
  @Query(() => ProposeAllocationsResult, {
    nullable: true,
    description:
      '测算分配方案 Which claimed needs a project could pay for now, near the best, with a certified bound; null when there is no such project of yours.',
  })
  async proposeAllocations(
    @Arg('input', () => ProposeAllocationsInput, { description: '请求 What each need is to get.' })
    input: ProposeAllocationsInput,
    @Arg('first', () => Int, { defaultValue: 20, description: '需求数 How many needs to look at, 1 to 100.' })
    first: number,
    @Ctx() context: RequestContext,
  ): Promise<AllocationProposal | Refusal | undefined> {
    const proposal = await this.service.proposeAllocations(actorOf(context), input, pageSize({ first }));
    return isRefusal(proposal) ? proposal : proposal && presentProposal(proposal);
  }

  @Allow([Role.FEDERATION_STAFF])
  @Mutation(() => AcceptAllocationsResult, {
    description: '采纳分配方案 Set aside what lines of a proposal say: all lines that are sent, or none.',
  })
  async acceptAllocations(
    @Arg('input', () => AcceptAllocationsInput, { description: '内容 Which lines.' }) input: AcceptAllocationsInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof AcceptAllocationsResult> {
    const actor = actorOf(context);
    const rows = await this.service.acceptAllocations(actor, input);
    if (isRefusal(rows)) return rows;
    return Object.assign(new AcceptedAllocations(), { allocations: await this.reading.present(actor, rows) });
  }
}

function presentProposal({ cases, options, solution }: Proposal): AllocationProposal {
  const { assignment, objective, bound, gap } = solution;
  const lines = cases.flatMap(({ need, claimId, want }, index) => {
    const option = options[assignment[index]!];
    if (!option) return [];
    return {
      needId: globalId('Need', need.id),
      claimId: claimId === undefined ? undefined : globalId('Claim', claimId),
      donationId: globalId('Donation', option.donation.id),
      lotId: option.lot && globalId('DonationLot', option.lot.id),
      amount: want,
      valueFen: want * option.stock.unitValueFen,
    };
  });
  const leftOut = cases.flatMap(({ need }, index) => (assignment[index] === -1 ? [globalId('Need', need.id)] : []));
  return Object.assign(new AllocationProposal(), {
    lines,
    leftOut,
    considered: cases.map(presentCase),
    objective,
    bound,
    gap,
  });
}

function presentCase({ need, claimId, want }: ProposedCase): ConsideredNeed {
  return Object.assign(new ConsideredNeed(), {
    needId: globalId('Need', need.id),
    claimId: claimId === undefined ? undefined : globalId('Claim', claimId),
    serviceKind: need.serviceKind,
    urgency: need.urgency,
    areaCode: need.areaCode.slice(0, communityDigits),
    referredAt: need.referredAt ?? undefined,
    want,
  });
}

/** Below a community nothing is told, so that no grid can be guessed. */
const communityDigits = 12;

@Resolver(() => ConsideredNeed)
export class ConsideredNeedResolver {
  constructor(private readonly areas: AreaLoader) {}

  @FieldResolver(() => Area, { nullable: true, description: '社区 The community; null when the code is no more.' })
  area(@Root() need: ConsideredNeed, @Ctx() context: RequestContext): Promise<Area | undefined> {
    return this.areas.area(context, need.areaCode);
  }
}
