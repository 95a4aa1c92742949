/** Promises one figure as a card: what it is, how much, how it changed, its run over twelve months, and the way to what is behind it. */
import { Link, useLocation } from 'react-router-dom';
import { useWords } from '../../language/language';
import type { ToldIndicatorFragment } from './figures.documents';
import { figureText, permilleText } from './figure';
import { Spark } from './spark';

export function useTitles() {
  const { language } = useWords();
  return (one: { readonly titleZh: string; readonly titleEn: string }) =>
    language === 'en' ? one.titleEn : one.titleZh;
}

export interface FigureCardProps {
  readonly indicator: ToldIndicatorFragment;
  readonly run?: readonly (number | null)[];
}

export function FigureCard({ indicator, run }: FigureCardProps) {
  const { t, language } = useWords('bureau');
  const titleOf = useTitles();
  const { search } = useLocation();
  const { measure, figure } = indicator;
  return (
    <Link className="figure-card card" to={{ pathname: `/bureau/figures/${measure.code}`, search }}>
      <span className="figure-title">{titleOf(measure)}</span>
      <strong className="figure-value" data-code={measure.code}>
        {figureText(figure, measure.unit, { t, language })}
      </strong>
      <Change indicator={indicator} />
      {run && <Spark values={run} />}
    </Link>
  );
}

/** Up and down are said by a sign and by words; whether they are good depends on what is counted, so they have no colour of praise. */
export function Change({
  indicator: { changePermille, previous, measure },
}: {
  readonly indicator: ToldIndicatorFragment;
}) {
  const { t, language } = useWords('bureau');
  const before = figureText(previous, measure.unit, { t, language });
  if (changePermille == null)
    return <span className="soft figure-change">{t('figure.before', { value: before })}</span>;
  const way = changePermille > 0 ? 'up' : changePermille < 0 ? 'down' : 'same';
  return (
    <span className={`figure-change ${way}`}>
      {t(`figure.${way}`, { share: permilleText(Math.abs(changePermille), language) })}
      <span className="soft"> · {t('figure.before', { value: before })}</span>
    </span>
  );
}
