/** Promises the results of one evaluation: each subject with its total as a bar, its lines explained, and its appeal. */
import { useWords } from '../../language/language';
import { formatNumber } from '../../parts/format';
import type { ListedResultFragment } from './evaluation.documents';

export interface EvaluationResultsProps {
  readonly results: readonly ListedResultFragment[];
  readonly onAppeal: (result: ListedResultFragment) => void;
}

/** Totals are told in parts of ten thousand. */
const whole = 10_000;

export function EvaluationResults({ results, onAppeal }: EvaluationResultsProps) {
  const { t, language } = useWords('bureau');
  return (
    <ul className="results">
      {results.map((result) => (
        <li key={result.resultId}>
          <span className="line-text">
            {result.subjectName}
            {result.version > 1 && <span className="tag amber">{t('evaluation.corrected')}</span>}
          </span>
          <span className="funnel-track" aria-hidden="true">
            <span className="funnel-bar step4" style={{ width: `${(result.total / whole) * 100}%` }} />
          </span>
          <strong>{formatNumber(result.total / 100, language)}</strong>
          {result.lines && result.lines.length > 0 && (
            <details className="result-lines">
              <summary>{t('evaluation.why')}</summary>
              <ul>
                {result.lines.map((line, index) => (
                  <li key={index}>{language === 'en' ? line.explanationEn : line.explanationZh}</li>
                ))}
              </ul>
            </details>
          )}
          {result.appeal && (
            <p className="appeal">
              <span className="tag persimmon">{t(`appealStatus.${result.appeal.status}`)}</span> {result.appeal.reason}
              {result.appeal.decision && ` → ${result.appeal.decision}`}
              {result.appeal.status === 'OPEN' && (
                <button type="button" className="quiet-button" onClick={() => onAppeal(result)}>
                  {t('evaluation.decide')}
                  <span className="unseen"> {result.subjectName}</span>
                </button>
              )}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
