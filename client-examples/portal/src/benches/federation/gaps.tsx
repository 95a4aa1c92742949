/** Promises where capacity is missing: by kind of help and street, who finds a place and who does not, the most valuable gap first. */
import { useWords } from '../../language/language';
import { Chart } from '../../parts/chart';
import { formatNumber } from '../../parts/format';
import type { PlanOfPage } from './read';

export function Gaps({ plan: { prices } }: { readonly plan: PlanOfPage }) {
  const { t, language } = useWords('federation');
  if (prices.length === 0) return <p className="card">{t('plan.noGaps')}</p>;
  const name = (one: (typeof prices)[number]) =>
    `${t(`serviceKind.${one.serviceKind}`)} · ${one.area?.name ?? one.areaCode}`;
  const [first] = prices;
  return (
    <section className="card stack">
      <Chart
        title={t('plan.gaps')}
        summary={t('plan.gapsSummary', { count: prices.length, first: name(first!) })}
        categoryTitle={t('plan.where')}
        categories={prices.map(name)}
        series={[
          {
            name: t('plan.placed'),
            kind: 'bar',
            tone: 'pine',
            stack: 'needs',
            values: prices.map((one) => one.planned),
          },
          {
            ...{ name: t('plan.withoutPlace'), kind: 'bar', tone: 'persimmon', stack: 'needs' },
            values: prices.map((one) => one.withoutPlace - one.withoutMatch),
          },
          {
            ...{ name: t('plan.withoutMatch'), kind: 'bar', tone: 'plum', stack: 'needs' },
            values: prices.map((one) => one.withoutMatch),
          },
        ]}
        format={(value) => formatNumber(value, language)}
        lying
        height={Math.max(9, 4 + prices.length * 2.6)}
      />
      <p className="soft">
        {t('plan.priceHint', { where: name(first!), price: formatNumber(first!.price, language) })}
      </p>
    </section>
  );
}
