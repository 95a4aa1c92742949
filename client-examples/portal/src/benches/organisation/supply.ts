/** Promises what is said of goods and money that fit a claim: how near they lie, how long they keep, on which terms, and how to ask. */
import type { useWords } from '../../language/language';
import { daysBetween } from '../../parts/days';
import { dayOf, formatDay, formatFen, formatNumber } from '../../parts/format';
import type { ClaimToSupplyFragment, SupplyFragment } from './goods.documents';

export type Supply = SupplyFragment;
export type SuppliedClaim = ClaimToSupplyFragment;

/** Days before the last one in which it should be used soon. */
export const soonDays = 30;

/** In whose words. */
type Told = ReturnType<typeof useWords>;

/** What it is, and how much at most: 棉被 至多 4 床. */
export function whatOf({ form, item, unit, available, project }: Supply, { t, language }: Told): string {
  if (form === 'MONEY')
    return t('goods.money', { project: project?.name ?? '', money: formatFen(available, language) });
  return t('goods.pieces', { item: item ?? '', unit: unit ?? '', count: formatNumber(Number(available), language) });
}

/** Where it lies, seen from the household: in its community, its street, or elsewhere. */
export function nearnessOf({ point }: Supply, { need }: SuppliedClaim, { t }: Told): string | undefined {
  if (!point?.area) return undefined;
  const [there, here] = [point.area.code, need?.area?.code ?? ''];
  const shares = (digits: number) => here.length >= digits && here.slice(0, digits) === there.slice(0, digits);
  const near = shares(12) && there.length >= 12 ? 'community' : shares(9) && there.length >= 9 ? 'street' : 'other';
  return t(`goods.near.${near}`, { point: point.name, area: point.area.name });
}

/** How many days are left; undefined for what keeps. */
export function daysLeft({ expiresOn }: Supply, today: string): number | undefined {
  return expiresOn == null ? undefined : daysBetween(today, expiresOn);
}

/** On which terms, in plain words. */
export function termsOf({ earmark, project, form }: Supply, { t, language }: Told): string[] {
  const join = (words: readonly string[]) => words.join(language === 'zh' ? '、' : ', ');
  const named = [
    ...(earmark?.serviceKind ? [t(`serviceKind.${earmark.serviceKind}`)] : []),
    ...(earmark?.area ? [earmark.area.name] : []),
    ...(earmark?.situation ? [t(`situation.${earmark.situation}`)] : []),
  ];
  const categories = project?.lowIncomeCategories ?? [];
  return [
    ...(named.length > 0 ? [t('goods.givenFor', { what: join(named) })] : []),
    ...(form === 'GOODS' && project ? [t('goods.paidBy', { project: project.name })] : []),
    ...(project ? [t('goods.until', { day: formatDay(project.endsOn, language) })] : []),
    ...(categories.length > 0
      ? [t('goods.onlyFor', { who: join(categories.map((one) => t(`lowIncomeCategory.${one}`))) })]
      : []),
  ];
}

/** The words by which the charity is asked: what, for which claim; nothing that tells who the household is. */
export function questionOf(supply: Supply, claim: SuppliedClaim, told: Told): string {
  const { t, language } = told;
  return t('goods.question', {
    charity: supply.charity.name,
    what: whatOf(supply, told),
    kind: claim.need ? t(`serviceKind.${claim.need.serviceKind}`) : '',
    area: claim.need?.area?.name ?? '',
    day: formatDay(dayOf(Date.parse(claim.claimedAt)), language),
  });
}
