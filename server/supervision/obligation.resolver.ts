/** Promises the operations on obligations: unpack, call, return. */
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { PageArguments, keysetCursor, pageSize, readDayCursor, toConnection } from '../../schema/connection';
import { localId, readGlobalId } from '../../schema/global-id';
import { Role } from '../../schema/identity/role';
import { CalendarDate } from '../../schema/scalars';
import { FulfilObligationInput, RecordObligationInput } from '../../schema/supervision/inputs';
import {
  Obligation,
  ObligationConnection,
  ObligationReminder,
  ObligationState,
} from '../../schema/supervision/obligation';
import { FulfilObligationResult, RecordObligationResult } from '../../schema/supervision/results';
import type { Refusal } from '../../schema/refusal';
import { actorOf, type RequestContext } from '../context';
import { presented } from '../organisation/present';
import { obligationReaders } from './obligation.policy';
import type { ObligationOnDay } from './obligation.repository';
import type { ObligationService } from './obligation.service';
import { presentObligation, presentReminder } from './present';

@Resolver(() => Obligation)
export class ObligationResolver {
  constructor(private readonly service: ObligationService) {}

  @Allow([Role.FEDERATION_STAFF])
  @Mutation(() => RecordObligationResult, {
    description: '登记义务 Write down a dealing that must be published within thirty days.',
  })
  async recordObligation(
    @Arg('input', () => RecordObligationInput, { description: '义务 The dealing.' }) input: RecordObligationInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof RecordObligationResult> {
    return this.answer(await this.service.recordObligation(actorOf(context), input));
  }

  @Allow([Role.FEDERATION_STAFF])
  @Mutation(() => FulfilObligationResult, {
    description: '登记履行 Write down that an obligation was fulfilled, and where it can be seen.',
  })
  async fulfilObligation(
    @Arg('input', () => FulfilObligationInput, { description: '履行 What was done.' }) input: FulfilObligationInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof FulfilObligationResult> {
    return this.answer(await this.service.fulfilObligation(actorOf(context), input));
  }

  @Allow(obligationReaders)
  @Query(() => ObligationConnection, {
    name: 'obligations',
    description: '法定义务清单 What you owe or supervise, what is due first first, as it stood at the end of a day.',
  })
  async listObligations(
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
    @Arg('onDay', () => CalendarDate, {
      nullable: true,
      description: '日期 As it stood on this day; today if left out.',
    })
    onDay?: string,
    @Arg('states', () => [ObligationState], { nullable: true, description: '状态 In one of these states on that day.' })
    states?: ObligationState[],
    @Arg('organisationId', () => ID, { nullable: true, description: '组织 Only what this charity owes.' })
    organisationId?: string,
    @Arg('subjectId', () => ID, { nullable: true, description: '对象 Only about this project or household.' })
    subjectId?: string,
  ) {
    const first = pageSize(page);
    const after = readDayCursor(page.after);
    const rows = await this.service.listObligations(actorOf(context), {
      onDay: onDay ?? undefined,
      states: states ?? undefined,
      organisationId: organisationId ? localId('Organisation', organisationId) : undefined,
      subjectId: subjectId ? localId(readGlobalId(subjectId)?.type ?? 'CharityProject', subjectId) : undefined,
      after: after && { dueOn: after.day, id: after.id },
      limit: first + 1,
    });
    return toConnection(rows, first, (row) => keysetCursor(row.dueOn, row.id), presentObligation);
  }

  @FieldResolver(() => [ObligationReminder], { description: '提醒 The reminders given, the oldest first.' })
  async reminders(@Root() obligation: Obligation): Promise<ObligationReminder[]> {
    return (await this.service.remindersOf(obligation.obligationId)).map(presentReminder);
  }

  private answer<Result>(row: ObligationOnDay | Refusal): Result {
    return presented(row, presentObligation) as Result;
  }
}
