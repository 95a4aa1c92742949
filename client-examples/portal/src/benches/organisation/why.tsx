/** Promises why a need reached this organisation: every gate, and every criterion as a bar of what it gave of what it could. */
import { useEffect, useState } from 'react';
import { client, faultOf, type Fault } from '../../graphql/client';
import { useWords } from '../../language/language';
import { formatNumber } from '../../parts/format';
import { FaultNotice } from '../../parts/notices';
import { Bar } from '../../parts/bar';
import { WhyMatched, type WhyMatchedQuery } from './feed.documents';

type Explanation = NonNullable<WhyMatchedQuery['explainMatch']>['explanation'];

export function Why({ needId, organisationId }: { readonly needId: string; readonly organisationId: string }) {
  const { t } = useWords('organisation');
  const [answer, setAnswer] = useState<Explanation | 'none' | Fault>();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let isLeft = false;
    void client
      .query<WhyMatchedQuery>(WhyMatched, { needId, organisationId })
      .toPromise()
      .then(({ data, error }) => {
        if (!isLeft) setAnswer(error ? faultOf(error) : (data?.explainMatch?.explanation ?? 'none'));
      });
    return () => {
      isLeft = true;
    };
  }, [needId, organisationId, turn]);
  if (answer === undefined) return <p role="status">{t('why.loading')}</p>;
  if (answer === 'none') return <p>{t('why.none')}</p>;
  if ('code' in answer) return <FaultNotice fault={answer} onRetry={() => setTurn(turn + 1)} />;
  return <Explained explanation={answer} />;
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
