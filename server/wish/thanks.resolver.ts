/** Promises the operations on thanks: unpack, call, return. */
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { PageArguments } from '../../schema/connection';
import { areaRoles, Role } from '../../schema/identity/role';
import { isRefusal, type Refusal } from '../../schema/refusal';
import {
  ApproveThanksInput,
  ApproveThanksResult,
  RejectThanksInput,
  RejectThanksResult,
  SayThanksInput,
  SayThanksResult,
  WishThanks,
  WishThanksConnection,
} from '../../schema/wish/thanks';
import { Wish } from '../../schema/wish/wish';
import { actorOf, type RequestContext } from '../context';
import { presentThanks } from './present';
import type { ThanksRow } from './thanks.repository';
import type { ThanksService } from './thanks.service';
import type { WishReading } from './wish.reading';

const moderators = [...areaRoles, Role.FEDERATION_STAFF];

@Resolver(() => WishThanks)
export class ThanksResolver {
  constructor(
    private readonly service: ThanksService,
    private readonly reading: WishReading,
  ) {}

  @Allow([Role.FEDERATION_STAFF])
  @Query(() => WishThanksConnection, {
    description:
      '待审感谢 Thanks that wait, of wishes for which your charity received, the longest waiting first. Each reading is written down; words that tell who the household is are not shown.',
  })
  thanksToModerate(@Args(() => PageArguments) page: PageArguments, @Ctx() context: RequestContext) {
    return this.reading.listThanksToModerate(actorOf(context), page);
  }

  @Allow('ANYONE', { sensitive: true })
  @Mutation(() => SayThanksResult, {
    description: '表达感谢 The household says thank you, with its contact card; somebody reads it before donors do.',
  })
  async sayThanks(
    @Arg('input', () => SayThanksInput, { description: '感谢 The words.' }) input: SayThanksInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof SayThanksResult> {
    return answer(await this.service.sayThanks(input, context.clientHash));
  }

  @Allow(moderators)
  @Mutation(() => ApproveThanksResult, {
    description: '通过感谢 Let a thank-you through to those who gave, whole or with parts left out.',
  })
  async approveThanks(
    @Arg('input', () => ApproveThanksInput, { description: '感谢 Which, and what of it.' }) input: ApproveThanksInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ApproveThanksResult> {
    return answer(await this.service.approveThanks(actorOf(context), input));
  }

  @Allow(moderators)
  @Mutation(() => RejectThanksResult, { description: '不予通过 Keep a thank-you from being shown.' })
  async rejectThanks(
    @Arg('input', () => RejectThanksInput, { description: '感谢 Which, and why.' }) input: RejectThanksInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof RejectThanksResult> {
    return answer(await this.service.rejectThanks(actorOf(context), input));
  }
}

@Resolver(() => Wish)
export class WishThanksResolver {
  constructor(private readonly reading: WishReading) {}

  @FieldResolver(() => WishThanks, {
    nullable: true,
    description:
      '感谢 What the household said: to those who gave once it was let through, to moderators before as well.',
  })
  thanks(@Root() wish: Wish, @Ctx() context: RequestContext): Promise<WishThanks | undefined> {
    return this.reading.thanksOf(context, wish);
  }
}

/** What is answered to a command shows no words that wait. */
function answer<Result>(row: ThanksRow | Refusal): Result {
  return (isRefusal(row) ? row : presentThanks(row, undefined)) as Result;
}
