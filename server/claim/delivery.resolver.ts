/** Promises the household's word on a delivery: unpack, call, return. */
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { ConfirmDeliveryInput, DisputeDeliveryInput } from '../../schema/claim/inputs';
import { ConfirmDeliveryResult, DisputeDeliveryResult } from '../../schema/claim/results';
import { isRefusal, type Refusal } from '../../schema/refusal';
import type { RequestContext } from '../context';
import type { ClaimRow } from './claim.repository';
import type { DeliveryService } from './delivery.service';
import { presentClaim } from './present';

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
