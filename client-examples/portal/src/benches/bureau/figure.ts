/** Promises figures as people say them: counts, money in units that are easily said, durations in their two largest units. */
import type { TFunction } from 'i18next';
import type { Language } from '../../language/language';
import { formatFen, formatNumber, timeLeft } from '../../parts/format';

export interface ToldFigure {
  readonly value?: string | null;
  readonly suppressed: boolean;
}

export type Unit = 'COUNT' | 'FEN' | 'SECONDS';

export interface Speech {
  readonly t: TFunction;
  readonly language: Language;
}

/** Null where nothing is told. */
export function numberOf(figure: ToldFigure | undefined): number | null {
  return figure?.value == null ? null : Number(figure.value);
}

export function figureText(figure: ToldFigure | undefined, unit: Unit, speech: Speech): string {
  if (figure?.suppressed) return speech.t('figure.withheld');
  return figure?.value == null ? speech.t('figure.none') : valueText(figure.value, unit, speech);
}

export function valueText(value: string | number, unit: Unit, { t, language }: Speech): string {
  if (unit === 'FEN') return fenText(BigInt(value), language);
  if (unit === 'COUNT') return formatNumber(Number(value), language);
  const { days, hours, minutes } = timeLeft(Number(value) * 1_000);
  if (days > 0) return t('figure.days', { days, hours });
  if (hours > 0) return t('figure.hours', { hours, minutes });
  return minutes > 0 ? t('figure.minutes', { minutes }) : t('figure.atOnce');
}

/** Chinese counts money in ten thousands, English in thousands and millions; below that it is exact. */
function fenText(fen: bigint, language: Language): string {
  const yuan = Number(fen) / 100;
  if (Math.abs(yuan) < 10_000) return formatFen(String(fen), language);
  const short = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    ...{ notation: 'compact', maximumSignificantDigits: 4 },
  });
  return `¥${short.format(yuan)}`;
}

/** Parts of a thousand as per cent. */
export function permilleText(permille: number | null | undefined, language: Language): string {
  return permille == null ? '—' : `${formatNumber(permille / 10, language)}%`;
}
