/** Promises one visit that is owed: why, where, until when, and one tap to begin it. */
import { Link } from 'react-router-dom';
import Button from 'antd/es/button';
import { useWords } from '../../language/language';
import { DaysLeft } from './days-left';
import { HouseholdLine } from './household-line';
import type { OwedVisit } from './owed';

export interface VisitCardProps {
  readonly visit: OwedVisit;
  readonly placeName: string;
  readonly onBegin: () => void;
}

export function VisitCard({ visit, placeName, onBegin }: VisitCardProps) {
  const { t } = useWords('adviser');
  return (
    <li className={`card stack owed ${visit.state === 'OVERDUE' ? 'late' : ''}`} data-visit={visit.id}>
      <div className="row">
        <h2>{t(`visitTrigger.${visit.trigger}`)}</h2>
        {visit.isNew && <span className="tag pine">{t('today.isNew')}</span>}
        <DaysLeft dueOn={visit.dueOn} />
      </div>
      <p className="soft">
        {placeName}
        {visit.escalatedAt && ` · ${t('today.escalated')}`}
      </p>
      {visit.household ? <HouseholdLine household={visit.household} /> : <p>{t('today.foundPerson')}</p>}
      <div className="row">
        <Button type="primary" onClick={onBegin}>
          {t('today.begin')}
        </Button>
        {visit.household && (
          <Link className="quiet-link" to={`/adviser/household/${encodeURIComponent(visit.household.id)}`}>
            {t('today.household')}
          </Link>
        )}
      </div>
    </li>
  );
}
