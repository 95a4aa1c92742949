/** Promises what is read of cases: unpack, call, return. */
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { MediaAppeal } from '../../schema/casework/appeal';
import {
  CareCase,
  CareCaseConnection,
  CaseAccess,
  CaseReading,
  CaseRecord,
  CaseService,
} from '../../schema/casework/case';
import { CaseStatus } from '../../schema/casework/enums';
import { PageArguments, keysetCursor, pageSize, readInstantCursor, toConnection } from '../../schema/connection';
import { localId } from '../../schema/global-id';
import { Household } from '../../schema/household/household';
import { CalendarDate } from '../../schema/scalars';
import { Organisation } from '../../schema/organisation/organisation';
import { actorOf, type RequestContext } from '../context';
import type { HouseholdLoader } from '../household/household.loader';
import type { OrganisationLoader } from '../organisation/organisation.loader';
import type { AppealService } from './appeal.service';
import type { CaseReader } from './case.reading';
import type { CaseService as Cases } from './case.service';
import { caseworkers } from './casework.policy';
import { presentAccess, presentAppeal, presentCase, presentReading, presentRecord, presentService } from './present';
import type { RecordService } from './record.service';

@Resolver(() => CareCase)
export class CaseReadingResolver {
  constructor(
    private readonly service: Cases,
    private readonly reader: CaseReader,
    private readonly records: RecordService,
    private readonly appeals: AppealService,
    private readonly households: HouseholdLoader,
    private readonly organisations: OrganisationLoader,
  ) {}

  @Allow(caseworkers)
  @Query(() => CareCase, {
    nullable: true,
    description: '按编号查个案 The case; null when there is none that you may see.',
  })
  async careCase(
    @Arg('id', () => ID, { description: '全局编号 Its global id.' }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<CareCase | undefined> {
    const row = await this.service.findVisible(actorOf(context), localId('CareCase', id));
    return row && presentCase(row);
  }

  @Allow(caseworkers)
  @Query(() => CareCaseConnection, {
    description: '个案列表 The cases of an area subtree that you may see, the newest first; it says nothing of others.',
  })
  async careCases(
    @Arg('areaCode', () => String, { description: '区划代码 2 to 15 digits.' }) areaCode: string,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
    @Arg('householdId', () => ID, { nullable: true, description: '家庭 Only of this household.' }) householdId?: string,
    @Arg('statuses', () => [CaseStatus], { nullable: true, description: '状态 Only in these states.' })
    statuses?: CaseStatus[],
    @Arg('reviewDueBefore', () => CalendarDate, {
      nullable: true,
      description: '评审日早于 Only those whose next review is due before this day; tomorrow: what is due or overdue.',
    })
    reviewDueBefore?: string,
  ) {
    const first = pageSize(page);
    const rows = await this.service.listCases(actorOf(context), {
      areaCode,
      householdId: householdId ? localId('Household', householdId) : undefined,
      ...{ statuses: statuses ?? undefined, reviewDueBefore: reviewDueBefore ?? undefined },
      ...{ after: readInstantCursor(page.after), limit: first + 1 },
    });
    return toConnection(rows, first, (row) => keysetCursor(row.openedAtText, row.id), presentCase);
  }

  @FieldResolver(() => Household, {
    nullable: true,
    description: '家庭 The household, for those who serve its area; null for the people of a provider.',
  })
  household(@Root() one: CareCase, @Ctx() context: RequestContext): Promise<Household | undefined> {
    return this.households.household(context, one.householdId);
  }

  @FieldResolver(() => Organisation, { nullable: true, description: '专业机构 The organisation that serves it.' })
  provider(@Root() one: CareCase, @Ctx() context: RequestContext) {
    return one.providerOrganisationId
      ? this.organisations.organisation(context, one.providerOrganisationId)
      : undefined;
  }

  @FieldResolver(() => CaseRecord, {
    description: '个案记录 What is written of it, opened with a reason; each reading is written down.',
  })
  async record(
    @Root() one: CareCase,
    @Arg('reason', () => String, { description: '查看理由 Why, at least 4 characters, without personal data.' })
    reason: string,
    @Ctx() context: RequestContext,
  ): Promise<CaseRecord> {
    return presentRecord(await this.records.readRecord(actorOf(context), one.caseId, reason));
  }

  @FieldResolver(() => [CaseService], { description: '关联服务 What of the product serves it.' })
  async services(@Root() one: CareCase, @Ctx() context: RequestContext): Promise<CaseService[]> {
    return (await this.reader.servicesOf(actorOf(context), one.caseId)).map(presentService);
  }

  @FieldResolver(() => [CaseAccess], {
    description: '可查阅人员 Who is or was on its list, openings by the bureau with their reasons among them.',
  })
  async access(@Root() one: CareCase, @Ctx() context: RequestContext): Promise<CaseAccess[]> {
    return (await this.reader.accessOf(actorOf(context), one.caseId)).map(presentAccess);
  }

  @FieldResolver(() => [CaseReading], {
    description: '查阅记录 Who read it, the newest 1,000 readings, the oldest of them first; for those who work on it.',
  })
  async readings(@Root() one: CareCase, @Ctx() context: RequestContext): Promise<CaseReading[]> {
    return (await this.records.readingsOf(actorOf(context), one.caseId)).map(presentReading);
  }

  @FieldResolver(() => [MediaAppeal], { description: '媒体线索 Its appeals to the public, drafts among them.' })
  async mediaAppeals(@Root() one: CareCase, @Ctx() context: RequestContext): Promise<MediaAppeal[]> {
    return (await this.reader.ifSeen(actorOf(context), one.caseId, () => this.appeals.appealsOf(one.caseId))).map(
      presentAppeal,
    );
  }
}

@Resolver(() => Household)
export class HouseholdCasesResolver {
  constructor(private readonly service: Cases) {}

  @FieldResolver(() => CareCaseConnection, {
    description:
      '个案 Its cases that you may see, the newest first; of restricted ones nothing is said to others, and each reading is written down.',
  })
  async cases(
    @Root() household: Household,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
  ) {
    const first = pageSize(page);
    const rows = await this.service.listCases(actorOf(context), {
      ...{ areaCode: '', householdId: household.householdId },
      ...{ after: readInstantCursor(page.after), limit: first + 1 },
    });
    return toConnection(rows, first, (row) => keysetCursor(row.openedAtText, row.id), presentCase);
  }
}
