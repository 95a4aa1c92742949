/** Promises the operations on the register: unpack, call, return. */
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { PageArguments, keysetCursor, pageSize, toConnection, readDayCursor } from '../../schema/connection';
import { Household, LowIncomeCategory } from '../../schema/household/household';
import { Role, areaRoles } from '../../schema/identity/role';
import {
  ExitRegisterInput,
  ExitRegisterResult,
  ImportRegisterEntriesInput,
  ImportRegisterEntriesResult,
  RegisterEntry,
  RegisterEntryConnection,
} from '../../schema/register/register';
import { actorOf, type RequestContext } from '../context';
import type { HouseholdLoader } from '../household/household.loader';
import { presented } from '../household/present';
import { presentEntry, presentImport } from './present';
import type { RegisterReading } from './register.reading';
import type { RegisterService } from './register.service';

const keepers = [Role.CIVIL_AFFAIRS_BUREAU, Role.STREET_OFFICER] as const;

@Resolver(() => RegisterEntry)
export class RegisterResolver {
  constructor(
    private readonly service: RegisterService,
    private readonly reading: RegisterReading,
    private readonly households: HouseholdLoader,
  ) {}

  @Allow(keepers)
  @Mutation(() => ImportRegisterEntriesResult, {
    description: '批量登记在册人员 Enters people into the register of low-income people, all of them or nobody.',
  })
  async importRegisterEntries(
    @Arg('input', () => ImportRegisterEntriesInput, { description: '人员 Who entered, as what.' })
    input: ImportRegisterEntriesInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ImportRegisterEntriesResult> {
    return presented(await this.service.importEntries(actorOf(context), input), presentImport);
  }

  @Allow(keepers)
  @Mutation(() => ExitRegisterResult, { description: '退出登记 Writes down that a person left the register, and why.' })
  async exitRegister(
    @Arg('input', () => ExitRegisterInput, { description: '退出 Which entry, when and why.' }) input: ExitRegisterInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ExitRegisterResult> {
    return presented(await this.service.exitRegister(actorOf(context), input), presentEntry);
  }

  @Allow(areaRoles)
  @Query(() => RegisterEntryConnection, {
    name: 'registerEntries',
    description: '在册名单 The register of an area that you serve, the newest entry first; without names and numbers.',
  })
  async listEntries(
    @Arg('areaCode', () => String, { description: '区划代码 The area; its whole subtree is listed.' }) areaCode: string,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
    @Arg('category', () => LowIncomeCategory, { nullable: true, description: '类别 Only of this category.' })
    category?: LowIncomeCategory,
    @Arg('lasting', () => Boolean, { nullable: true, description: '在册 True: who is in it now; false: who left.' })
    lasting?: boolean,
  ) {
    const first = pageSize(page);
    const after = readDayCursor(page.after);
    const rows = await this.reading.listEntries(actorOf(context), {
      ...{ areaCode, category: category ?? undefined, lasting: lasting ?? undefined },
      ...{ after: after && { enteredOn: after.day, id: after.id }, limit: first + 1 },
    });
    return toConnection(rows, first, (row) => keysetCursor(row.enteredOn, row.id), presentEntry);
  }

  @FieldResolver(() => Household, { nullable: true, description: '家庭 Its household, where one is registered here.' })
  household(@Root() entry: RegisterEntry, @Ctx() context: RequestContext): Promise<Household | undefined> {
    return entry.householdId ? this.households.household(context, entry.householdId) : Promise.resolve(undefined);
  }
}

@Resolver(() => Household)
export class HouseholdRegisterResolver {
  constructor(private readonly reading: RegisterReading) {}

  @FieldResolver(() => [RegisterEntry], {
    description: '在册记录 Stays of its members in the register, the newest first.',
  })
  async registerEntries(@Root() household: Household, @Ctx() context: RequestContext): Promise<RegisterEntry[]> {
    return (await this.reading.entriesOf(context, household.householdId)).map(presentEntry);
  }
}
