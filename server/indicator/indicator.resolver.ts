/** Promises the queries of figures: unpack, call, return. */
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { keysetCursor, PageArguments, pageSize, readInstantCursor, toConnection } from '../../schema/connection';
import { globalId, localId } from '../../schema/global-id';
import {
  DerivedIndicator,
  GroupFigure,
  Indicator,
  IndicatorGrouping,
  IndicatorReport,
  IndicatorScopeInput,
  IndicatorsResult,
  MonthFigure,
  NodeConnection,
} from '../../schema/indicator/indicator';
import { MeasureDefinition } from '../../schema/indicator/measure';
import { isRefusal } from '../../schema/refusal';
import { actorOf, type RequestContext } from '../context';
import type { NodeRegistry } from '../node/node';
import { deriveAll, type DerivationParts } from './derivation';
import type { GroupNames } from './group-names';
import { indicatorReaders, type Scope } from './indicator.policy';
import type { IndicatorService } from './indicator.service';
import { presentFigure, presentMeasure, presentReport, type PresentedIndicator, type PresentedReport } from './present';

@Resolver(() => Indicator)
export class IndicatorResolver {
  constructor(
    private readonly service: IndicatorService,
    private readonly names: GroupNames,
    private readonly nodes: NodeRegistry,
  ) {}

  @Allow(indicatorReaders)
  @Query(() => [MeasureDefinition], {
    name: 'measures',
    description: '指标目录 Everything that is counted, with its definition.',
  })
  listMeasures(): MeasureDefinition[] {
    return this.service.measures.map(presentMeasure);
  }

  @Allow(indicatorReaders)
  @Query(() => IndicatorsResult, {
    name: 'indicators',
    description:
      '统计 Figures over a period: of your area, of your own work or that of your organisation, of giving for the federation. Small numbers of people and households are suppressed for those who may not read each of them.',
  })
  async readIndicators(
    @Arg('scope', () => IndicatorScopeInput, { description: '范围 Which period, and whose work.' })
    scope: IndicatorScopeInput,
    @Ctx() context: RequestContext,
    @Arg('codes', () => [String], {
      nullable: true,
      description: '代码 Codes of measures, 100 at the most; all that you may be told when left out.',
    })
    codes?: string[],
  ): Promise<typeof IndicatorsResult> {
    const told = await this.service.report(actorOf(context), codes ?? undefined, readScope(scope));
    return (isRefusal(told) ? told : presentReport(told)) as typeof IndicatorsResult;
  }

  @FieldResolver(() => [MonthFigure], {
    description: '逐月 The figure of each month that the period touches, in order.',
  })
  async months(@Root() indicator: Indicator): Promise<MonthFigure[]> {
    const months = await this.service.months((indicator as PresentedIndicator).asked);
    return months.map(({ month, figure }) =>
      Object.assign(new MonthFigure(), { month, figure: presentFigure(figure) }),
    );
  }

  @FieldResolver(() => [GroupFigure], {
    description: '分组 The figure of each group that has any, the greatest first.',
  })
  async groups(
    @Root() indicator: Indicator,
    @Arg('by', () => IndicatorGrouping, { description: '方式 By what it is divided.' }) by: IndicatorGrouping,
  ): Promise<GroupFigure[]> {
    const groups = await this.service.groups((indicator as PresentedIndicator).asked, by);
    const names = await this.names.of(
      by,
      groups.flatMap(({ key }) => key ?? []),
    );
    return groups.map(({ key, figure }) =>
      Object.assign(new GroupFigure(), {
        key: key !== undefined && by === IndicatorGrouping.ORGANISATION ? globalId('Organisation', key) : key,
        name: key === undefined ? undefined : names.get(key),
        figure: presentFigure(figure),
      }),
    );
  }

  @FieldResolver(() => NodeConnection, {
    nullable: true,
    description:
      '明细 The records behind the figure that you may see, what counted last first; null when you may not read each of them.',
  })
  async subjects(
    @Root() indicator: Indicator,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
  ) {
    const first = pageSize(page);
    const after = readInstantCursor(page.after);
    const rows = await this.service.subjects((indicator as PresentedIndicator).asked, { after, limit: first + 1 });
    if (!rows) return undefined;
    const ids = rows.slice(0, first).map((row) => globalId(row.type, row.id));
    const found = await Promise.all(ids.map((id) => this.nodes.find(context, id)));
    const byRow = new Map(rows.map((row, index) => [row, found[index]]));
    const connection = toConnection(
      rows,
      first,
      (row) => keysetCursor(row.instant, row.id),
      (row) => byRow.get(row),
    );
    return { ...connection, edges: connection.edges.filter((edge) => edge.node !== undefined) };
  }
}

@Resolver(() => IndicatorReport)
export class IndicatorReportResolver {
  constructor(private readonly parts: DerivationParts) {}

  @FieldResolver(() => [DerivedIndicator], {
    description: '派生指标 The ratios whose measures you may be told in this scope, whatever codes were asked for.',
  })
  derived(@Root() report: IndicatorReport, @Ctx() context: RequestContext): Promise<DerivedIndicator[]> {
    return deriveAll(this.parts, actorOf(context), (report as PresentedReport).told.scope);
  }
}

export function readScope(scope: IndicatorScopeInput): Scope {
  return {
    from: scope.from,
    to: scope.to,
    areaCode: scope.areaCode ?? undefined,
    organisationId: scope.organisationId ? localId('Organisation', scope.organisationId) : undefined,
    adviserId: scope.adviserId ? readAccount(scope.adviserId) : undefined,
    facet: scope.facet ?? undefined,
  };
}

/** What is no account id is nobody's, as an id that no row has. */
function readAccount(id: string): string {
  return localId('Account', globalId('Account', id.toLowerCase()));
}
