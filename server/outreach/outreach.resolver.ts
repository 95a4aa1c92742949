/** Promises the operations on the map of the silent minority: unpack, call, return. */
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Area, AreaLevel } from '../../schema/area/area';
import { Allow } from '../../schema/authority';
import {
  PageArguments,
  keysetCursor,
  pageSize,
  readKeysetCursor,
  toConnection,
  strangeCursor,
} from '../../schema/connection';
import { Fault } from '../../schema/fault';
import { Role } from '../../schema/identity/role';
import { ImportPopulationInput } from '../../schema/outreach/inputs';
import { OutreachGap, OutreachGapConnection, PopulationImported } from '../../schema/outreach/outreach';
import { ImportPopulationResult } from '../../schema/outreach/results';
import type { AreaLoader } from '../area/area.loader';
import { actorOf, type RequestContext } from '../context';
import { presented } from '../organisation/present';
import type { MapLevel } from './map';
import { outreachReaders } from './outreach.policy';
import type { OutreachService, RankedGap } from './outreach.service';

@Resolver(() => OutreachGap)
export class OutreachResolver {
  constructor(
    private readonly service: OutreachService,
    private readonly areas: AreaLoader,
  ) {}

  @Allow(outreachReaders)
  @Query(() => OutreachGapConnection, {
    description:
      '沉默的少数地图 Where households in need are likely unseen: areas of a level, the greatest gap first. The bureau reads its district, a street officer the own street.',
  })
  async outreachGaps(
    @Arg('areaCode', () => String, { description: '区划代码 A district or an area of one, 6 to 15 digits.' })
    areaCode: string,
    @Arg('level', () => AreaLevel, { description: '级别 SUBDISTRICT, COMMUNITY or GRID.' }) level: AreaLevel,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
  ) {
    const first = pageSize(page);
    const after = readRank(page.after);
    if (!/^\d{6}(\d{3}(\d{3}(\d{3})?)?)?$/.test(areaCode) || !isMapLevel(level)) throw notMapped();
    const ranked = await this.service.map(actorOf(context), level, areaCode);
    const rows = ranked.filter((row) => row.rank > after).slice(0, first + 1);
    return toConnection(rows, first, (row) => keysetCursor(row.rank), presentGap);
  }

  @Allow([Role.CIVIL_AFFAIRS_BUREAU])
  @Mutation(() => ImportPopulationResult, {
    description: '导入人口结构 Brings in how many people of each group live in the grids of the district.',
  })
  async importPopulation(
    @Arg('input', () => ImportPopulationInput, { description: '人口结构 The figures.' }) input: ImportPopulationInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ImportPopulationResult> {
    const answer = await this.service.importPopulation(actorOf(context), input);
    return presented(answer, (grids) => Object.assign(new PopulationImported(), { grids }));
  }

  @FieldResolver(() => Area, { nullable: true, description: '区划 The area.' })
  area(@Root() gap: OutreachGap, @Ctx() context: RequestContext): Promise<Area | undefined> {
    return this.areas.area(context, gap.areaCode);
  }
}

function isMapLevel(level: AreaLevel): level is AreaLevel & MapLevel {
  return level === AreaLevel.SUBDISTRICT || level === AreaLevel.COMMUNITY || level === AreaLevel.GRID;
}

function notMapped(): Fault {
  return new Fault('BAD_USER_INPUT', {
    zh: '请给出区县或其下区划代码，以及街道、社区或网格级别',
    en: 'name a district or an area of one, and a level of street, community or grid',
  });
}

function readRank(cursor: string | undefined): number {
  const [rank] = readKeysetCursor(cursor, 1) ?? ['0'];
  if (/^\d{1,9}$/.test(rank!)) return Number(rank);
  throw strangeCursor();
}

/** Tenths are as much as such figures say. */
const tenths = (value: number) => Math.round(value * 10) / 10;

function presentGap(row: RankedGap): OutreachGap {
  return Object.assign(new OutreachGap(), {
    ...{ areaCode: row.code, rank: row.rank, residents: row.residents, observedHouseholds: row.observed },
    ...{ expectedHouseholds: tenths(row.expected), gap: tenths(row.mean), gapLow: tenths(row.low) },
    ...{ gapHigh: tenths(row.high), ratio: Math.round(row.ratio * 100) / 100 },
  });
}
