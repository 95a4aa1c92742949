/** Promises whether each area is served alike: the share of its referred needs that were taken, the index over all, and what fairness would cost. */
import { useState } from 'react';
import { useWords } from '../../language/language';
import { AnswerStates } from '../../parts/answer-states';
import { Chart } from '../../parts/chart';
import { formatNumber } from '../../parts/format';
import { fairnessBases, PlanFairnessChart, type FairnessBasis } from '../../parts/plan-fairness';
import { FairnessOfPlan } from '../../parts/plan-fairness.documents';
import { useAnswer } from '../../parts/use-answer';
import { numberOf, permilleText, type ToldFigure } from './figure';

interface Group {
  readonly key?: string | null;
  readonly name?: string | null;
  readonly figure: ToldFigure;
}

export interface Share {
  readonly key: string;
  readonly name: string;
  readonly part: number | null;
  readonly whole: number | null;
}

/** The share of each area, the least served first; those whose figures are withheld come last. */
export function sharesOf(wholes: readonly Group[], parts: readonly Group[]): readonly Share[] {
  const byKey = new Map(parts.map((group) => [group.key, group.figure]));
  const shareOf = ({ part, whole }: Share) => (part === null || !whole ? 2 : part / whole);
  return wholes
    .flatMap(({ key, name, figure }) => {
      const part = byKey.get(key);
      return key ? [{ key, name: name ?? key, whole: numberOf(figure), part: part ? numberOf(part) : 0 }] : [];
    })
    .sort((a, b) => shareOf(a) - shareOf(b));
}

export interface FairnessProps {
  readonly shares: readonly Share[];
  /** Jain index in parts of a thousand. */
  readonly index: number | null | undefined;
  readonly canSeePlan: boolean;
}

export function Fairness({ shares, index, canSeePlan }: FairnessProps) {
  const { t, language } = useWords('bureau');
  const [isPriced, setPriced] = useState(false);
  const told = shares.filter(({ part, whole }) => part !== null && whole);
  const least = told[0];
  return (
    <section className="card stack" aria-labelledby="fairness">
      <h2 id="fairness">{t('fairness.title')}</h2>
      <p className="soft">
        {index == null ? t('fairness.noIndex') : t('fairness.index', { value: formatNumber(index / 1_000, language) })}
      </p>
      {shares.length === 0 ? (
        <p className="empty">{t('fairness.nothing')}</p>
      ) : (
        <Chart
          title={t('fairness.chart')}
          summary={
            least ? t('fairness.summary', { name: least.name, share: percent(least, language) }) : t('figure.withheld')
          }
          categoryTitle={t('fairness.area')}
          categories={shares.map(({ name }) => name)}
          series={[
            {
              name: t('fairness.share'),
              kind: 'bar',
              values: shares.map(({ part, whole }) => (part === null || !whole ? null : (part / whole) * 100)),
              texts: shares.map((share) => `${percent(share, language)} (${share.part} / ${share.whole})`),
            },
          ]}
          format={(value) => `${formatNumber(Math.round(value), language)}%`}
          nothing={t('figure.withheld')}
          lying
          height={Math.max(8, shares.length * 1.9 + 2)}
        />
      )}
      {canSeePlan &&
        (isPriced ? (
          <PriceOfFairness />
        ) : (
          <button type="button" className="quiet-button" onClick={() => setPriced(true)}>
            {t('fairness.ask')}
          </button>
        ))}
    </section>
  );
}

function percent({ part, whole }: Share, language: 'zh' | 'en'): string {
  return part === null || !whole ? '' : permilleText(Math.round((part / whole) * 1_000), language);
}

/** Computed when it is asked for: it plans anew. */
function PriceOfFairness() {
  const { t } = useWords('bureau');
  const [by, setBy] = useState<FairnessBasis>('STREET');
  const answer = useAnswer(FairnessOfPlan, { by });
  return (
    <div className="stack">
      <div className="row" role="group" aria-label={t('fairness.between')}>
        {fairnessBases.map((one) => (
          <button key={one} type="button" className="quiet-button" aria-pressed={one === by} onClick={() => setBy(one)}>
            {t(`fairness.by.${one}`)}
          </button>
        ))}
      </div>
      <AnswerStates answer={answer}>
        {({ planFairness }) => (
          <PlanFairnessChart
            title={t('fairness.plan')}
            found={planFairness}
            situationName={(situation) => t(`situation.${situation}`)}
          />
        )}
      </AnswerStates>
    </div>
  );
}
