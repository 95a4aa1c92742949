/** Promises the way of the needs referred in the period to their true closing: each step as a bar of the whole, and what was lost on the way. */
import { Link, useLocation } from 'react-router-dom';
import { useWords } from '../../language/language';
import { formatNumber } from '../../parts/format';
import type { ToldIndicatorFragment } from './figures.documents';
import { figureText, numberOf } from './figure';

export const funnelCodes = [
  'NEEDS_REFERRED',
  'REFERRED_NEEDS_CLAIMED',
  'REFERRED_NEEDS_DELIVERED',
  'REFERRED_NEEDS_CONFIRMED',
  'REFERRED_NEEDS_TRULY_CLOSED',
] as const;

export function Funnel({ indicators }: { readonly indicators: ReadonlyMap<string, ToldIndicatorFragment> }) {
  const { t, language } = useWords('bureau');
  const { search } = useLocation();
  const whole = numberOf(indicators.get(funnelCodes[0])?.figure);
  return (
    <section className="card stack" aria-labelledby="funnel">
      <h2 id="funnel">{t('funnel.title')}</h2>
      <p className="soft">{t('funnel.hint')}</p>
      <ol className="funnel">
        {funnelCodes.map((code, index) => {
          const indicator = indicators.get(code);
          const value = numberOf(indicator?.figure);
          const share = whole && value !== null ? value / whole : undefined;
          return (
            <li key={code}>
              <Link to={{ pathname: `/bureau/figures/${code}`, search }}>{t(`funnel.${code}`)}</Link>
              <span className="funnel-track" aria-hidden="true">
                <span className={`funnel-bar step${index}`} style={{ width: `${(share ?? 0) * 100}%` }} />
              </span>
              <strong data-code={code}>{figureText(indicator?.figure, 'COUNT', { t, language })}</strong>
              <span className="soft funnel-share">
                {share === undefined ? '' : `${formatNumber(Math.round(share * 100), language)}%`}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
