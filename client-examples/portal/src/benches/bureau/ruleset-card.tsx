/** Promises one ruleset: why it was proposed and when, its weights beside those in force, what it would change, and its approval by another person. */
import { useState } from 'react';
import { useWords } from '../../language/language';
import { formatMoment } from '../../parts/format';
import { TrialOfDraft } from './rank-moves';
import type { ListedRulesetFragment } from './rules.documents';
import { WeightBars } from './weight-bars';

const tagOf = { DRAFT: 'amber', APPROVED: 'pine', RETIRED: '' };

export interface RulesetCardProps {
  readonly ruleset: ListedRulesetFragment;
  readonly inForce: ListedRulesetFragment | null | undefined;
  /** Whether the reader proposed it: then another person approves it. */
  readonly isOwn: boolean;
  readonly onApprove: () => void;
}

export function RulesetCard({ ruleset, inForce, isOwn, onApprove }: RulesetCardProps) {
  const { t } = useWords('bureau');
  const [isTried, setTried] = useState(false);
  const { status, version, reason, weights } = ruleset;
  const bars = <WeightBars weights={weights} inForce={status === 'APPROVED' ? undefined : inForce?.weights} />;
  return (
    <article className="card stack" aria-label={version} data-status={status}>
      <h2>
        {version} <span className={`tag ${tagOf[status]}`}>{t(`rulesetStatus.${status}`)}</span>
      </h2>
      <p>{reason}</p>
      <Course ruleset={ruleset} isOwn={isOwn} />
      {status === 'RETIRED' ? (
        <details className="quiet-details">
          <summary>{t('rules.weights')}</summary>
          {bars}
        </details>
      ) : (
        bars
      )}
      {status === 'DRAFT' && (
        <div className="row">
          <button type="button" className="quiet-button" aria-expanded={isTried} onClick={() => setTried(!isTried)}>
            {t('rules.try')}
          </button>
          {isOwn ? (
            <span className="soft">{t('rules.own')}</span>
          ) : (
            <button type="button" className="quiet-button" onClick={onApprove}>
              {t('rules.approve')}
            </button>
          )}
        </div>
      )}
      {isTried && status === 'DRAFT' && <TrialOfDraft rulesetId={ruleset.id} />}
    </article>
  );
}

/** Drafted, approved, retired: each with its moment. */
function Course({ ruleset, isOwn }: Pick<RulesetCardProps, 'ruleset' | 'isOwn'>) {
  const { t, language } = useWords('bureau');
  const steps = [
    { key: isOwn ? 'proposedByYou' : 'proposed', at: ruleset.proposedAt },
    { key: 'approvedAt', at: ruleset.approvedAt },
    { key: 'retiredAt', at: ruleset.retiredAt },
  ].filter(({ at }) => at);
  return (
    <p className="course soft">
      {steps.map(({ key, at }) => (
        <span key={key}>{t(`rules.${key}`, { time: formatMoment(at!, language) })}</span>
      ))}
    </p>
  );
}
