/** Promises the operations on applications: unpack, call, return. */
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import {
  ApplicationDocument,
  ApplicationStatus,
  PolicyApplication,
  PolicyApplicationConnection,
} from '../../schema/application/application';
import {
  AcceptApplicationInput,
  AuthoriseApplicationInput,
  BeginApplicationInput,
  BeginApplicationResult,
  DecideApplicationInput,
  ProvideDocumentsInput,
  StepApplicationResult,
  SubmitApplicationInput,
  WithdrawApplicationInput,
} from '../../schema/application/inputs';
import { Allow } from '../../schema/authority';
import { PageArguments, keysetCursor, pageSize, readDayCursor, toConnection } from '../../schema/connection';
import { Household } from '../../schema/household/household';
import { areaRoles } from '../../schema/identity/role';
import { Photo } from '../../schema/photo/photo';
import { Policy } from '../../schema/policy/policy';
import { CalendarDate } from '../../schema/scalars';
import { actorOf, type RequestContext } from '../context';
import type { HouseholdLoader } from '../household/household.loader';
import { presented } from '../household/present';
import { presentPolicy } from '../policy/present';
import type { ApplicationPhotoService } from './application-photo.service';
import type { ApplicationReading } from './application.reading';
import type { ApplicationService } from './application.service';
import { presentApplication, type PresentedApplication } from './present';

@Resolver(() => PolicyApplication)
export class ApplicationResolver {
  constructor(private readonly service: ApplicationService) {}

  @Allow(areaRoles)
  @Mutation(() => BeginApplicationResult, { description: '开始代办 Begins an application for people of a household.' })
  async beginApplication(
    @Arg('input', () => BeginApplicationInput, { description: '申请 For whom and for what.' })
    input: BeginApplicationInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof BeginApplicationResult> {
    return presented(await this.service.beginApplication(actorOf(context), input), presentApplication);
  }

  @Allow(areaRoles)
  @Mutation(() => StepApplicationResult, { description: '登记代办授权 Records the authority of a member to act.' })
  async authoriseApplication(
    @Arg('input', () => AuthoriseApplicationInput, { description: '授权 Who authorised what until when.' })
    input: AuthoriseApplicationInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof StepApplicationResult> {
    return presented(await this.service.authoriseApplication(actorOf(context), input), presentApplication);
  }

  @Allow(areaRoles)
  @Mutation(() => StepApplicationResult, { description: '登记材料 Records that documents are there.' })
  async provideDocuments(
    @Arg('input', () => ProvideDocumentsInput, { description: '材料 Which documents.' }) input: ProvideDocumentsInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof StepApplicationResult> {
    return presented(await this.service.provideDocuments(actorOf(context), input), presentApplication);
  }

  @Allow(areaRoles)
  @Mutation(() => StepApplicationResult, {
    description: '提交申请 Hands the application in: complete, authorised, and with the consent that its policy needs.',
  })
  async submitApplication(
    @Arg('input', () => SubmitApplicationInput, { description: '提交 Which application, and when.' })
    input: SubmitApplicationInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof StepApplicationResult> {
    return presented(await this.service.submitApplication(actorOf(context), input), presentApplication);
  }

  @Allow(areaRoles)
  @Mutation(() => StepApplicationResult, { description: '登记受理 The department accepted it; its time begins.' })
  async acceptApplication(
    @Arg('input', () => AcceptApplicationInput, { description: '受理 Which application, and when.' })
    input: AcceptApplicationInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof StepApplicationResult> {
    return presented(await this.service.acceptApplication(actorOf(context), input), presentApplication);
  }

  @Allow(areaRoles)
  @Mutation(() => StepApplicationResult, {
    description:
      '登记决定 What the department decided. An approval that gives a category enters the applicants into the register.',
  })
  async decideApplication(
    @Arg('input', () => DecideApplicationInput, { description: '决定 What was decided.' })
    input: DecideApplicationInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof StepApplicationResult> {
    return presented(await this.service.decideApplication(actorOf(context), input), presentApplication);
  }

  @Allow(areaRoles)
  @Mutation(() => StepApplicationResult, { description: '撤回申请 The application is not pursued any more.' })
  async withdrawApplication(
    @Arg('input', () => WithdrawApplicationInput, { description: '撤回 Which application, and why.' })
    input: WithdrawApplicationInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof StepApplicationResult> {
    return presented(await this.service.withdrawApplication(actorOf(context), input), presentApplication);
  }
}

@Resolver(() => PolicyApplication)
export class ApplicationReadingResolver {
  constructor(
    private readonly reading: ApplicationReading,
    private readonly households: HouseholdLoader,
  ) {}

  @Allow(areaRoles)
  @Query(() => PolicyApplicationConnection, {
    name: 'policyApplications',
    description: '代办清单 Applications of an area that you serve, the newest first.',
  })
  async listApplications(
    @Arg('areaCode', () => String, { description: '区划代码 The area; its whole subtree is listed.' }) areaCode: string,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
    @Arg('statuses', () => [ApplicationStatus], { nullable: true, description: '状态 Only in one of these states.' })
    statuses?: ApplicationStatus[],
    @Arg('lateOn', () => CalendarDate, {
      nullable: true,
      description: '逾期基准日 Only those under review whose time is over on this day.',
    })
    lateOn?: string,
  ) {
    const first = pageSize(page);
    const after = readDayCursor(page.after);
    const rows = await this.reading.listApplications(actorOf(context), {
      ...{ areaCode, statuses: statuses ?? undefined, lateOn: lateOn ?? undefined, limit: first + 1 },
      after: after && { begunOn: after.day, id: after.id },
    });
    return toConnection(rows, first, (row) => keysetCursor(row.begunOn, row.id), presentApplication);
  }

  @FieldResolver(() => Policy, { description: '政策 The version under which it is made.' })
  async policy(@Root() application: PolicyApplication, @Ctx() context: RequestContext): Promise<Policy> {
    return presentPolicy(await this.policyOf(application, context));
  }

  @FieldResolver(() => String, { description: '受理部门 The department.' })
  async department(@Root() application: PolicyApplication, @Ctx() context: RequestContext): Promise<string> {
    return (await this.policyOf(application, context)).issuingDepartment;
  }

  @FieldResolver(() => Household, { nullable: true, description: '家庭 The household.' })
  household(@Root() application: PolicyApplication, @Ctx() context: RequestContext): Promise<Household | undefined> {
    return this.households.household(context, application.householdId);
  }

  private policyOf(application: PolicyApplication, context: RequestContext) {
    return this.reading.policyOf(context, (application as PresentedApplication).policyId);
  }
}

@Resolver(() => ApplicationDocument)
export class ApplicationDocumentResolver {
  constructor(private readonly photoService: ApplicationPhotoService) {}

  @FieldResolver(() => [Photo], {
    description:
      '材料照片 Pictures of the paper; empty where none were taken. Only who serves the household reads their bytes, and each reading is written down.',
  })
  photos(@Root() { applicationId, position }: ApplicationDocument, @Ctx() context: RequestContext): Promise<Photo[]> {
    return this.photoService.photosOf(context, applicationId, position);
  }
}

@Resolver(() => Household)
export class HouseholdApplicationResolver {
  constructor(private readonly reading: ApplicationReading) {}

  @FieldResolver(() => [PolicyApplication], { description: '代办申请 Its applications, the newest first.' })
  async policyApplications(@Root() household: Household, @Ctx() context: RequestContext): Promise<PolicyApplication[]> {
    return (await this.reading.applicationsOf(context, household.householdId)).map(presentApplication);
  }
}
