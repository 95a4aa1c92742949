/** Promises the operations on triggers and the obligations to visit: unpack, call, return. */
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { keysetCursor, PageArguments, pageSize, readDayCursor, toConnection } from '../../schema/connection';
import { localId } from '../../schema/global-id';
import { Household } from '../../schema/household/household';
import { ApiKeyScope } from '../../schema/identity/api-key-scope';
import { areaRoles } from '../../schema/identity/role';
import { isRefusal } from '../../schema/refusal';
import { VisitObligationState, VisitTrigger } from '../../schema/visit/enums';
import { ReportTriggerInput, VoidTriggerInput } from '../../schema/visit/inputs';
import { ReportTriggerResult, TriggerReported, VoidTriggerResult } from '../../schema/visit/results';
import {
  FoundPerson,
  FoundPersonIdentity,
  Visit,
  VisitObligation,
  VisitObligationConnection,
} from '../../schema/visit/visit';
import { actorOf, type RequestContext } from '../context';
import type { HouseholdLoader } from '../household/household.loader';
import type { FoundPersonService } from './found-person.service';
import { presentFoundIdentity, presentVisitObligation } from './present';
import type { TriggerService } from './trigger.service';
import type { VisitLoader } from './visit.loader';
import { servesPlace, triggerReporters, triggerVoiders } from './visit.policy';
import type { VoidingService } from './voiding.service';

@Resolver(() => VisitObligation)
export class VisitObligationResolver {
  constructor(
    private readonly triggers: TriggerService,
    private readonly voiding: VoidingService,
    private readonly loader: VisitLoader,
    private readonly households: HouseholdLoader,
  ) {}

  @Allow(triggerReporters, { apiKeyScope: ApiKeyScope.TRIGGERS_WRITE })
  @Mutation(() => ReportTriggerResult, {
    description: '报送必访情形 Tell of one of the five triggers: an adviser of the place owes a visit from then on.',
  })
  async reportTrigger(
    @Arg('input', () => ReportTriggerInput, { description: '情形 What happened, and to whom.' })
    input: ReportTriggerInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ReportTriggerResult> {
    const actor = actorOf(context);
    const row = await this.triggers.reportTrigger(actor, input);
    if (isRefusal(row)) return row;
    const obligation = servesPlace(actor, row) ? presentVisitObligation(row) : undefined;
    return Object.assign(new TriggerReported(), { dueOn: row.dueOn, obligation });
  }

  @Allow(triggerVoiders)
  @Mutation(() => VoidTriggerResult, {
    description:
      '撤销误报 That a trigger was wrong: nobody owes the visit that it alone obliged to, and it is not taken again. Open to the street and the bureau of the place.',
  })
  async voidTrigger(
    @Arg('input', () => VoidTriggerInput, { description: '误报 Which one, and what is wrong.' })
    input: VoidTriggerInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof VoidTriggerResult> {
    const row = await this.voiding.voidTrigger(actorOf(context), input);
    return isRefusal(row) ? row : presentVisitObligation(row);
  }

  @Allow(areaRoles)
  @Query(() => VisitObligationConnection, {
    description: '必访任务清单 The visits owed in your areas, what is due first first.',
  })
  async visitObligations(
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
    @Arg('mine', () => Boolean, { defaultValue: false, description: '仅我的任务 Only those that you are to visit.' })
    mine: boolean,
    @Arg('areaCode', () => String, {
      nullable: true,
      description: '区划代码 Only those of this subtree, 2 to 15 digits.',
    })
    areaCode?: string,
    @Arg('householdId', () => ID, { nullable: true, description: '家庭 Only those of this household.' })
    householdId?: string,
    @Arg('states', () => [VisitObligationState], { nullable: true, description: '状态 Only those in these states.' })
    states?: VisitObligationState[],
    @Arg('trigger', () => VisitTrigger, { nullable: true, description: '情形 Only those of this trigger.' })
    trigger?: VisitTrigger,
  ) {
    const actor = actorOf(context);
    const first = pageSize(page);
    const rows = await this.triggers.listObligations(actor, {
      ...{ areaCode: areaCode ?? undefined, adviserId: mine ? actor.accountId : undefined },
      householdId: householdId == null ? undefined : localId('Household', householdId),
      ...{
        states: states ?? undefined,
        trigger: trigger ?? undefined,
        after: readDayCursor(page.after),
        limit: first + 1,
      },
    });
    return toConnection(rows, first, (row) => keysetCursor(row.dueOn, row.id), presentVisitObligation);
  }

  @FieldResolver(() => Household, {
    nullable: true,
    description: '家庭 The household; null while the person is not registered, or when it is not yours to see.',
  })
  async household(@Root() { householdId }: VisitObligation, @Ctx() context: RequestContext) {
    return householdId === undefined ? undefined : this.households.household(context, householdId);
  }

  @FieldResolver(() => FoundPerson, {
    nullable: true,
    description: '待核实人员 The person whom the trigger told of, when it was in no household then.',
  })
  async foundPerson(@Root() { foundPersonId }: VisitObligation, @Ctx() context: RequestContext) {
    return foundPersonId === undefined ? undefined : this.loader.foundPerson(context, foundPersonId);
  }

  @FieldResolver(() => Visit, { nullable: true, description: '完成走访 The visit that settled it.' })
  async visit(@Root() { visitId }: VisitObligation, @Ctx() context: RequestContext) {
    return visitId === undefined ? undefined : this.loader.visit(context, visitId);
  }
}

@Resolver(() => FoundPerson)
export class FoundPersonResolver {
  constructor(
    private readonly service: FoundPersonService,
    private readonly households: HouseholdLoader,
  ) {}

  @FieldResolver(() => FoundPersonIdentity, {
    nullable: true,
    description:
      '身份信息 Who it is said to be; one per request. Each reading is written to the audit with its reason.',
  })
  async identity(
    @Root() person: FoundPerson,
    @Arg('reason', () => String, {
      description: '查看理由 Why you need it, at least 4 characters, without personal data.',
    })
    reason: string,
    @Ctx() context: RequestContext,
  ): Promise<FoundPersonIdentity> {
    this.households.countIdentity(context);
    return presentFoundIdentity(await this.service.readIdentity(actorOf(context), person.foundPersonId, reason));
  }
}
