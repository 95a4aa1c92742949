/** Promises the operations on policies: unpack, call, return. */
import DataLoader from 'dataloader';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { PageArguments, keysetCursor, pageSize, readKeysetCursor, toConnection } from '../../schema/connection';
import { CardView } from '../../schema/household/contact-card';
import { Household } from '../../schema/household/household';
import { Role, areaRoles } from '../../schema/identity/role';
import { LinkPolicyInput, PublishPolicyInput, SetLocalStandardInput } from '../../schema/policy/inputs';
import { LocalStandard, Policy, PolicyConnection, PolicyLink } from '../../schema/policy/policy';
import { LinkPolicyResult, PublishPolicyResult, SetLocalStandardResult } from '../../schema/policy/results';
import { Screening } from '../../schema/policy/screening';
import { CalendarDate } from '../../schema/scalars';
import { actorOf, loaderOf, type RequestContext } from '../context';
import { presented } from '../household/present';
import type { PolicyLinkRow, PolicyRow } from './policy.repository';
import type { PolicyService } from './policy.service';
import { presentLink, presentPolicy, presentScreening, presentStandard } from './present';
import type { ScreeningService } from './screening.service';

@Resolver(() => Policy)
export class PolicyResolver {
  constructor(private readonly service: PolicyService) {}

  @Allow('ANYONE')
  @Query(() => PolicyConnection, {
    name: 'policies',
    description: '政策清单 The policies that apply on a day, by code; public, to be read and printed by anyone.',
  })
  async listPolicies(
    @Args(() => PageArguments) page: PageArguments,
    @Arg('onDay', () => CalendarDate, { nullable: true, description: '日期 On which day; today if left out.' })
    onDay?: string,
    @Arg('areaCode', () => String, { nullable: true, description: '区划代码 Only those that apply in this area.' })
    areaCode?: string,
  ) {
    const first = pageSize(page);
    const [after] = readKeysetCursor(page.after, 1) ?? [];
    const wanted = { onDay: onDay ?? undefined, areaCode: areaCode ?? undefined, after, limit: first + 1 };
    return toConnection(await this.service.listPolicies(wanted), first, (row) => keysetCursor(row.code), presentPolicy);
  }

  @Allow('ANYONE')
  @Query(() => PolicyConnection, {
    description:
      '政策历次版本 All versions of a policy where an area lies, the nearest area and the newest first, also those that do not apply yet or any more; public.',
  })
  async policyVersions(
    @Args(() => PageArguments) page: PageArguments,
    @Arg('areaCode', () => String, { description: '区划代码 The area.' }) areaCode: string,
    @Arg('code', () => String, { description: '政策代码 Code of the policy.' }) code: string,
  ) {
    const first = pageSize(page);
    const rows = await this.service.listVersions({ areaCode, code, after: page.after }, first + 1);
    return toConnection(rows, first, (row) => keysetCursor(row.areaCode.length, row.version), presentPolicy);
  }

  @Allow('ANYONE')
  @Query(() => [LocalStandard], { description: '当地标准 The standards that hold in an area on a day, one of a kind.' })
  async localStandards(
    @Arg('areaCode', () => String, { description: '区划代码 The area.' }) areaCode: string,
    @Arg('onDay', () => CalendarDate, { nullable: true, description: '日期 On which day; today if left out.' })
    onDay?: string,
  ): Promise<LocalStandard[]> {
    return (await this.service.standardsOf(areaCode, onDay ?? undefined)).map(presentStandard);
  }

  @Allow([Role.CIVIL_AFFAIRS_BUREAU])
  @Mutation(() => PublishPolicyResult, { description: '发布政策 Publishes a policy or its next version.' })
  async publishPolicy(
    @Arg('input', () => PublishPolicyInput, { description: '政策 The version.' }) input: PublishPolicyInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof PublishPolicyResult> {
    return presented(await this.service.publishPolicy(actorOf(context), input), presentPolicy);
  }

  @Allow([Role.CIVIL_AFFAIRS_BUREAU])
  @Mutation(() => SetLocalStandardResult, { description: '登记当地标准 Sets a standard of a locality from a day on.' })
  async setLocalStandard(
    @Arg('input', () => SetLocalStandardInput, { description: '标准 The standard.' }) input: SetLocalStandardInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof SetLocalStandardResult> {
    return presented(await this.service.setLocalStandard(actorOf(context), input), presentStandard);
  }

  @Allow(areaRoles)
  @Mutation(() => LinkPolicyResult, { description: '政策链接 Writes down that a household was linked to a policy.' })
  async linkPolicy(
    @Arg('input', () => LinkPolicyInput, { description: '链接 Which household, which policy, how.' })
    input: LinkPolicyInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof LinkPolicyResult> {
    return presented(await this.service.linkPolicy(actorOf(context), input), presentLink);
  }
}

@Resolver(() => Household)
export class HouseholdPolicyResolver {
  constructor(
    private readonly service: PolicyService,
    private readonly screenings: ScreeningService,
  ) {}

  @Allow(areaRoles)
  @Query(() => [Screening], {
    nullable: true,
    description:
      '资格筛查 A household screened for the policies that apply where it lives; each screening is written to the audit. Null when there is no such household that you may see.',
  })
  async screenHousehold(
    @Arg('householdId', () => ID, { description: '家庭 Global id of the household.' }) householdId: string,
    @Ctx() context: RequestContext,
    @Arg('codes', () => [String], { nullable: true, description: '政策代码 Only these; all if left out.' })
    codes?: string[],
    @Arg('onDay', () => CalendarDate, { nullable: true, description: '日期 As of this day; today if left out.' })
    onDay?: string,
  ): Promise<Screening[] | undefined> {
    const wanted = { codes: codes ?? undefined, onDay: onDay ?? undefined };
    return (await this.screenings.screenHousehold(actorOf(context), householdId, wanted))?.map(presentScreening);
  }

  @FieldResolver(() => [PolicyLink], { description: '政策链接 The policies it was linked to, the newest first.' })
  async policyLinks(@Root() household: Household, @Ctx() context: RequestContext): Promise<PolicyLink[]> {
    return (await loaderOf(context, this.makeLinks).load(household.householdId)).map(presentLink);
  }

  private readonly makeLinks = () =>
    new DataLoader<string, (PolicyLinkRow & { policy: PolicyRow })[]>(async (ids) => {
      const links = await this.service.linksOf(ids);
      return ids.map((id) => links.filter((link) => link.householdId === id));
    });
}

@Resolver(() => CardView)
export class CardPolicyResolver {
  constructor(private readonly service: PolicyService) {}

  @FieldResolver(() => [Policy], {
    description: '政策清单 The policies that the household was linked to, each once, for printing with the card.',
  })
  async policies(@Root() view: CardView): Promise<Policy[]> {
    const links = await this.service.linksOf([view.householdId]);
    return [...new Map(links.map(({ policy }) => [policy.code, policy])).values()].map(presentPolicy);
  }
}
