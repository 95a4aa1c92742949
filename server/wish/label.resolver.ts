/** Promises the operations on labels: unpack, call, return. */
import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { areaRoles, Role } from '../../schema/identity/role';
import { isRefusal } from '../../schema/refusal';
import { CheckWishGoodsInput, CheckWishGoodsResult, WishLabel } from '../../schema/wish/label';
import { actorOf, type RequestContext } from '../context';
import type { LabelService } from './label.service';
import { presentLabel } from './present';

const carers = [...areaRoles, Role.FEDERATION_STAFF];

@Resolver(() => WishLabel)
export class LabelResolver {
  constructor(private readonly service: LabelService) {}

  @Allow(carers)
  @Mutation(() => CheckWishGoodsResult, {
    description: '检查物资 Write down the goods that were checked for a wish, and get the label to print.',
  })
  async checkWishGoods(
    @Arg('input', () => CheckWishGoodsInput, { description: '物资 What was checked.' }) input: CheckWishGoodsInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof CheckWishGoodsResult> {
    const row = await this.service.checkWishGoods(actorOf(context), input);
    return isRefusal(row) ? row : presentLabel(row);
  }

  @Allow(carers, { sensitive: true })
  @Query(() => WishLabel, {
    nullable: true,
    description: '查询标签 The label with a code, to who looks after its wish; null otherwise.',
  })
  async wishLabel(
    @Arg('code', () => String, { description: '标签码 Its code; spaces, hyphens and case do not matter.' })
    code: string,
    @Ctx() context: RequestContext,
  ): Promise<WishLabel | undefined> {
    const row = await this.service.findByCode(actorOf(context), code);
    return row && presentLabel(row);
  }
}
