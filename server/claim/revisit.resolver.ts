/** Promises the household's word on a delivery and the revisits that follow it: unpack, call, return. */
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { RevisitConnection } from '../../schema/claim/connection';
import { CompleteRevisitInput, ConfirmDeliveryInput, DisputeDeliveryInput } from '../../schema/claim/inputs';
import { CompleteRevisitResult, ConfirmDeliveryResult, DisputeDeliveryResult } from '../../schema/claim/results';
import { Revisit, RevisitState } from '../../schema/claim/revisit';
import { PageArguments, keysetCursor, pageSize, toConnection } from '../../schema/connection';
import { areaRoles } from '../../schema/identity/role';
import { Need } from '../../schema/need/need';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { CalendarDate } from '../../schema/scalars';
import { actorOf, type RequestContext } from '../context';
import type { NeedLoader } from '../need/need.loader';
import type { ClaimRow } from './claim.repository';
import type { DeliveryService } from './delivery.service';
import { readPlace } from './place';
import { presentClaim, presentRevisit } from './present';
import type { RevisitRow } from './revisit.repository';
import type { RevisitService } from './revisit.service';

const answer = async <Result>(result: Promise<ClaimRow | Refusal>): Promise<Result> => {
  const row = await result;
  return (isRefusal(row) ? row : presentClaim(row)) as Result;
};

@Resolver()
export class DeliveryResolver {
  constructor(private readonly deliveries: DeliveryService) {}

  @Allow('ANYONE', { sensitive: true })
  @Mutation(() => ConfirmDeliveryResult, {
    description: '确认收到 The household confirms a delivery with the code of its contact card; no sign-in is needed.',
  })
  confirmDelivery(
    @Arg('input', () => ConfirmDeliveryInput, { description: '交付 Which delivery, and the code.' })
    input: ConfirmDeliveryInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ConfirmDeliveryResult> {
    return answer(this.deliveries.confirmDelivery(input, context.clientHash));
  }

  @Allow('ANYONE', { sensitive: true })
  @Mutation(() => DisputeDeliveryResult, {
    description: '提出异议 The household disputes a delivery with the code of its contact card; no sign-in is needed.',
  })
  disputeDelivery(
    @Arg('input', () => DisputeDeliveryInput, { description: '交付 Which delivery, the code, and why.' })
    input: DisputeDeliveryInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof DisputeDeliveryResult> {
    return answer(this.deliveries.disputeDelivery(input, context.clientHash));
  }
}

@Resolver(() => Revisit)
export class RevisitResolver {
  constructor(
    private readonly revisits: RevisitService,
    private readonly needs: NeedLoader,
  ) {}

  @Allow(areaRoles)
  @Mutation(() => CompleteRevisitResult, {
    description:
      '完成回访 Write down what a revisit found; it closes the need, opens it again or owes another revisit.',
  })
  async completeRevisit(
    @Arg('input', () => CompleteRevisitInput, { description: '回访 Which revisit, and what it found.' })
    input: CompleteRevisitInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof CompleteRevisitResult> {
    const result: RevisitRow | Refusal = await this.revisits.completeRevisit(actorOf(context), input);
    return (isRefusal(result) ? result : presentRevisit(result)) as typeof CompleteRevisitResult;
  }

  @Allow(areaRoles)
  @Query(() => RevisitConnection, {
    name: 'revisits',
    description:
      '回访清单 Open revisits of an area that are due, overdue or upcoming on a day, the earliest due first.',
  })
  async listRevisits(
    @Arg('areaCode', () => String, { description: '区划代码 The area; its whole subtree is listed.' }) areaCode: string,
    @Arg('state', () => RevisitState, { description: '时限状态 Due, overdue or upcoming.' }) state: RevisitState,
    @Arg('onDate', () => CalendarDate, {
      nullable: true,
      description: '基准日期 Seen from which day; today in Asia/Shanghai when not given.',
    })
    onDate: string | undefined,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
  ) {
    const first = pageSize(page);
    const after = readPlace(page.after);
    const rows = await this.revisits.listRevisits(actorOf(context), {
      areaCode,
      state,
      onDate: onDate ?? undefined,
      after: after && { dueOn: after.moment, id: after.id },
      limit: first + 1,
    });
    return toConnection(rows, first, (row) => keysetCursor(row.dueOn, row.id), presentRevisit);
  }

  @FieldResolver(() => Need, { nullable: true, description: '需求 The need that was served.' })
  need(@Root() revisit: Revisit, @Ctx() context: RequestContext): Promise<Need | undefined> {
    return this.needs.need(context, revisit.needId);
  }
}
