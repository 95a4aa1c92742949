/** Promises the operations on the ledger of warnings: unpack, call, return. */
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../../schema/authority';
import {
  PageArguments,
  keysetCursor,
  pageSize,
  readInstantCursor,
  readKeysetCursor,
  toConnection,
  strangeCursor,
} from '../../schema/connection';
import { Fault } from '../../schema/fault';
import { Household } from '../../schema/household/household';
import { areaRoles } from '../../schema/identity/role';
import { AcknowledgeWarningInput, ResolveWarningInput, WarningFilter } from '../../schema/warning/inputs';
import { AcknowledgeWarningResult, ResolveWarningResult } from '../../schema/warning/results';
import { Warning, WarningConnection, WarningLevel, WarningState } from '../../schema/warning/warning';
import { actorOf, type RequestContext } from '../context';
import type { HouseholdLoader } from '../household/household.loader';
import { presented } from '../organisation/present';
import { presentWarning } from './present';
import type { WarningLoader } from './warning.loader';
import type { WarningService } from './warning.service';

const standing = [WarningState.OPEN, WarningState.ACKNOWLEDGED];

@Resolver(() => Warning)
export class WarningResolver {
  constructor(
    private readonly service: WarningService,
    private readonly households: HouseholdLoader,
  ) {}

  @Allow(areaRoles)
  @Query(() => WarningConnection, {
    description:
      '监测预警台账 The ledger of early warnings of the areas that you serve: the highest level first, then the longest waiting.',
  })
  async warnings(
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
    @Arg('filter', () => WarningFilter, {
      nullable: true,
      description: '筛选 Which of them; those that stand if left out.',
    })
    filter?: WarningFilter,
  ) {
    const first = pageSize(page);
    const { areaCode, states, levels, rules } = filter ?? {};
    if (areaCode != null && !/^\d{2,15}$/.test(areaCode))
      throw new Fault('BAD_USER_INPUT', { zh: '区划代码无效', en: 'this is not an area code' });
    const rows = await this.service.list(actorOf(context), {
      ...{ areaCode: areaCode ?? undefined, states: states ?? standing },
      ...{ levels: levels ?? undefined, rules: rules ?? undefined, after: readCursor(page.after), limit: first + 1 },
    });
    return toConnection(rows, first, (row) => keysetCursor(row.severity, row.cursorAt, row.id), presentWarning);
  }

  @Allow(areaRoles)
  @Mutation(() => AcknowledgeWarningResult, {
    description: '受理预警 Takes a warning up, so that others see who does.',
  })
  async acknowledgeWarning(
    @Arg('input', () => AcknowledgeWarningInput, { description: '受理 Which warning.' }) input: AcknowledgeWarningInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof AcknowledgeWarningResult> {
    return presented(await this.service.acknowledgeWarning(actorOf(context), input), presentWarning);
  }

  @Allow(areaRoles)
  @Mutation(() => ResolveWarningResult, {
    description:
      '处置预警 Says how a warning was dealt with. It stays resolved while the same sign lasts and does not rise.',
  })
  async resolveWarning(
    @Arg('input', () => ResolveWarningInput, { description: '处置 Which warning, and how.' })
    input: ResolveWarningInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ResolveWarningResult> {
    return presented(await this.service.resolveWarning(actorOf(context), input), presentWarning);
  }

  @FieldResolver(() => Household, { nullable: true, description: '家庭 The household, while it is yours to see.' })
  household(@Root() warning: Warning, @Ctx() context: RequestContext): Promise<Household | undefined> {
    return this.households.household(context, warning.householdId);
  }
}

@Resolver(() => Household)
export class HouseholdWarningResolver {
  constructor(private readonly loader: WarningLoader) {}

  @FieldResolver(() => [Warning], { description: '预警 The warnings that stand, the highest level first.' })
  async warnings(@Root() household: Household, @Ctx() context: RequestContext): Promise<Warning[]> {
    return (await this.loader.standingOf(context, household.householdId)).map(presentWarning);
  }

  @FieldResolver(() => WarningLevel, {
    nullable: true,
    description: '预警级别 The highest level of the warnings that stand and that you may see; null without one.',
  })
  async warningLevel(@Root() household: Household, @Ctx() context: RequestContext): Promise<WarningLevel | undefined> {
    return (await this.loader.standingOf(context, household.householdId))[0]?.level;
  }
}

function readCursor(cursor: string | undefined): { severity: string; instant: string; id: string } | undefined {
  const key = readKeysetCursor(cursor, 3);
  if (!key) return undefined;
  const [severity, ...place] = key as [string, string, string];
  const after = readInstantCursor(keysetCursor(...place))!;
  if (/^[1-4]$/.test(severity)) return { severity, ...after };
  throw strangeCursor();
}
