/** Promises the figures that an actor may be told: exact to those who may read each record, anonymous to those who supervise. */
import { FigureTooNarrow, IndicatorGrouping } from '../../schema/indicator/indicator';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound } from '../../schema/refusals';
import type { Database } from '../database/database';
import type { Actor } from '../identity/actor';
import type { Measure } from '../measure';
import { changePermille } from './derived';
import { divisionsOf, isTooNarrow, sightOf, withOwnArea, type Scope, type Sight } from './indicator.policy';
import type { GroupRow, IndicatorRepository, RecordsPart, SubjectRow, Sum } from './indicator.repository';
import { isTooLong, periodBefore, type Period } from './period';
import { isSmall, suppressedCells } from './suppression';

export interface Told {
  readonly value?: bigint;
  readonly suppressed: boolean;
}

/** A measure in a scope, as one actor sees it. */
export interface Asked {
  readonly measure: Measure;
  readonly scope: Scope;
  readonly sight: Sight;
}

export interface ToldIndicator extends Asked {
  readonly figure: Told;
  readonly previous: Told;
  readonly changePermille?: number;
}

export interface ToldReport {
  readonly scope: Scope;
  readonly before: Period;
  readonly indicators: readonly ToldIndicator[];
}

const hidden: Told = { suppressed: true };
const measuresAtOnce = 100;

export class IndicatorService {
  private readonly byCode: ReadonlyMap<string, Measure>;

  constructor(
    private readonly database: Database,
    private readonly indicators: IndicatorRepository,
    readonly measures: readonly Measure[],
  ) {
    this.byCode = new Map(measures.map((measure) => [measure.code, measure]));
    if (this.byCode.size !== measures.length) throw new Error('Two measures have the same code.');
  }

  /** The figures of the measures named, or of all that the actor may be told. */
  async report(actor: Actor, codes: readonly string[] | undefined, wanted: Scope): Promise<ToldReport | Refusal> {
    const asked = this.askAll(actor, codes, wanted);
    if (isRefusal(asked)) return asked;
    const before = periodBefore(asked.scope);
    return { scope: asked.scope, before, indicators: await this.tell(asked.measures, before) };
  }

  /** The measures named as the actor sees them in the scope, or all that it may be told; a scope without an area becomes that of its own. */
  askAll(
    actor: Actor,
    codes: readonly string[] | undefined,
    wanted: Scope,
  ): { readonly scope: Scope; readonly measures: readonly Asked[] } | Refusal {
    const scope = withOwnArea(actor, wanted);
    const refused = refusalOfPeriod(scope) ?? (codes && codes.length > measuresAtOnce ? tooMany() : undefined);
    if (refused) return refused;
    const measures: Asked[] = [];
    for (const code of codes ?? this.byCode.keys()) {
      const one = this.ask(actor, code, scope);
      if (one && isTooNarrow(one.measure, one.sight, scope)) {
        if (codes) return new FigureTooNarrow(code);
      } else if (one) measures.push(one);
      else if (codes) return new NotFound('Measure');
    }
    return { scope, measures };
  }

  /** A measure as the actor sees it in a scope; undefined when it may not. */
  ask(actor: Actor, code: string, scope: Scope): Asked | undefined {
    const measure = this.byCode.get(code);
    // What is not divided by kind has no figure of one kind.
    if (scope.facet !== undefined && !measure?.facet) return undefined;
    const sight = measure && sightOf(actor, measure, scope);
    return sight && { measure: measure, scope, sight };
  }

  async groups(asked: Asked, by: IndicatorGrouping): Promise<{ key?: string; figure: Told }[]> {
    const { cells, suppressed } = await this.cellsOf(asked, by);
    return cells.map((cell, index) => ({
      key: cell.key ?? undefined,
      figure: suppressed[index] ? hidden : told(cell),
    }));
  }

  async months(asked: Asked): Promise<{ month: string; figure: Told }[]> {
    const rows = await this.indicators.sumMonths(this.database, asked.measure, asked.scope);
    if (!isAnonymous(asked)) return rows.map((row) => ({ month: row.month, figure: told(row) }));
    // Years are told, so the months of each are a table of their own.
    const years = [...new Set(rows.map((row) => row.month.slice(0, 4)))];
    const isUndivided = divisionsOf(asked.scope) === 0;
    return years.flatMap((year) => {
      const months = rows.filter((row) => row.month.startsWith(year));
      const suppressed = suppressedCells(months);
      return months.map((row, index) => ({
        month: row.month,
        figure: isUndivided && !suppressed[index] ? told(row) : hidden,
      }));
    });
  }

  /** The records behind a figure; undefined for who may not read each of them. */
  subjects(
    asked: Asked,
    page: { readonly after?: { readonly instant: string; readonly id: string }; readonly limit: number },
  ): Promise<SubjectRow[]> | undefined {
    if (isAnonymous(asked)) return undefined;
    return this.indicators.listSubjects(this.database, asked.measure, asked.scope, page);
  }

