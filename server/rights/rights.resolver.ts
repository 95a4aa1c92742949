/** Promises the operations on what a household may ask of its data: unpack, call, return. */
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { keysetCursor, PageArguments, pageSize, readKeysetCursor, toConnection } from '../../schema/connection';
import { globalId } from '../../schema/global-id';
import { Household } from '../../schema/household/household';
import { areaRoles, Role } from '../../schema/identity/role';
import {
  CorrectHouseholdMemberInput,
  CorrectHouseholdMemberResult,
  DecideRightsRequestInput,
  DecideRightsRequestResult,
  ExportHouseholdDataInput,
  ExportHouseholdDataResult,
  RecordRightsRequestInput,
  RecordRightsRequestResult,
  RequestRightsByCardInput,
  RunRetentionInput,
  RunRetentionResult,
} from '../../schema/rights/commands';
import {
  HouseholdDataExport,
  RetentionRule,
  RetentionRun,
  RightsRequest,
  RightsRequestConnection,
} from '../../schema/rights/request';
import { actorOf, type RequestContext } from '../context';
import { presented } from '../household/present';
import { writeJson, writePage } from './page';
import type { RetentionService } from './retention.service';
import type { RetentionRunEntity } from './rights.entity';
import type { RightsReading } from './rights.reading';
import type { RequestRow } from './rights.repository';
import type { Copy, RightsService } from './rights.service';

@Resolver(() => Household)
export class RightsResolver {
  constructor(
    private readonly service: RightsService,
    private readonly reading: RightsReading,
    private readonly retention: RetentionService,
  ) {}

  @Allow(areaRoles)
  @Mutation(() => RecordRightsRequestResult, {
    description: '受理个人信息请求 Take down what a household asks of its own data; its clock begins.',
  })
  async recordRightsRequest(
    @Arg('input', () => RecordRightsRequestInput, { description: '请求 The request.' }) input: RecordRightsRequestInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof RecordRightsRequestResult> {
    return presented(await this.service.recordRequest(actorOf(context), input), presentRequest);
  }

  @Allow('ANYONE', { sensitive: true })
  @Mutation(() => RecordRightsRequestResult, {
    description: '凭卡提出个人信息请求 The household asks by itself, with the code of its contact card.',
  })
  async requestRightsByCard(
    @Arg('input', () => RequestRightsByCardInput, { description: '请求 The request.' }) input: RequestRightsByCardInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof RecordRightsRequestResult> {
    return presented(await this.service.requestByCard(context.clientHash, input), presentRequest);
  }

  @Allow([Role.STREET_OFFICER, Role.CIVIL_AFFAIRS_BUREAU])
  @Mutation(() => DecideRightsRequestResult, {
    description:
      '决定个人信息请求 Approve or refuse a request that somebody else took down. An approved erasure ends consents and open needs, takes every personal word out and destroys the key: it can not be undone.',
  })
  async decideRightsRequest(
    @Arg('input', () => DecideRightsRequestInput, { description: '决定 The decision.' })
    input: DecideRightsRequestInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof DecideRightsRequestResult> {
    return presented(await this.service.decide(actorOf(context), input), presentRequest);
  }

  @Allow(areaRoles, { sensitive: true })
  @Mutation(() => ExportHouseholdDataResult, {
    description:
      '复制个人信息 Everything that is held of the household, for an approved request; every reading is written down.',
  })
  async exportHouseholdData(
    @Arg('input', () => ExportHouseholdDataInput, { description: '请求 The request.' }) input: ExportHouseholdDataInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ExportHouseholdDataResult> {
    return presented(await this.service.exportData(actorOf(context), input), presentCopy);
  }

  @Allow(areaRoles)
  @Mutation(() => CorrectHouseholdMemberResult, {
    description:
      '更正成员信息 Correct the name or number of a member, for an approved request. Address and phone are corrected by reviseHousehold.',
  })
  async correctHouseholdMember(
    @Arg('input', () => CorrectHouseholdMemberInput, { description: '更正 What is corrected.' })
    input: CorrectHouseholdMemberInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof CorrectHouseholdMemberResult> {
    return presented(await this.service.correct(actorOf(context), input), presentRequest);
  }

  @Allow([Role.SYSTEM_ADMINISTRATOR])
  @Mutation(() => RunRetentionResult, {
    description: '执行保存期限规则 Run all rules of retention, as the job of each night does, or only count.',
  })
  async runRetention(
    @Arg('input', () => RunRetentionInput, { description: '方式 How.' }) input: RunRetentionInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof RunRetentionResult> {
    return presented(await this.retention.runFor(actorOf(context), input), presentRun);
  }

  @Allow([...areaRoles, Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR])
  @Query(() => [RetentionRule], { description: '保存期限规则 How long what is kept, and why.' })
  async retentionRules(): Promise<RetentionRule[]> {
    return (await this.reading.rules()).map((rule) => Object.assign(new RetentionRule(), rule));
  }

  @Allow(areaRoles)
  @Query(() => RightsRequestConnection, {
    description: '待办个人信息请求 Requests of your area that wait, the earliest due first.',
  })
  async rightsRequests(@Args(() => PageArguments) page: PageArguments, @Ctx() context: RequestContext) {
    const first = pageSize(page);
    const [dueOn, id] = readKeysetCursor(page.after, 2) ?? [];
    const after = dueOn === undefined ? undefined : { dueOn, id: id! };
    const rows = await this.reading.listOpen(actorOf(context), after, first + 1);
    return toConnection(rows, first, (row) => keysetCursor(row.dueOn, row.id), presentRequest);
  }

  @FieldResolver(() => [RightsRequest], {
    name: 'rightsRequests',
    description: '个人信息请求 What it asked of its own data, the oldest first.',
  })
  async rightsRequestsOf(@Root() household: Household, @Ctx() context: RequestContext): Promise<RightsRequest[]> {
    return (await this.reading.ofHousehold(context, household.householdId)).map(presentRequest);
  }
}

export function presentRequest(row: RequestRow): RightsRequest {
  return Object.assign(new RightsRequest(), {
    id: globalId('RightsRequest', row.id),
    kind: row.kind,
    requester: row.requester,
    status: row.status,
    receivedOn: row.receivedOn,
    dueOn: row.dueOn,
    overdue: row.overdue,
    refusalReason: row.refusalReason ?? undefined,
    decidedAt: row.decidedAt ?? undefined,
    doneAt: row.doneAt ?? undefined,
    householdId: row.householdId,
  });
}

function presentCopy({ request, madeAt, sections }: Copy): HouseholdDataExport {
  return Object.assign(new HouseholdDataExport(), {
    request: presentRequest(request),
    json: writeJson(madeAt, sections),
    page: writePage(madeAt, sections),
  });
}

function presentRun({ dry, at, results }: RetentionRunEntity): RetentionRun {
  return Object.assign(new RetentionRun(), { dry, at, results });
}
