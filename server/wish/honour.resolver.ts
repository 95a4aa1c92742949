/** Promises the operations on the honour board: unpack, call, return. */
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { keysetCursor, PageArguments, pageSize, readInstantCursor, toConnection } from '../../schema/connection';
import { globalId } from '../../schema/global-id';
import { Role } from '../../schema/identity/role';
import type { Refusal } from '../../schema/refusal';
import {
  AgreeToHonourInput,
  AgreeToHonourResult,
  HonourConsent,
  HonouredDonor,
  HonouredDonorConnection,
  WithdrawHonourInput,
  WithdrawHonourResult,
} from '../../schema/wish/honour';
import { actorOf, type RequestContext } from '../context';
import { presented } from '../organisation/present';
import type { HonourReading } from './honour.reading';
import type { HonourService, OpenConsent } from './honour.service';

const givers = [Role.FEDERATION_STAFF, Role.COMPANY_PARTNER, Role.ORGANISATION_ADMINISTRATOR];

@Resolver(() => HonouredDonor)
export class HonourResolver {
  constructor(
    private readonly service: HonourService,
    private readonly reading: HonourReading,
  ) {}

  @Allow(givers)
  @Mutation(() => AgreeToHonourResult, {
    description:
      '同意上荣誉榜 A donor agrees to be named: an organisation by itself, a person or shop at the counter of a charity.',
  })
  async agreeToHonour(
    @Arg('input', () => AgreeToHonourInput, { description: '同意 Who agrees, to what.' }) input: AgreeToHonourInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof AgreeToHonourResult> {
    return this.answer(await this.service.agreeToHonour(actorOf(context), input));
  }

  @Allow(givers)
  @Mutation(() => WithdrawHonourResult, {
    description: '撤回荣誉榜同意 Take a consent back, at any time; the entry is gone at once and its name erased.',
  })
  async withdrawHonour(
    @Arg('input', () => WithdrawHonourInput, { description: '撤回 Which consent.' }) input: WithdrawHonourInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof WithdrawHonourResult> {
    return this.answer(await this.service.withdrawHonour(actorOf(context), input));
  }

  @Allow(givers)
  @Query(() => HonourConsent, {
    nullable: true,
    description: '现行荣誉榜同意 The standing consent of a donor; null when there is none that you may withdraw.',
  })
  async honourConsent(
    @Ctx() context: RequestContext,
    @Arg('organisationId', () => ID, { nullable: true, description: '捐赠组织 Global id of the organisation.' })
    organisationId?: string,
    @Arg('donorId', () => ID, { nullable: true, description: '捐赠人 Global id of a registered donor instead.' })
    donorId?: string,
  ): Promise<HonourConsent | undefined> {
    const found = await this.service.standing(actorOf(context), { organisationId, donorId });
    return found && presentConsent(found);
  }

  @Allow('ANYONE')
  @Query(() => HonouredDonorConnection, {
    description: '荣誉榜 The donors that agreed to be named, for everybody without a sign-in, the newest first.',
  })
  async honourBoard(@Args(() => PageArguments) page: PageArguments) {
    const first = pageSize(page);
    const entries = await this.reading.board(readInstantCursor(page.after), first + 1);
    return toConnection(
      entries,
      first,
      ({ place }) => keysetCursor(place.instant, place.id),
      ({ place: _place, ...shown }) => Object.assign(new HonouredDonor(), shown),
    );
  }

  private answer<Result>(consent: OpenConsent | Refusal): Result {
    return presented(consent, presentConsent) as Result;
  }
}

function presentConsent(row: OpenConsent): HonourConsent {
  const { displayName, showsAmount, method, agreedAt } = row;
  return Object.assign(new HonourConsent(), {
    ...{ id: globalId('HonourConsent', row.id), recordedBy: globalId('Account', row.recordedBy) },
    ...{ displayName, showAmount: showsAmount, method, agreedAt, withdrawnAt: row.withdrawnAt ?? undefined },
  });
}
