/** Promises the district at a glance: figures of the case with their run, the way to true closing, waiting, fairness, what is overdue. */
import { Link, useLocation } from 'react-router-dom';
import { useWords } from '../../language/language';
import { AnswerStates } from '../../parts/answer-states';
import { Notice } from '../../parts/notices';
import './bench.css';
import { ClaimTime } from './claim-time';
import { Fairness } from './fairness';
import { FigureCard } from './figure-card';
import type { BureauOverviewQuery } from './figures.documents';
import { Funnel } from './funnel';
import { Overdue } from './overdue';
import { headlineCodes, useOverview, useReading } from './overview';
import { ScopeBar } from './scope-bar';
import { today as todayOf } from '../../parts/today';
import { useIsBureau } from './use-scope';

export function OverviewPage() {
  const { t } = useWords('bureau');
  const { answer, scope } = useOverview();
  const { search } = useLocation();
  return (
    <div className="stack bureau">
      <ScopeBar scope={scope} area={answer.answer?.area}>
        <Link className="quiet-button button-link" to={{ pathname: '/bureau/wall', search }}>
          {t('wall.open')}
        </Link>
      </ScopeBar>
      <AnswerStates answer={answer}>{(result) => <Sections result={result} />}</AnswerStates>
    </div>
  );
}

function Sections({ result }: { readonly result: BureauOverviewQuery }) {
  const { t } = useWords('bureau');
  const reading = useReading(result);
  const today = todayOf();
  const isBureau = useIsBureau();
  if (reading.refused !== undefined) return <Notice kind="refused">{reading.refused}</Notice>;
  return (
    <div className="stack">
      <div className="figure-cards" role="group" aria-label={t('overview.headlines')}>
        {headlineCodes.map((code) => {
          const indicator = reading.indicators.get(code);
          return indicator && <FigureCard key={code} indicator={indicator} run={reading.runs.of(code)} />;
        })}
      </div>
      <div className="two-columns">
        <Funnel indicators={reading.indicators} />
        <ClaimTime indicators={reading.indicators} runs={reading.runs} />
        <Fairness shares={reading.shares} index={reading.fairnessIndex} canSeePlan={isBureau} />
        <Overdue obligations={result.obligations} today={today} />
      </div>
    </div>
  );
}
