/** Promises figures as rows: the total of each measure, then its groups and months, each told or suppressed exactly as in a query. */
import { globalId } from '../../schema/global-id';
import { IndicatorGrouping } from '../../schema/indicator/indicator';
import { isRefusal } from '../../schema/refusal';
import type { Actor } from '../identity/actor';
import type { GroupNames } from '../indicator/group-names';
import type { IndicatorService, Told } from '../indicator/indicator.service';
import type { Row } from '../spreadsheet/cell';
import type { AskedExport } from './data-export.entity';

export const figureHeadings: Row = [
  ...['代码 code', '名称 titleZh', '英文名称 titleEn', '单位 unit', '起始日 from', '截止日 to', '区域代码 areaCode'],
  ...['分组方式 grouping', '分组键 key', '分组名称 name', '值 value', '已隐去 suppressed', '上期值 previous'],
  '变化（千分比） changePermille',
];

const valueOf = ({ value }: Told) => value ?? null;
const whether = ({ suppressed }: Told) => (suppressed ? '是' : '否');

export class FigureReading {
  constructor(
    private readonly indicators: IndicatorService,
    private readonly names: GroupNames,
  ) {}

  /** Undefined when the actor may not be told this measure in this scope any more. */
  async read(actor: Actor, code: string, { scope, groupings, byMonth }: AskedExport): Promise<Row[] | undefined> {
    const report = await this.indicators.report(actor, [code], scope);
    if (isRefusal(report)) return undefined;
    const [one] = report.indicators;
    const { measure, figure, previous, changePermille } = one!;
    const { from, to, areaCode } = report.scope;
    const head = [code, measure.title.zh, measure.title.en, measure.unit, from, to, areaCode ?? null];
    const previousCell = previous.suppressed ? '已隐去 suppressed' : valueOf(previous);
    const rows: Row[] = [
      [...head, null, null, null, valueOf(figure), whether(figure), previousCell, changePermille ?? null],
    ];
    const divided = (grouping: string, key: string | null, name: string | null, told: Told): Row => {
      return [...head, grouping, key, name, valueOf(told), whether(told), null, null];
    };
    for (const by of groupings) {
      const groups = await this.indicators.groups(one!, by);
      const names = await this.names.of(
        by,
        groups.flatMap(({ key }) => key ?? []),
      );
      for (const { key, figure: told } of groups)
        rows.push(divided(by, keyOf(by, key), key === undefined ? null : (names.get(key) ?? null), told));
    }
    if (byMonth)
      for (const { month, figure: told } of await this.indicators.months(one!))
        rows.push(divided('MONTH', month, null, told));
    return rows;
  }
}

function keyOf(by: IndicatorGrouping, key: string | undefined): string | null {
  if (key === undefined) return null;
  return by === IndicatorGrouping.ORGANISATION ? globalId('Organisation', key) : key;
}
