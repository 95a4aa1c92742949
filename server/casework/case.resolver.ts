/** Promises the commands on cases: unpack, call, return. */
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { CareCase, OpenedCases } from '../../schema/casework/case';
import {
  AssessCaseInput,
  BreakGlassInput,
  CloseCaseInput,
  CompleteCaseStepInput,
  HandOverCaseInput,
  LinkCaseServiceInput,
  OpenCaseInput,
  PlanCaseInput,
  ReleaseCaseProviderInput,
  ReviewCaseInput,
  SettleCaseGoalInput,
  ShareCaseInput,
  UnshareCaseInput,
} from '../../schema/casework/inputs';
import {
  AssessCaseResult,
  BreakGlassResult,
  CloseCaseResult,
  CompleteCaseStepResult,
  HandOverCaseResult,
  LinkCaseServiceResult,
  OpenCaseResult,
  PlanCaseResult,
  ReleaseCaseProviderResult,
  ReviewCaseResult,
  SettleCaseGoalResult,
  ShareCaseResult,
  UnshareCaseResult,
} from '../../schema/casework/results';
import { areaRoles, Role } from '../../schema/identity/role';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { actorOf, type RequestContext } from '../context';
import type { CaseRow } from './case.repository';
import type { CaseService } from './case.service';
import { caseworkers } from './casework.policy';
import type { GlassService } from './glass.service';
import { presentCase } from './present';
import type { RecordService } from './record.service';

@Resolver(() => CareCase)
export class CaseResolver {
  constructor(
    private readonly service: CaseService,
    private readonly records: RecordService,
    private readonly glass: GlassService,
  ) {}

  @Allow(areaRoles)
  @Mutation(() => OpenCaseResult, {
    description: '建案 Open a one-to-one case for a household that agreed to it; you become its case worker.',
  })
  async openCase(
    @Arg('input', () => OpenCaseInput, { description: '个案 The case.' }) input: OpenCaseInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof OpenCaseResult> {
    return answer(await this.service.openCase(actorOf(context), input));
  }

  @Allow(caseworkers)
  @Mutation(() => AssessCaseResult, { description: '评估个案 Write down what was found; sealed.' })
  async assessCase(
    @Arg('input', () => AssessCaseInput, { description: '评估 The assessment.' }) input: AssessCaseInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof AssessCaseResult> {
    return answer(await this.records.assessCase(actorOf(context), input));
  }

  @Allow(caseworkers)
  @Mutation(() => PlanCaseResult, { description: '制定计划 Add goals and steps; the first of them begin the service.' })
  async planCase(
    @Arg('input', () => PlanCaseInput, { description: '计划 Goals and steps.' }) input: PlanCaseInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof PlanCaseResult> {
    return answer(await this.records.planCase(actorOf(context), input));
  }

  @Allow(caseworkers)
  @Mutation(() => CompleteCaseStepResult, { description: '完成步骤 Write down that a step was done.' })
  async completeCaseStep(
    @Arg('input', () => CompleteCaseStepInput, { description: '步骤 Which, and when.' }) input: CompleteCaseStepInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof CompleteCaseStepResult> {
    return answer(await this.records.completeCaseStep(actorOf(context), input));
  }

  @Allow(caseworkers)
  @Mutation(() => SettleCaseGoalResult, { description: '登记目标结果 Write down what became of a goal.' })
  async settleCaseGoal(
    @Arg('input', () => SettleCaseGoalInput, { description: '目标 Which, and what.' }) input: SettleCaseGoalInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof SettleCaseGoalResult> {
    return answer(await this.records.settleCaseGoal(actorOf(context), input));
  }

  @Allow(caseworkers)
  @Mutation(() => LinkCaseServiceResult, {
    description: '关联服务 Link something of the product that serves the case.',
  })
  async linkCaseService(
    @Arg('input', () => LinkCaseServiceInput, { description: '关联 What serves it.' }) input: LinkCaseServiceInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof LinkCaseServiceResult> {
    return answer(await this.service.linkCaseService(actorOf(context), input));
  }

  @Allow(caseworkers)
  @Mutation(() => ReviewCaseResult, { description: '评审个案 Write down a review, and the day of the next.' })
  async reviewCase(
    @Arg('input', () => ReviewCaseInput, { description: '评审 The review.' }) input: ReviewCaseInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ReviewCaseResult> {
    return answer(await this.records.reviewCase(actorOf(context), input));
  }

  @Allow(caseworkers)
  @Mutation(() => HandOverCaseResult, {
    description:
      '移交个案 Hand a case over. Where it leaves your sight by that, it is shown this once and a retry answers NotFound.',
  })
  async handOverCase(
    @Arg('input', () => HandOverCaseInput, { description: '移交 To whom.' }) input: HandOverCaseInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof HandOverCaseResult> {
    return answer(await this.service.handOverCase(actorOf(context), input));
  }

  @Allow(caseworkers)
  @Mutation(() => ShareCaseResult, { description: '共同服务 Put somebody on the list of a case.' })
  async shareCase(
    @Arg('input', () => ShareCaseInput, { description: '人员 Whom.' }) input: ShareCaseInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ShareCaseResult> {
    return answer(await this.service.shareCase(actorOf(context), input));
  }

  @Allow(caseworkers)
  @Mutation(() => UnshareCaseResult, { description: '停止共同服务 Take somebody off the list of a case.' })
  async unshareCase(
    @Arg('input', () => UnshareCaseInput, { description: '人员 Whom.' }) input: UnshareCaseInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof UnshareCaseResult> {
    return answer(await this.service.unshareCase(actorOf(context), input));
  }

  @Allow(caseworkers)
  @Mutation(() => ReleaseCaseProviderResult, {
    description: '机构退出 The household withdrew its consent to the provider: its people see the case no more.',
  })
  async releaseCaseProvider(
    @Arg('input', () => ReleaseCaseProviderInput, { description: '个案 Which case.' }) input: ReleaseCaseProviderInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ReleaseCaseProviderResult> {
    return answer(await this.service.releaseCaseProvider(actorOf(context), input));
  }

  @Allow(caseworkers)
  @Mutation(() => CloseCaseResult, { description: '结案 End a case, with its reason and outcome.' })
  async closeCase(
    @Arg('input', () => CloseCaseInput, { description: '结案 Why, and with what.' }) input: CloseCaseInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof CloseCaseResult> {
    return answer(await this.service.closeCase(actorOf(context), input));
  }

  @Allow([Role.CIVIL_AFFAIRS_BUREAU])
  @Mutation(() => BreakGlassResult, {
    description:
      '紧急查阅 Open the restricted cases of a household for 24 hours, with a reason that their lists read. At most 20 a day.',
  })
  async breakGlass(
    @Arg('input', () => BreakGlassInput, { description: '查阅 Which household, and why.' }) input: BreakGlassInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof BreakGlassResult> {
    const opened = await this.glass.breakGlass(actorOf(context), input);
    if (isRefusal(opened)) return opened;
    return Object.assign(new OpenedCases(), { cases: opened.map(presentCase) });
  }
}

function answer<Result>(row: CaseRow | Refusal): Result {
  return (isRefusal(row) ? row : presentCase(row)) as Result;
}
