/** Promises amounts and gifts in words: money exactly, goods by their unit, services by their places. */
import type { TFunction } from 'i18next';
import type { Language } from '../../language/language';
import { formatFen, formatNumber } from '../../parts/format';
import type { GiftFragment } from './gifts.documents';
import type { Line } from './journey';

export function sayAmount(
  of: Pick<Line, 'form' | 'unit'>,
  amount: bigint | string,
  t: TFunction,
  language: Language,
): string {
  if (of.form === 'MONEY') return formatFen(String(amount), language);
  const number = formatNumber(Number(amount), language);
  return of.form === 'GOODS' ? `${number} ${of.unit ?? ''}`.trim() : t('count.places', { number });
}

/** What a gift is, in a few words. */
export function sayGift(gift: GiftFragment, t: TFunction, language: Language): string {
  if (gift.form === 'MONEY') return formatFen(gift.moneyFen ?? '0', language);
  if (gift.form === 'SERVICE') return gift.service?.offering.name ?? t('form.SERVICE');
  const [first] = gift.lots;
  if (!first) return t('form.GOODS');
  const one = `${first.item} ${formatNumber(Number(first.quantity), language)} ${first.unit}`;
  return gift.lots.length === 1 ? one : t('count.lots', { first: one, count: gift.lots.length });
}

/** What a gift may be used for, each condition in a word; empty: anything. */
export function sayEarmark(earmark: GiftFragment['earmark'], t: TFunction): string[] {
  const { project, projectId, serviceKind, area, areaCode, situation, needId } = earmark;
  return [
    ...(projectId ? [project?.name ?? t('earmark.aProject')] : []),
    ...(serviceKind ? [t(`serviceKind.${serviceKind}`)] : []),
    ...(areaCode ? [area?.name ?? areaCode] : []),
    ...(situation ? [t(`situation.${situation}`)] : []),
    ...(needId ? [t('earmark.aWish')] : []),
  ];
}
