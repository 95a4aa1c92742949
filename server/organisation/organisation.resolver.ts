/** Promises the operations on organisations: unpack, call, return. */
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Area } from '../../schema/area/area';
import { Allow } from '../../schema/authority';
import { PageArguments } from '../../schema/connection';
import { localId } from '../../schema/global-id';
import { ApiKeyScope } from '../../schema/identity/api-key-scope';
import { Role } from '../../schema/identity/role';
import { OrganisationConnection } from '../../schema/organisation/connection';
import {
  OrganisationInput,
  OrganisationReasonInput,
  RegisterOrganisationInput,
} from '../../schema/organisation/inputs';
import { ServiceOffering } from '../../schema/organisation/offering';
import {
  CreditCodeWarning,
  Organisation,
  OrganisationKind,
  OrganisationStatus,
} from '../../schema/organisation/organisation';
import {
  ApproveOrganisationResult,
  RegisterOrganisationResult,
  ReinstateOrganisationResult,
  RequireRecertificationResult,
  SubmitForReviewResult,
  SuspendOrganisationResult,
} from '../../schema/organisation/results';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { ServiceKindCodes, serviceKinds } from '../../schema/taxonomy/service-kind-codes';
import type { AreaLoader } from '../area/area.loader';
import { actorOf, type RequestContext } from '../context';
import type { OrganisationLoader } from './organisation.loader';
import type { OrganisationReading } from './organisation.reading';
import type { OrganisationService } from './organisation.service';
import { presentOffering, presentOrganisation, presented } from './present';

const speakers = [Role.ORGANISATION_ADMINISTRATOR, Role.FEDERATION_STAFF, Role.COMPANY_PARTNER];

@Resolver(() => Organisation)
export class OrganisationResolver {
  constructor(
    private readonly reading: OrganisationReading,
    private readonly service: OrganisationService,
    private readonly loader: OrganisationLoader,
    private readonly areas: AreaLoader,
  ) {}

  @Allow('SIGNED_IN', { apiKeyScope: ApiKeyScope.NEEDS_READ })
  @Query(() => [ServiceKindCodes], {
    description: '服务类别对照表 All service kinds with their codes in the standards of the field.',
  })
  serviceKinds(): ServiceKindCodes[] {
    return [...serviceKinds];
  }

