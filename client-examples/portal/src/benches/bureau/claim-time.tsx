/** Promises how long people wait for somebody who comes: the median and nine of ten, over twelve months. */
import { useWords } from '../../language/language';
import { Chart } from '../../parts/chart';
import type { ToldIndicatorFragment } from './figures.documents';
import { figureText, valueText } from './figure';
import { useTitles } from './figure-card';
import type { Runs } from './runs';

export const claimTimeCodes = ['TIME_TO_CLAIM', 'TIME_TO_CLAIM_P90'] as const;

export interface ClaimTimeProps {
  readonly indicators: ReadonlyMap<string, ToldIndicatorFragment>;
  readonly runs: Runs;
}

export function ClaimTime({ indicators, runs }: ClaimTimeProps) {
  const { t, language } = useWords('bureau');
  const titleOf = useTitles();
  const speech = { t, language };
  const series = claimTimeCodes.map((code, index) => ({
    name: t(`claimTime.${code}`),
    kind: 'line' as const,
    tone: index === 0 ? ('pine' as const) : ('persimmon' as const),
    dashed: index === 1,
    values: runs.of(code),
  }));
  return (
    <section className="card stack" aria-labelledby="claim-time">
      <h2 id="claim-time">{t('claimTime.title')}</h2>
      <dl className="pair">
        {claimTimeCodes.map((code) => {
          const indicator = indicators.get(code);
          return (
            <div key={code}>
              <dt title={indicator && titleOf(indicator.measure)}>{t(`claimTime.${code}`)}</dt>
              <dd data-code={code}>{figureText(indicator?.figure, 'SECONDS', speech)}</dd>
            </div>
          );
        })}
      </dl>
      <Chart
        title={t('claimTime.chart')}
        summary={t('claimTime.summary', {
          median: figureText(indicators.get('TIME_TO_CLAIM')?.figure, 'SECONDS', speech),
          most: figureText(indicators.get('TIME_TO_CLAIM_P90')?.figure, 'SECONDS', speech),
        })}
        categoryTitle={t('figure.month')}
        categories={runs.months}
        series={series}
        format={(value) => valueText(Math.round(value), 'SECONDS', speech)}
        nothing={t('figure.none')}
        height={13}
      />
    </section>
  );
}
