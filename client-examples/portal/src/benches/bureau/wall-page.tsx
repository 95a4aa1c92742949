/**
 * Promises the district on a wall, legible from five metres: few figures, very large, on one screen without scrolling. Nothing moves by
 * itself; the figures are read again each minute. Escape leads back.
 */
import { useEffect, type CSSProperties } from 'react';
import { Link, useLocation, useNavigate } from 'react-router-dom';
import { useWords } from '../../language/language';
import { AnswerStates } from '../../parts/answer-states';
import { formatMoment, formatNumber } from '../../parts/format';
import { serverNow } from '../../graphql/server-time';
import './bench.css';
import './wall.css';
import { figureText } from './figure';
import { useTitles } from './figure-card';
import type { BureauOverviewQuery } from './figures.documents';
import { Funnel } from './funnel';
import { useOverview, useReading } from './overview';
import { Spark } from './spark';

const againMilliseconds = 60_000;
const wallCodes = [
  'HOUSEHOLDS_VISITED',
  'NEEDS_REFERRED',
  'HOUSEHOLDS_HELPED',
  'NEEDS_TRULY_CLOSED',
  'TIME_TO_CLAIM',
  'HELP_DELIVERED_VALUE',
];

export function WallPage() {
  const { t } = useWords('bureau');
  const { answer, scope } = useOverview();
  const { search } = useLocation();
  const navigate = useNavigate();
  const { refresh } = answer;
  useEffect(() => {
    document.documentElement.classList.add('on-wall');
    return () => document.documentElement.classList.remove('on-wall');
  }, []);
  useEffect(() => {
    const timer = setInterval(refresh, againMilliseconds);
    return () => clearInterval(timer);
  }, [refresh]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') void navigate({ pathname: '/bureau', search });
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [navigate, search]);
  return (
    <div className="wall">
      <Link className="quiet-button button-link wall-back" to={{ pathname: '/bureau', search }}>
        {t('wall.close')}
      </Link>
      <AnswerStates answer={answer}>
        {(result) => <WallContent result={result} period={t(`period.${scope.period}`)} />}
      </AnswerStates>
    </div>
  );
}

function WallContent({ result, period }: { readonly result: BureauOverviewQuery; readonly period: string }) {
  const { t, language } = useWords('bureau');
  const reading = useReading(result);
  const titleOf = useTitles();
  const overdue = result.obligations.edges.length;
  return (
    <>
      <p className="wall-head">
        <strong>{result.area?.name ?? t('scope.everywhere')}</strong>
        <span>{period}</span>
        <span className="soft">
          {t('wall.asOf', { time: formatMoment(new Date(serverNow()).toISOString(), language) })}
        </span>
      </p>
      <div className="wall-figures">
        {wallCodes.map((code) => {
          const indicator = reading.indicators.get(code);
          if (!indicator) return null;
          const text = figureText(indicator.figure, indicator.measure.unit, { t, language });
          return (
            <div key={code} className="wall-figure">
              <span>{titleOf(indicator.measure)}</span>
              <strong data-code={code} style={{ '--ems': emsOf(text) } as CSSProperties}>
                {text}
              </strong>
              <Spark values={reading.runs.of(code)} />
            </div>
          );
        })}
      </div>
      <div className="wall-foot">
        <Funnel indicators={reading.indicators} />
        <dl className="wall-signs">
          <div>
            <dt>{t('wall.fairness')}</dt>
            <dd>{reading.fairnessIndex == null ? '—' : formatNumber(reading.fairnessIndex / 1_000, language)}</dd>
          </div>
          <div className={overdue > 0 ? 'warns' : ''}>
            <dt>{t('overdue.title')}</dt>
            <dd>{result.obligations.pageInfo.hasNextPage ? `${overdue}+` : overdue}</dd>
          </div>
        </dl>
      </div>
    </>
  );
}

/** About how wide a text is, in letters as wide as high: what is long is written smaller, so that it stays on its card. */
function emsOf(text: string): number {
  const wide = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return wide + (text.length - wide) * 0.6;
}
