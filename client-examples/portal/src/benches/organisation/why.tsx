/** Promises why a need reached this organisation: every gate, and every criterion as a bar of what it gave of what it could. */
import { useWords } from '../../language/language';
import { AnswerStates } from '../../parts/answer-states';
import { Bar } from '../../parts/bar';
import { formatNumber } from '../../parts/format';
import { useAnswer } from '../../parts/use-answer';
import { WhyMatched, type WhyMatchedQuery } from './feed.documents';

type Explanation = NonNullable<WhyMatchedQuery['explainMatch']>['explanation'];

export function Why({ needId, organisationId }: { readonly needId: string; readonly organisationId: string }) {
  const { t } = useWords('organisation');
  const answer = useAnswer(WhyMatched, { needId, organisationId });
  return (
    <AnswerStates answer={answer}>
      {({ explainMatch }) =>
        explainMatch ? <Explained explanation={explainMatch.explanation} /> : <p>{t('why.none')}</p>
      }
    </AnswerStates>
  );
}

function Explained({ explanation }: { readonly explanation: Explanation }) {
  const { t, language } = useWords('organisation');
  return (
    <div className="why stack">
      <h3>{t('why.gates')}</h3>
      <ul className="row">
        {explanation.gates.map(({ gate, passed }) => (
          <li key={gate} className={`tag ${passed ? 'pine' : 'persimmon'}`}>
            <span aria-hidden="true">{passed ? '✓' : '✗'}</span>
            {t(`gate.${gate}`)}
          </li>
        ))}
        {explanation.waitList && <li className="tag amber">{t('why.waitList')}</li>}
        {explanation.furtherAssessmentNeeded && <li className="tag amber">{t('why.assessment')}</li>}
      </ul>
      <h3>{t('why.criteria')}</h3>
      <dl className="bars">
        {explanation.criteria.map(({ criterion, share, weight, value }) => (
          <div key={criterion} className="bar">
            <dt>{t(`criterion.${criterion}`)}</dt>
            <dd>
              <Bar percent={value / 100} />
              <span className="bar-text">
                {t('why.share', { share: formatNumber(share, language), weight: formatNumber(weight, language) })}
              </span>
            </dd>
          </div>
        ))}
      </dl>
      <p className="soft">
        {t('why.ruleset', { version: explanation.rulesetVersion, score: formatNumber(explanation.score, language) })}
      </p>
    </div>
  );
}
