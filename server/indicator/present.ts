/** Promises the objects of the contract made from measures and the figures that are told of them. */
import { Figure, Indicator, IndicatorReport } from '../../schema/indicator/indicator';
import { MeasureDefinition, MeasureDomain, MeasureUnit } from '../../schema/indicator/measure';
import type { Measure } from '../measure';
import type { Asked, Told, ToldReport } from './indicator.service';

export function presentMeasure(measure: Measure): MeasureDefinition {
  return Object.assign(new MeasureDefinition(), {
    code: measure.code,
    titleZh: measure.title.zh,
    titleEn: measure.title.en,
    definitionZh: measure.definition.zh,
    definitionEn: measure.definition.en,
    sourceQuery: measure.rows.replace(/\s+/g, ' ').trim(),
    unit: MeasureUnit[measure.unit],
    domain: MeasureDomain[measure.domain ?? 'CARE'],
    personal: measure.personal || measure.restricted === true,
    lasting: measure.lasting ?? false,
    restricted: measure.restricted ?? false,
    facetZh: measure.facet?.zh,
    facetEn: measure.facet?.en,
  });
}

export function presentFigure({ value, suppressed }: Told): Figure {
  return Object.assign(new Figure(), { value, suppressed });
}

/** An indicator of the contract that remembers what was asked, so that its groups and records can be asked for. */
export class PresentedIndicator extends Indicator {
  asked!: Asked;
}

export class PresentedReport extends IndicatorReport {
  told!: ToldReport;
}

export function presentReport(told: ToldReport): PresentedReport {
  return Object.assign(new PresentedReport(), {
    from: told.scope.from,
    to: told.scope.to,
    previousFrom: told.before.from,
    previousTo: told.before.to,
    told,
    indicators: told.indicators.map((one) =>
      Object.assign(new PresentedIndicator(), {
        measure: presentMeasure(one.measure),
        figure: presentFigure(one.figure),
        previous: presentFigure(one.previous),
        changePermille: one.changePermille,
        asked: { measure: one.measure, scope: one.scope, sight: one.sight },
      }),
    ),
  });
}
