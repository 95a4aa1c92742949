/** Promises the operations on swaps and their edges: unpack, call, return. */
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { PageArguments, keysetCursor, pageSize, readIdCursor } from '../../schema/connection';
import { localId } from '../../schema/global-id';
import { organisationRoles, Role } from '../../schema/identity/role';
import { NeedEvent } from '../../schema/live/need-event';
import { Need } from '../../schema/need/need';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { SwapStatus } from '../../schema/swap/enums';
import { AgreeToSwapInput, DeclineSwapInput, ProposeSwapsInput } from '../../schema/swap/inputs';
import { AgreeToSwapResult, DeclineSwapResult, ProposeSwapsResult } from '../../schema/swap/results';
import { Swap, SwapConnection, SwapLeg, SwapRound } from '../../schema/swap/swap';
import { actorOf, type RequestContext } from '../context';
import type { NeedLoader } from '../need/need.loader';
import type { SwapReading } from './swap.reading';
import type { SwapRow } from './swap.repository';
import type { SwapService } from './swap.service';

@Resolver(() => Swap)
export class SwapResolver {
  constructor(
    private readonly service: SwapService,
    private readonly reading: SwapReading,
  ) {}

  @Allow([Role.FEDERATION_STAFF, Role.CIVIL_AFFAIRS_BUREAU])
  @Mutation(() => ProposeSwapsResult, {
    description:
      '提议交换 Seek exchanges of claims by which no receiver fits worse and the whole fits better, and propose them to the organisations.',
  })
  async proposeSwaps(
    @Arg('input', () => ProposeSwapsInput, { description: '范围 Among which claims.' }) input: ProposeSwapsInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ProposeSwapsResult> {
    const actor = actorOf(context);
    const round = await this.service.proposeSwaps(actor, input);
    if (isRefusal(round)) return round;
    const swaps = await this.reading.present(actor, round.swaps);
    return Object.assign(new SwapRound(), { swaps, complete: round.complete });
  }

  @Allow(organisationRoles)
  @Mutation(() => AgreeToSwapResult, {
    description: '同意交换 Agree for one’s organisation; the last agreement exchanges all claims at once, or none.',
  })
  async agreeToSwap(
    @Arg('input', () => AgreeToSwapInput, { description: '交换 Which swap.' }) input: AgreeToSwapInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof AgreeToSwapResult> {
    return this.answer(context, await this.service.agreeToSwap(actorOf(context), input));
  }

  @Allow(organisationRoles)
  @Mutation(() => DeclineSwapResult, { description: '谢绝交换 Decline for one’s organisation; nothing moves.' })
  async declineSwap(
    @Arg('input', () => DeclineSwapInput, { description: '交换 Which swap, and why.' }) input: DeclineSwapInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof DeclineSwapResult> {
    return this.answer(context, await this.service.declineSwap(actorOf(context), input));
  }

  @Allow([...organisationRoles, Role.CIVIL_AFFAIRS_BUREAU])
  @Query(() => Swap, {
    nullable: true,
    description: '查看交换 The swap with an id; null when there is none that you may see.',
  })
  swap(
    @Arg('id', () => ID, { description: '交换 Global id of the swap.' }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<Swap | undefined> {
    return this.reading.findVisible(actorOf(context), id);
  }

  @Allow(organisationRoles)
  @Query(() => SwapConnection, {
    name: 'swaps',
    description: '交换清单 The swaps to which an organisation is a party, the newest first.',
  })
  async listSwaps(
    @Arg('organisationId', () => ID, { description: '组织 Global id of the organisation.' }) organisationId: string,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
    @Arg('statuses', () => [SwapStatus], { nullable: true, description: '状态 In one of these states.' })
    statuses?: SwapStatus[],
  ) {
    const actor = actorOf(context);
    const first = pageSize(page);
    const rows = await this.reading.listSwaps(actor, {
      organisationId: localId('Organisation', organisationId),
      statuses: statuses ?? undefined,
      after: readIdCursor(page.after),
      limit: first + 1,
    });
    // All rows have the asked organisation as a party, so that each is seen.
    const seen = await this.reading.present(actor, rows.slice(0, first));
    const edges = seen.map((node, index) => ({ cursor: keysetCursor(rows[index]!.id), node }));
    return { edges, pageInfo: { hasNextPage: rows.length > first, endCursor: edges.at(-1)?.cursor } };
  }

  private async answer<Result>(context: RequestContext, row: SwapRow | Refusal): Promise<Result> {
    return (isRefusal(row) ? row : (await this.reading.present(actorOf(context), [row]))[0]) as Result;
  }
}

@Resolver(() => SwapLeg)
export class SwapLegResolver {
  constructor(private readonly needs: NeedLoader) {}

  @FieldResolver(() => Need, {
    nullable: true,
    description: '需求卡片 What would move, as you may see it: while the swap is open the receiver sees its card.',
  })
  need(@Root() leg: SwapLeg, @Ctx() context: RequestContext): Promise<Need | undefined> {
    return this.needs.need(context, leg.needId);
  }
}

@Resolver(() => NeedEvent)
export class SwapEventResolver {
  constructor(private readonly reading: SwapReading) {}

  @FieldResolver(() => Swap, {
    nullable: true,
    description: '交换 The swap it is about, for its parties and overseers; null for others.',
  })
  async swap(@Root() event: NeedEvent, @Ctx() context: RequestContext): Promise<Swap | undefined> {
    const { swapId } = event.subject;
    return swapId === undefined ? undefined : this.reading.findSwap(actorOf(context), swapId);
  }
}
