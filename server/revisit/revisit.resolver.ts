/** Promises the operations on revisits: unpack, call, return. */
import DataLoader from 'dataloader';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { PageArguments, keysetCursor, pageSize, toConnection } from '../../schema/connection';
import { globalId } from '../../schema/global-id';
import { Household } from '../../schema/household/household';
import { areaRoles } from '../../schema/identity/role';
import { Need } from '../../schema/need/need';
import type { Refusal } from '../../schema/refusal';
import { RegisterEntry } from '../../schema/register/register';
import {
  CompleteRevisitInput,
  CompleteRevisitResult,
  CompleteRevisitRoundInput,
  CompleteRevisitRoundResult,
  RevisitRound,
} from '../../schema/revisit/inputs';
import { NeedClosure, Revisit, RevisitConnection, RevisitOccasion, RevisitState } from '../../schema/revisit/revisit';
import { CalendarDate } from '../../schema/scalars';
import { readPlace } from '../claim/place';
import { actorOf, loaderOf, type RequestContext } from '../context';
import type { HouseholdLoader } from '../household/household.loader';
import { presented } from '../household/present';
import type { NeedLoader } from '../need/need.loader';
import { presentEntry } from '../register/present';
import type { RegisterReading } from '../register/register.reading';
import type { ClosureLoader } from './closure';
import { presentRevisit, type PresentedRevisit } from './present';
import type { RevisitRow } from './revisit.repository';
import type { RevisitService } from './revisit.service';
import type { RevisitRoundService, RoundDone } from './round.service';

@Resolver(() => Revisit)
export class RevisitResolver {
  constructor(
    private readonly revisits: RevisitService,
    private readonly rounds: RevisitRoundService,
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
    return presented(result, presentRevisit);
  }

  @Allow(areaRoles)
  @Mutation(() => CompleteRevisitRoundResult, {
    description: '集中回访 Write down a round of revisits after entry and exit, all of them or none.',
  })
  async completeRevisitRound(
    @Arg('input', () => CompleteRevisitRoundInput, { description: '回访 What the round found.' })
    input: CompleteRevisitRoundInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof CompleteRevisitRoundResult> {
    const present = (done: RoundDone) => Object.assign(new RevisitRound(), done);
    return presented(await this.rounds.completeRound(actorOf(context), input), present);
  }

  @Allow(areaRoles)
  @Query(() => RevisitConnection, {
    name: 'revisits',
    description:
      '回访清单 Revisits of an area that are due, overdue, upcoming or done on a day, the earliest due first.',
  })
  async listRevisits(
    @Arg('areaCode', () => String, { description: '区划代码 The area; its whole subtree is listed.' }) areaCode: string,
    @Arg('state', () => RevisitState, { description: '时限状态 Due, overdue, upcoming or done.' }) state: RevisitState,
    @Arg('onDate', () => CalendarDate, {
      nullable: true,
      description: '基准日期 Seen from which day; today in Asia/Shanghai when not given.',
    })
    onDate: string | undefined,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
    @Arg('occasion', () => RevisitOccasion, { nullable: true, description: '事由 Only after this.' })
    occasion?: RevisitOccasion,
  ) {
    const first = pageSize(page);
    const after = readPlace(page.after);
    const rows = await this.revisits.listRevisits(actorOf(context), {
      ...{ areaCode, state, occasion: occasion ?? undefined, onDate: onDate ?? undefined, limit: first + 1 },
      after: after && { dueOn: after.moment, id: after.id },
    });
    return toConnection(rows, first, (row) => keysetCursor(row.dueOn, row.id), presentRevisit);
  }
}

@Resolver(() => Revisit)
export class RevisitEdgeResolver {
  constructor(
    private readonly revisits: RevisitService,
    private readonly needs: NeedLoader,
    private readonly households: HouseholdLoader,
    private readonly register: RegisterReading,
  ) {}

  @FieldResolver(() => String, { nullable: true, description: '备注 Note of the visitor; sealed in the database.' })
  note(@Root() revisit: Revisit, @Ctx() context: RequestContext): Promise<string | undefined> {
    return loaderOf(context, this.makeRemarks).load((revisit as PresentedRevisit).revisitId);
  }

  @FieldResolver(() => Need, {
    nullable: true,
    description: '需求 The need that was served; null after entry or exit.',
  })
  need(@Root() revisit: Revisit, @Ctx() context: RequestContext): Promise<Need | undefined> {
    return revisit.needId ? this.needs.need(context, revisit.needId) : Promise.resolve(undefined);
  }

  @FieldResolver(() => RegisterEntry, { nullable: true, description: '在册记录 The stay; null after a delivery.' })
  async registerEntry(@Root() revisit: Revisit, @Ctx() context: RequestContext): Promise<RegisterEntry | undefined> {
    if (!revisit.entryId) return undefined;
    const row = await this.register.findVisible(actorOf(context), globalId('RegisterEntry', revisit.entryId));
    return row && presentEntry(row);
  }

  @FieldResolver(() => Household, { nullable: true, description: '家庭 The household, where one is registered here.' })
  household(@Root() revisit: Revisit, @Ctx() context: RequestContext): Promise<Household | undefined> {
    return revisit.householdId ? this.households.household(context, revisit.householdId) : Promise.resolve(undefined);
  }

  private readonly makeRemarks = () =>
    new DataLoader<string, string | undefined>(async (ids) => {
      const remarks = await this.revisits.remarksOf(ids);
      return ids.map((id) => remarks.get(id));
    });
}

@Resolver(() => Need)
export class NeedClosureResolver {
  constructor(private readonly closures: ClosureLoader) {}

  @FieldResolver(() => NeedClosure, {
    nullable: true,
    description: '结案三方意见 Whether all agree that it is met; null for those who do not serve its area.',
  })
  closure(@Root() need: Need, @Ctx() context: RequestContext): Promise<NeedClosure | undefined> {
    return this.closures.closureOf(context, need.needId);
  }
}
