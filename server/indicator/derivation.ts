/** Promises the ratios that an actor may be told in a scope: none from a figure that is suppressed. */
import { DerivedIndicator, IndicatorGrouping } from '../../schema/indicator/indicator';
import { isRefusal } from '../../schema/refusal';
import type { Actor } from '../identity/actor';
import { fairness, permille, type Ratio } from './derived';
import { isTooNarrow, type Scope } from './indicator.policy';
import type { Asked, IndicatorService, Told } from './indicator.service';

export interface DerivationParts {
  readonly service: IndicatorService;
  readonly ratios: readonly Ratio[];
}

/** The ratios of measures that are there; all figures come from one statement. */
export async function deriveAll(
  { service, ratios }: DerivationParts,
  actor: Actor,
  scope: Scope,
): Promise<DerivedIndicator[]> {
  const ask = (code: string): Asked | undefined => {
    const asked = service.ask(actor, code, scope);
    return asked && !isTooNarrow(asked.measure, asked.sight, scope) ? asked : undefined;
  };
  const possible = ratios.filter(({ of }) => of.every((code) => ask(code) !== undefined));
  const codes = [...new Set(possible.flatMap(({ of }) => of))];
  if (codes.length === 0) return [];
  const report = await service.report(actor, codes, scope);
  if (isRefusal(report)) return [];
  const figures = new Map(report.indicators.map((one) => [one.measure.code, one.figure]));
  return Promise.all(
    possible.map(async (ratio) => {
      const [numerator, denominator] = ratio.of.map((code) => figures.get(code)!) as [Told, Told];
      const value =
        ratio.kind === 'SHARE'
          ? shareOf(numerator, denominator)
          : await fairnessOf(service, ask(ratio.of[0])!, ask(ratio.of[1])!);
      return presentDerived(ratio, value);
    }),
  );
}

function shareOf(numerator: Told, denominator: Told): number | undefined {
  if (numerator.value === undefined || denominator.value === undefined) return undefined;
  return permille(numerator.value, denominator.value);
}

/** Undefined as soon as one area is suppressed: an index over the others would tell of it. */
async function fairnessOf(service: IndicatorService, part: Asked, whole: Asked): Promise<number | undefined> {
  const [parts, wholes] = await Promise.all(
    [part, whole].map((asked) => service.groups(asked, IndicatorGrouping.AREA)),
  );
  if ([...parts!, ...wholes!].some(({ figure }) => figure.suppressed)) return undefined;
  const byKey = new Map(parts!.map(({ key, figure }) => [key, figure.value ?? 0n]));
  return fairness(wholes!.map(({ key, figure }) => ({ part: byKey.get(key) ?? 0n, whole: figure.value ?? 0n })));
}

function presentDerived(ratio: Ratio, value: number | undefined): DerivedIndicator {
  return Object.assign(new DerivedIndicator(), {
    code: ratio.code,
    titleZh: ratio.title.zh,
    titleEn: ratio.title.en,
    definitionZh: ratio.definition.zh,
    definitionEn: ratio.definition.en,
    permille: value,
  });
}
