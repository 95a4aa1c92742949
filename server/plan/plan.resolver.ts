/** Promises the operations on the plan: unpack, call, return. */
import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Area } from '../../schema/area/area';
import { Allow } from '../../schema/authority';
import { localId } from '../../schema/global-id';
import { Role } from '../../schema/identity/role';
import { Need } from '../../schema/need/need';
import { Organisation } from '../../schema/organisation/organisation';
import { AcceptPlanInput, PlanLineArguments } from '../../schema/plan/inputs';
import {
  FairnessBasis,
  GroupFairness,
  Plan,
  PlanCheck,
  PlanFairness,
  PlanLine,
  PlanLineConnection,
  PlanPrice,
  PlanProgress,
} from '../../schema/plan/plan';
import { AcceptPlanResult, CheckPlanResult, PlanFairnessResult } from '../../schema/plan/results';
import { isRefusal, type Refusal } from '../../schema/refusal';
import type { AreaLoader } from '../area/area.loader';
import { actorOf, type RequestContext } from '../context';
import type { NeedLoader } from '../need/need.loader';
import type { OrganisationLoader } from '../organisation/organisation.loader';
import { presentOrganisation } from '../organisation/present';
import type { AcceptanceService } from './acceptance.service';
import { planRoles } from './plan.policy';
import { presentAcceptance } from './present';
import type { PlanService } from './plan.service';

@Resolver(() => Plan)
export class PlanResolver {
  constructor(
    private readonly service: PlanService,
    private readonly acceptances: AcceptanceService,
  ) {}

  @Allow(planRoles)
  @Query(() => Plan, {
    nullable: true,
    description: '计划 The best plan of all open needs as published last; null before the first.',
  })
  plan(@Ctx() context: RequestContext): Promise<Plan | undefined> {
    return this.service.plan(actorOf(context));
  }

  @Allow(planRoles)
  @Query(() => PlanProgress, { description: '规划进程 Who plans since when, and how far a solve under way is.' })
  planProgress(@Ctx() context: RequestContext): Promise<PlanProgress> {
    return this.service.progress(actorOf(context));
  }

  @Allow(planRoles)
  @Query(() => PlanFairnessResult, {
    description: '公平性 How the plan serves each group, how the fairest plan would, and what that fairness costs.',
  })
  planFairness(
    @Arg('by', () => FairnessBasis, { description: '口径 Between which groups.' }) by: FairnessBasis,
    @Ctx() context: RequestContext,
  ): Promise<PlanFairness | Refusal> {
    return this.service.fairness(actorOf(context), by, context.gone?.());
  }

  @Allow(planRoles)
  @Query(() => CheckPlanResult, {
    nullable: true,
    description:
      '核验计划 Counts the published plan anew against the database of now, for the federation and a bureau of the whole installation; null before the first.',
  })
  checkPlan(@Ctx() context: RequestContext): Promise<PlanCheck | Refusal | undefined> {
    return this.service.check(actorOf(context), context.gone?.());
  }

  @Allow([Role.FEDERATION_STAFF])
  @Mutation(() => AcceptPlanResult, {
    description: '采纳计划 Offers lines of the plan to their organisations now, all of them or those named.',
  })
  async acceptPlan(
    @Arg('input', () => AcceptPlanInput, { description: '采纳内容 Which lines of which version.' })
    input: AcceptPlanInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof AcceptPlanResult> {
    const result = await this.acceptances.acceptPlan(actorOf(context), input);
    return isRefusal(result) ? result : presentAcceptance(result);
  }

  @FieldResolver(() => PlanLineConnection, {
    description: '计划行 The lines of now, in the order of need ids, within your areas.',
  })
  lines(@Args(() => PlanLineArguments) asked: PlanLineArguments, @Ctx() context: RequestContext) {
    return this.service.lines(actorOf(context), asked);
  }

  @FieldResolver(() => [PlanPrice], {
    description: '缺口 Where capacity is missing within your areas, the most valuable first.',
  })
  prices(
    @Arg('first', () => Int, { defaultValue: 100, description: '数目 How many, 1 to 500.' }) first: number,
    @Ctx() context: RequestContext,
  ): Promise<PlanPrice[]> {
    return this.service.prices(actorOf(context), first);
  }
}

/** What a line and a price name, so that whoever reads them asks once. */
@Resolver(() => PlanLine)
export class PlanLineResolver {
  constructor(
    private readonly areas: AreaLoader,
    private readonly organisations: OrganisationLoader,
    private readonly needs: NeedLoader,
  ) {}

  @FieldResolver(() => Area, { nullable: true, description: '社区 The community; null when the code is no more.' })
  area(@Root() line: PlanLine, @Ctx() context: RequestContext): Promise<Area | undefined> {
    return this.areas.area(context, line.areaCode);
  }

  @FieldResolver(() => Organisation, { nullable: true, description: '计划组织 The organisation planned.' })
  organisation(@Root() line: PlanLine, @Ctx() context: RequestContext): Promise<Organisation | undefined> {
    return this.named(context, line.organisationId);
  }

  @FieldResolver(() => Organisation, {
    nullable: true,
    description: '先到先得组织 The organisation that first come, first served would find.',
  })
  firstComeOrganisation(@Root() line: PlanLine, @Ctx() context: RequestContext): Promise<Organisation | undefined> {
    return this.named(context, line.firstComeOrganisationId);
  }

  @FieldResolver(() => Need, {
    nullable: true,
    description: '需求 The need, as far as you may see it; null otherwise.',
  })
  need(@Root() line: PlanLine, @Ctx() context: RequestContext): Promise<Need | undefined> {
    return this.needs.need(context, localId('Need', line.needId));
  }

  private async named(context: RequestContext, id: string | undefined): Promise<Organisation | undefined> {
    const row = id && (await this.organisations.organisation(context, localId('Organisation', id)));
    return row ? presentOrganisation(row) : undefined;
  }
}

@Resolver(() => PlanPrice)
export class PlanPriceResolver {
  constructor(private readonly areas: AreaLoader) {}

  @FieldResolver(() => Area, { nullable: true, description: '街道 The street or town; null when the code is no more.' })
  area(@Root() price: PlanPrice, @Ctx() context: RequestContext): Promise<Area | undefined> {
    return this.areas.area(context, price.areaCode);
  }
}

@Resolver(() => GroupFairness)
export class GroupFairnessResolver {
  constructor(private readonly areas: AreaLoader) {}

  @FieldResolver(() => Area, {
    nullable: true,
    description: '区划 The community or street; null for a situation, or when the code is no more.',
  })
  area(@Root() { group }: GroupFairness, @Ctx() context: RequestContext): Promise<Area | undefined> {
    return this.areas.area(context, group);
  }
}
