/** Promises one line of the plan: what is needed where, whom the plan asks and why, whom first come, first served would have found. */
import { memo, useState } from 'react';
import { useWords } from '../../language/language';
import { formatNumber } from '../../parts/format';
import { UrgencyTag } from '../../parts/urgency-tag';
import { WhyLine } from './why-line';
import type { PlanLine } from './read';

export interface PlanLineCardProps {
  readonly line: PlanLine;
  readonly isChosen: boolean;
  /** What became of it when it was accepted. */
  readonly outcome: string | undefined;
  readonly onChoose: (needId: string, isOn: boolean) => void;
}

export const PlanLineCard = memo(function PlanLineCard({ line, isChosen, outcome, onChoose }: PlanLineCardProps) {
  const { t, language } = useWords('federation');
  const [isOpen, setOpen] = useState(false);
  const { firstComeOrganisation, gain, need, needId, organisation, organisationId, score, serviceKind, urgency } = line;
  const title = `${t(`serviceKind.${serviceKind}`)} · ${line.area?.name ?? line.areaCode}`;
  return (
    <li className={`card plan-line ${isChosen ? 'chosen' : ''}`} data-line={needId}>
      <label className="plan-check">
        <input
          type="checkbox"
          checked={isChosen}
          disabled={!organisation || outcome !== undefined}
          onChange={(event) => onChoose(needId, event.target.checked)}
        />
        <span className="unseen">{t('plan.choose', { line: title })}</span>
      </label>
      <div className="stack tight">
        <div className="row">
          <h3>{title}</h3>
          <UrgencyTag of={urgency}>{t(`urgency.${urgency}`)}</UrgencyTag>
          {outcome !== undefined && (
            <span className={`tag ${outcome === 'OFFERED' ? 'pine' : 'amber'}`}>{t(`lineOutcome.${outcome}`)}</span>
          )}
        </div>
        {need && <p>{need.cardText}</p>}
        <p className="row plan-who">
          {organisation ? (
            <strong>{t('plan.asks', { name: organisation.name })}</strong>
          ) : (
            <span className="soft">{t('plan.noPlace')}</span>
          )}
          {score != null && (
            <span className="soft">{t('plan.score', { score: formatNumber(Math.round(score / 100), language) })}</span>
          )}
        </p>
        <p className="soft small">
          {firstComeOrganisation ? t('plan.firstCome', { name: firstComeOrganisation.name }) : t('plan.firstComeNone')}
          {gain !== 0 && (
            <span className={gain > 0 ? 'gain' : 'loss'}>
              {' '}
              {t(gain > 0 ? 'plan.gain' : 'plan.loss', { points: formatNumber(Math.abs(gain) / 100, language) })}
            </span>
          )}
        </p>
        {organisationId && (
          <div>
            <button type="button" className="quiet-button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
              {t(isOpen ? 'plan.hideWhy' : 'plan.why')}
            </button>
            {isOpen && <WhyLine needId={needId} organisationId={organisationId} />}
          </div>
        )}
      </div>
    </li>
  );
});