  @Allow('SIGNED_IN', { apiKeyScope: ApiKeyScope.OFFERINGS_WRITE })
  @Query(() => Organisation, {
    nullable: true,
    description: '按编号查组织 The organisation; null when there is none that you may see.',
  })
  async organisation(
    @Arg('id', () => ID, { description: '组织编号 Its global id.' }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<Organisation | undefined> {
    const row = await this.reading.findVisible(actorOf(context), localId('Organisation', id));
    return row && presentOrganisation(row);
  }

  @Allow('SIGNED_IN', { apiKeyScope: ApiKeyScope.OFFERINGS_WRITE })
  @Query(() => OrganisationConnection, {
    description:
      '组织列表 The organisations that you may see, in the order of registration; approved ones are seen by everyone.',
  })
  organisations(
    @Args(() => PageArguments) page: PageArguments,
    @Arg('status', () => OrganisationStatus, { nullable: true, description: '按状态筛选 Only those in this state.' })
    status: OrganisationStatus | undefined,
    @Arg('serviceKind', () => ServiceKind, {
      nullable: true,
      description: '按服务类别筛选 Only those that offer this kind.',
    })
    serviceKind: ServiceKind | undefined,
    @Arg('kind', () => OrganisationKind, { nullable: true, description: '按组织类别筛选 Only those of this kind.' })
    kind: OrganisationKind | undefined,
    @Ctx() context: RequestContext,
  ) {
    return this.reading.listVisible(actorOf(context), page, { status, serviceKind, kind });
  }

  @Allow('SIGNED_IN')
  @Mutation(() => RegisterOrganisationResult, {
    description:
      '登记组织 Registers an organisation: by the bureau or the system administrator as INVITED, by anyone else as AWAITING_REVIEW with themselves as its administrator.',
  })
  async registerOrganisation(
    @Arg('input', () => RegisterOrganisationInput, { description: '登记内容 What to register.' })
    input: RegisterOrganisationInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof RegisterOrganisationResult> {
    return presented(await this.service.registerOrganisation(actorOf(context), input), presentOrganisation);
  }

  @Allow(speakers)
  @Mutation(() => SubmitForReviewResult, {
    description: '提交审核 Hands an invited organisation, or one that must recertify, to the bureau for review.',
  })
  async submitForReview(
    @Arg('input', () => OrganisationInput, { description: '所指组织 Which organisation.' }) input: OrganisationInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof SubmitForReviewResult> {
    const id = localId('Organisation', input.organisationId);
    return presented(await this.service.submitForReview(actorOf(context), id), presentOrganisation) as never;
  }

  @Allow([Role.CIVIL_AFFAIRS_BUREAU])
  @Mutation(() => ApproveOrganisationResult, {
    description:
      '准予准入 Approves an organisation that awaits review; not by its members nor by whoever registered it.',
  })
  async approveOrganisation(
    @Arg('input', () => OrganisationInput, { description: '所指组织 Which organisation.' }) input: OrganisationInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ApproveOrganisationResult> {
    const id = localId('Organisation', input.organisationId);
    return presented(await this.service.approveOrganisation(actorOf(context), id), presentOrganisation);
  }

  @Allow([Role.CIVIL_AFFAIRS_BUREAU])
  @Mutation(() => RequireRecertificationResult, {
    description: '要求重新认证 Asks an approved organisation for its papers again; it takes on nothing until approved.',
  })
  async requireRecertification(
    @Arg('input', () => OrganisationReasonInput, { description: '组织与原因 Which and why.' })
    input: OrganisationReasonInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof RequireRecertificationResult> {
    const id = localId('Organisation', input.organisationId);
    const result = await this.service.requireRecertification(actorOf(context), id, input.reason);
    return presented(result, presentOrganisation);
  }

  @Allow([Role.CIVIL_AFFAIRS_BUREAU])
  @Mutation(() => SuspendOrganisationResult, {
    description: '暂停 Suspends an organisation at once: its access ends and its claims return to the pool.',
  })
  async suspendOrganisation(
    @Arg('input', () => OrganisationReasonInput, { description: '组织与原因 Which and why.' })
    input: OrganisationReasonInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof SuspendOrganisationResult> {
    const id = localId('Organisation', input.organisationId);
    const result = await this.service.suspendOrganisation(actorOf(context), id, input.reason);
    return presented(result, presentOrganisation);
  }

  @Allow([Role.CIVIL_AFFAIRS_BUREAU])
  @Mutation(() => ReinstateOrganisationResult, {
    description: '恢复 Ends a suspension; not by its members nor by whoever registered it.',
  })
  async reinstateOrganisation(
    @Arg('input', () => OrganisationInput, { description: '所指组织 Which organisation.' }) input: OrganisationInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ReinstateOrganisationResult> {
    const id = localId('Organisation', input.organisationId);
    return presented(await this.service.reinstateOrganisation(actorOf(context), id), presentOrganisation);
  }

  @FieldResolver(() => [ServiceOffering], { description: '服务供给 What it offers now, oldest first.' })
  async offerings(@Root() organisation: Organisation, @Ctx() context: RequestContext): Promise<ServiceOffering[]> {
    const rows = await this.loader.offeringsOf(context, localId('Organisation', organisation.id));
    return rows.map(presentOffering);
  }

  @FieldResolver(() => Area, {
    nullable: true,
    description: '主管区划 The area whose civil affairs bureau oversees it.',
  })
  async area(@Root() organisation: Organisation, @Ctx() context: RequestContext): Promise<Area | undefined> {
    const row = await this.loader.organisation(context, localId('Organisation', organisation.id));
    return this.areas.area(context, row?.areaCode);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      '状态原因 Why it was suspended or must recertify; for its members, its bureau, auditors and the system administrator.',
  })
  async statusReason(@Root() organisation: Organisation, @Ctx() context: RequestContext): Promise<string | undefined> {
    const row = await this.loader.organisation(context, localId('Organisation', organisation.id));
    return this.reading.statusReason(actorOf(context), row);
  }

  @FieldResolver(() => [CreditCodeWarning], {
    nullable: true,
    description:
      '信用代码提示 What a reviewer should look at twice in its credit code; for those who may see the reason of its state.',
  })
  async creditCodeWarnings(
    @Root() organisation: Organisation,
    @Ctx() context: RequestContext,
  ): Promise<CreditCodeWarning[] | undefined> {
    const row = await this.loader.organisation(context, localId('Organisation', organisation.id));
    return this.reading.creditCodeWarnings(actorOf(context), row);
  }
}
