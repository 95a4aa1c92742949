/** Promises the operations on obligations: unpack, call, return. */
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { PageArguments, keysetCursor, pageSize, readKeysetCursor, toConnection } from '../../schema/connection';
import { Fault } from '../../schema/fault';
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
import type { ObligationOnDay } from './obligation.repository';
import type { ObligationService } from './obligation.service';
import { presentObligation, presentReminder } from './present';

const readers = [
  Role.FEDERATION_STAFF,
  Role.ORGANISATION_ADMINISTRATOR,
  Role.CIVIL_AFFAIRS_BUREAU,
  Role.STREET_OFFICER,
  Role.ADVISER,
  Role.AUDITOR,
];

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

  @Allow(readers)
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
    const rows = await this.service.listObligations(actorOf(context), {
      onDay: onDay ?? undefined,
      states: states ?? undefined,
      organisationId: organisationId ? localId('Organisation', organisationId) : undefined,
      subjectId: subjectId ? localId(readGlobalId(subjectId)?.type ?? 'CharityProject', subjectId) : undefined,
      after: readCursor(page.after),
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

function readCursor(cursor: string | undefined): { dueOn: string; id: string } | undefined {
  const key = readKeysetCursor(cursor, 2);
  if (!key) return undefined;
  const [dueOn, id] = key as [string, string];
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(dueOn) && new Date(`${dueOn}T00:00:00Z`).toJSON()?.startsWith(dueOn);
  if (isDay && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return { dueOn, id };
  throw new Fault('BAD_USER_INPUT', {
    zh: '游标无效,请从第一页重新读取',
    en: 'the cursor is not valid, start again from the first page',
  });
}
