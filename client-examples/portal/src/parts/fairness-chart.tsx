/**
 * Promises how much of each group's need the plan serves and how much the fairest plan would: two marks on one line for each, the least
 * served first, what fairness costs in a sentence, and the same as a table.
 */
import { useWords } from '../language/language';
import './fairness-chart.css';
import { formatNumber } from './format';
import { Twin } from './twin';

export interface FairGroup {
  readonly name: string;
  readonly needs: number;
  readonly served: number;
  readonly servedFairly: number;
}

export interface FairnessChartProps {
  readonly title: string;
  readonly groups: readonly FairGroup[];
  /** What the fairest plan is worth less, in 1/10,000. */
  readonly priceTenThousandths: number;
}

const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);

/** The least served first; of those alike the larger. */
export function leastServedFirst(groups: readonly FairGroup[]): readonly FairGroup[] {
  return groups
    .filter(({ needs }) => needs > 0)
    .sort((a, b) => share(a.served, a.needs) - share(b.served, b.needs) || b.needs - a.needs);
}

export function FairnessChart({ title, groups, priceTenThousandths }: FairnessChartProps) {
  const { t } = useWords();
  const shown = leastServedFirst(groups);
  if (shown.length === 0) return <p className="empty">{t('fairness.none')}</p>;
  return (
    <figure className="fairness-chart">
      <figcaption>{title}</figcaption>
      <WhatItCosts groups={shown} priceTenThousandths={priceTenThousandths} />
      <p className="fairness-legend soft" aria-hidden="true">
        <i className="fairness-now" /> {t('fairness.now')} <i className="fairness-fairest" /> {t('fairness.fairest')}
      </p>
      <ul>
        {shown.map((group) => (
          <Line key={group.name} group={group} />
        ))}
      </ul>
      <Twin
        title={title}
        columns={[t('fairness.group'), t('fairness.needs'), t('fairness.now'), t('fairness.fairest')]}
        rows={shown.map(({ name, needs, served, servedFairly }) => [
          name,
          ...[needs, served, servedFairly].map(String),
        ])}
      />
    </figure>
  );
}

function WhatItCosts({ groups, priceTenThousandths }: Omit<FairnessChartProps, 'title'>) {
  const { t, language } = useWords();
  const change = ({ needs, served, servedFairly }: FairGroup) => Math.abs(share(servedFairly - served, needs));
  const most = groups.reduce((found, group) => (change(group) > change(found) ? group : found));
  if (change(most) === 0) return <p>{t('fairness.alike')}</p>;
  const cost = `${formatNumber(priceTenThousandths / 100, language)}%`;
  return (
    <p>
      {t(priceTenThousandths > 0 ? 'fairness.price' : 'fairness.free', { share: cost })}{' '}
      {t('fairness.most', { ...most })}
    </p>
  );
}

function Line({ group }: { readonly group: FairGroup }) {
  const { t } = useWords();
  const { name, needs, served, servedFairly } = group;
  const [now, fair] = [served, servedFairly].map((part) => share(part, needs) * 100) as [number, number];
  return (
    <li data-served={served} data-fairly={servedFairly}>
      <span className="unseen">{t('fairness.line', { ...group })}</span>
      <span className="fairness-name" aria-hidden="true">
        {name}
      </span>
      <span className="fairness-track" aria-hidden="true">
        <i className="fairness-way" style={{ left: `${Math.min(now, fair)}%`, width: `${Math.abs(fair - now)}%` }} />
        <i className="fairness-now" style={{ left: `${now}%` }} />
        <i className="fairness-fairest" style={{ left: `${fair}%` }} />
      </span>
      <span className="fairness-told" aria-hidden="true">
        {served === servedFairly ? t('fairness.served', { served, needs }) : `${served} → ${servedFairly} / ${needs}`}
      </span>
    </li>
  );
}