  /** The same records as a part of a statement, for who reads all of them; undefined for who may not read each. */
  records(asked: Asked): RecordsPart | undefined {
    return isAnonymous(asked) ? undefined : this.indicators.recordsOf(asked.measure, asked.scope);
  }

  private async tell(asked: readonly Asked[], before: Period): Promise<ToldIndicator[]> {
    const rows = await this.indicators.sumMeasures(this.database, asked, before);
    const byCode = new Map(rows.map((row) => [row.code, row]));
    return Promise.all(
      asked.map(async (one): Promise<ToldIndicator> => {
        const row = byCode.get(one.measure.code)!;
        const earlier = { value: row.previousValue, heads: row.previousHeads };
        const figure = await this.figureOf(one, row);
        const previous = await this.figureOf({ ...one, scope: { ...one.scope, ...before } }, earlier);
        const comparable = figure.value !== undefined && previous.value !== undefined;
        const change = comparable ? changePermille(figure.value, previous.value) : undefined;
        return { ...one, figure, previous, changePermille: change };
      }),
    );
  }

  /** The figure, unless it may be told from others. */
  private async figureOf(asked: Asked, sum: Sum): Promise<Told> {
    if (!isAnonymous(asked)) return told(sum);
    return isSmall(sum.heads) || (await this.isHiddenCell(asked)) ? hidden : told(sum);
  }

  /** Whether what is asked is a cell that is suppressed in the table that it is a part of. */
  private async isHiddenCell(asked: Asked): Promise<boolean> {
    const { scope } = asked;
    const { areaCode, organisationId, adviserId, facet } = scope;
    if (divisionsOf(scope) === 0) return false;
    const by = (wider: Partial<Record<keyof Scope, undefined>>, grouping: IndicatorGrouping, key: string) =>
      this.isHidden({ ...asked, scope: { ...scope, ...wider } }, grouping, key);
    if (organisationId !== undefined)
      return by({ organisationId: undefined }, IndicatorGrouping.ORGANISATION, organisationId);
    if (adviserId !== undefined) return by({ adviserId: undefined }, IndicatorGrouping.ADVISER, adviserId);
    if (facet !== undefined) return by({ facet: undefined }, IndicatorGrouping.FACET, facet);
    const parent = areaCode!.slice(0, areaCode!.length - 3);
    const above = { ...asked, scope: { ...scope, areaCode: parent } };
    return this.isHidden(above, IndicatorGrouping.AREA, areaCode!);
  }

  private async isHidden(wider: Asked, by: IndicatorGrouping, key: string): Promise<boolean> {
    const { cells, suppressed } = await this.cellsOf(wider, by);
    return suppressed[cells.findIndex((cell) => cell.key === key)] ?? false;
  }

  private async cellsOf(asked: Asked, by: IndicatorGrouping): Promise<{ cells: GroupRow[]; suppressed: boolean[] }> {
    // Where a restricted case is, is not even said by an empty place.
    if (asked.measure.restricted && by !== IndicatorGrouping.FACET) return { cells: [], suppressed: [] };
    const cells = await this.indicators.groupMeasure(this.database, asked.measure, asked.scope, by);
    if (!isAnonymous(asked)) return { cells, suppressed: cells.map(() => false) };
    const isOneWay = divisionsOf(asked.scope) === 0 || (by === IndicatorGrouping.AREA && isOnlyOfArea(asked.scope));
    if (!isOneWay || (await this.isHiddenCell(asked))) return { cells, suppressed: cells.map(() => true) };
    return { cells, suppressed: suppressedCells(cells) };
  }
}

function isAnonymous({ measure, sight }: Asked): boolean {
  return sight === 'ANONYMOUS' && (measure.personal || measure.restricted === true);
}

function isOnlyOfArea(scope: Scope): boolean {
  return divisionsOf({ ...scope, areaCode: undefined }) === 0;
}

function told({ value }: Sum): Told {
  return { value: value ?? undefined, suppressed: false };
}

function refusalOfPeriod(scope: Scope): Refusal | undefined {
  if (scope.to < scope.from)
    return new InvalidInput('scope.to', {
      zh: '截止日不能早于起始日。',
      en: 'The last day must not be before the first.',
    });
  if (isTooLong(scope))
    return new InvalidInput('scope.to', { zh: '期间不能超过十年。', en: 'A period is ten years at the most.' });
  return undefined;
}

function tooMany(): InvalidInput {
  return new InvalidInput('codes', {
    zh: `一次最多查询 ${measuresAtOnce} 个指标。`,
    en: `Ask for ${measuresAtOnce} measures at the most at once.`,
  });
}
