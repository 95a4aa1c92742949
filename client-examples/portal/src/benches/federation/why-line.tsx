/** Promises why the plan pairs a need with an organisation: the gates, and each criterion as a bar of what it gave of what it could. */
import { useWords } from '../../language/language';
import { AnswerStates } from '../../parts/answer-states';
import { formatNumber } from '../../parts/format';
import { useAnswer } from '../../parts/use-answer';
import { Bar } from '../../parts/bar';
import { WhyPlanned } from './plan.documents';

export function WhyLine({ needId, organisationId }: { readonly needId: string; readonly organisationId: string }) {
  const { t, language } = useWords('federation');
  const answer = useAnswer(WhyPlanned, { needId, organisationId });
  return (
    <AnswerStates answer={answer}>
      {({ explainMatch }) =>
        explainMatch ? (
          <div className="why stack">
            <ul className="row" aria-label={t('plan.gates')}>
              {explainMatch.explanation.gates.map(({ gate, passed }) => (
                <li key={gate} className={`tag ${passed ? 'pine' : 'persimmon'}`}>
                  <span aria-hidden="true">{passed ? '✓' : '✗'}</span>
                  {t(`gate.${gate}`)}
                </li>
              ))}
            </ul>
            <dl className="worth">
              {explainMatch.explanation.criteria.map(({ criterion, share, value, weight }) => (
                <div key={criterion}>
                  <dt>{t(`criterion.${criterion}`)}</dt>
                  <dd>
                    <Bar percent={value / 100} />
                    <span className="bar-text">
                      {t('plan.share', {
                        ...{ share: formatNumber(share, language), weight: formatNumber(weight, language) },
                      })}
                    </span>
                  </dd>
                </div>
              ))}
            </dl>
          </div>
        ) : (
          <p className="soft">{t('plan.noReasons')}</p>
        )
      }
    </AnswerStates>
  );
}
