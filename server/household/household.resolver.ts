/** Promises the operations on households: unpack, call, return. */
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Area } from '../../schema/area/area';
import { Allow } from '../../schema/authority';
import { PageArguments, keysetCursor, pageSize, readKeysetCursor, toConnection } from '../../schema/connection';
import { localId } from '../../schema/global-id';
import { HouseholdConnection } from '../../schema/household/connection';
import { Consent } from '../../schema/household/consent';
import { Household, HouseholdMember } from '../../schema/household/household';
import { HouseholdIdentity } from '../../schema/household/identity';
import { AddMemberInput, RegisterHouseholdInput, ReviseHouseholdInput } from '../../schema/household/inputs';
import { AddMemberResult, RegisterHouseholdResult, ReviseHouseholdResult } from '../../schema/household/results';
import { areaRoles } from '../../schema/identity/role';
import { Instant } from '../../schema/scalars';
import type { AreaLoader } from '../area/area.loader';
import { actorOf, type RequestContext } from '../context';
import type { HouseholdLoader } from './household.loader';
import type { HouseholdService } from './household.service';
import type { HouseholdSearchService } from './household-search.service';
import { presentConsent, presentHousehold, presentIdentity, presentMember, presented } from './present';

@Resolver(() => Household)
export class HouseholdResolver {
  constructor(
    private readonly service: HouseholdService,
    private readonly loader: HouseholdLoader,
    private readonly areas: AreaLoader,
    private readonly search: HouseholdSearchService,
  ) {}

  @Allow(areaRoles)
  @Query(() => Household, {
    nullable: true,
    description: '按编号查家庭 The household; null when there is none that you may see.',
  })
  async household(
    @Arg('id', () => ID, { description: '家庭编号 Its global id.' }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<Household | undefined> {
    const row = await this.service.household(actorOf(context), localId('Household', id));
    return row && presentHousehold(row);
  }

  @Allow(areaRoles)
  @Query(() => Household, {
    nullable: true,
    description:
      '按身份号码查家庭 The household of a person; null when there is none that you may see. Each search is written to the audit, without the number; 100 a day.',
  })
  async householdOfPerson(
    @Arg('residentNumber', () => String, {
      description: '公民身份号码 Resident number of 18 characters; send it in a body, never in an address.',
    })
    residentNumber: string,
    @Ctx() context: RequestContext,
  ): Promise<Household | undefined> {
    const row = await this.search.findByResidentNumber(actorOf(context), residentNumber);
    return row && presentHousehold(row);
  }

  @Allow(areaRoles)
  @Query(() => Household, {
    nullable: true,
    description:
      '按联络卡查家庭 The household of a contact card that is valid; null when there is none that you may see. Each search is written to the audit, without the code; what is no code at all is refused (BAD_USER_INPUT). 100 a day, both counted.',
  })
  async householdOfCard(
    @Arg('code', () => String, {
      description:
        '卡码 Code of the card; spaces, hyphens and case do not matter. Send it in a body, never in an address.',
    })
    code: string,
    @Ctx() context: RequestContext,
  ): Promise<Household | undefined> {
    const row = await this.search.findByCard(actorOf(context), code);
    return row && presentHousehold(row);
  }

  @Allow(areaRoles)
  @Query(() => HouseholdConnection, {
    description: '家庭列表 The households of an area subtree, as far as you serve it.',
  })
  async households(
    @Arg('areaCode', () => String, { description: '区划代码 2 to 15 digits.' }) areaCode: string,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
  ) {
    const first = pageSize(page);
    const [after] = readKeysetCursor(page.after, 1) ?? [];
    const rows = await this.service.list(actorOf(context), areaCode, after, first + 1);
    return toConnection(rows, first, (row) => keysetCursor(row.id), presentHousehold);
  }

  @Allow(areaRoles)
  @Mutation(() => RegisterHouseholdResult, { description: '登记家庭 Registers a household in an area that you serve.' })
  async registerHousehold(
    @Arg('input', () => RegisterHouseholdInput, { description: '登记内容 What to register.' })
    input: RegisterHouseholdInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof RegisterHouseholdResult> {
    return presented(await this.service.registerHousehold(actorOf(context), input), presentHousehold);
  }

  @Allow(areaRoles)
  @Mutation(() => AddMemberResult, { description: '添加成员 Adds a member to a household.' })
  async addMember(
    @Arg('input', () => AddMemberInput, { description: '成员 The member.' }) input: AddMemberInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof AddMemberResult> {
    return presented(await this.service.addMember(actorOf(context), input), presentHousehold);
  }

  @Allow(areaRoles)
  @Mutation(() => ReviseHouseholdResult, { description: '修订家庭 Changes what is given and leaves the rest.' })
  async reviseHousehold(
    @Arg('input', () => ReviseHouseholdInput, { description: '修订内容 What changes.' }) input: ReviseHouseholdInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ReviseHouseholdResult> {
    return presented(await this.service.reviseHousehold(actorOf(context), input), presentHousehold) as never;
  }

  @FieldResolver(() => Area, { nullable: true, description: '所在区划 Its grid or community.' })
  area(@Root() household: Household, @Ctx() context: RequestContext): Promise<Area | undefined> {
    return this.areas.area(context, household.areaCode);
  }

  @FieldResolver(() => [HouseholdMember], { description: '成员 Its members, without names and numbers.' })
  async members(@Root() household: Household, @Ctx() context: RequestContext): Promise<HouseholdMember[]> {
    return (await this.loader.membersOf(context, household.householdId)).map(presentMember);
  }

  @FieldResolver(() => [Consent], { description: '同意记录 Its consents, ended ones too.' })
  async consents(@Root() household: Household, @Ctx() context: RequestContext): Promise<Consent[]> {
    return (await this.loader.consentsOf(context, household.householdId)).map(presentConsent);
  }

  @FieldResolver(() => Instant, {
    nullable: true,
    description: '联络卡发放时间 When its valid contact card was issued; null without one.',
  })
  async contactCardIssuedAt(@Root() household: Household, @Ctx() context: RequestContext): Promise<Date | undefined> {
    return (await this.loader.cardOf(context, household.householdId))?.issuedAt;
  }

  @FieldResolver(() => HouseholdIdentity, {
    nullable: true,
    description:
      '身份信息 Who the household is; one per request. Each reading is written to the audit with its reason.',
  })
  async identity(
    @Root() household: Household,
    @Arg('reason', () => String, {
      description: '查看理由 Why you need it, at least 4 characters, without personal data.',
    })
    reason: string,
    @Ctx() context: RequestContext,
  ): Promise<HouseholdIdentity> {
    this.loader.countIdentity(context);
    return presentIdentity(await this.service.readIdentity(actorOf(context), household.householdId, reason));
  }
}
