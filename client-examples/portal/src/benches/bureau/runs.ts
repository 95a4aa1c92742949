/** Promises the monthly figures of an answer by their codes, with gaps where nothing is told. Pure. */
import { numberOf, type ToldFigure } from './figure';

export interface Runs {
  /** YYYY-MM, in order. */
  readonly months: readonly string[];
  readonly of: (code: string) => readonly (number | null)[];
}

interface Monthly {
  readonly measure?: { readonly code: string };
  readonly months: readonly { readonly month: string; readonly figure: ToldFigure }[];
}

export function runsOf(indicators: readonly Monthly[]): Runs {
  const byCode = new Map(indicators.map((one) => [one.measure?.code ?? '', one.months]));
  return {
    months: (indicators[0]?.months ?? []).map(({ month }) => month),
    of: (code) => (byCode.get(code) ?? []).map(({ figure }) => numberOf(figure)),
  };
}
