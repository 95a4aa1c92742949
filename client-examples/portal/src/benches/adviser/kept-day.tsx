/** Promises the visits of the day without a network: as they were read last, each begun, or gone on with, by one tap. */
import { useNavigate } from 'react-router-dom';
import Button from 'antd/es/button';
import { useWords } from '../../language/language';
import { formatMoment } from '../../parts/format';
import { Notice } from '../../parts/notices';
import { DaysLeft } from './days-left';
import { useBeginVisit } from './use-begin-visit';
import type { KeptDay, KeptVisit } from './use-kept-day';
import { useOutbox } from './use-outbox';

export function KeptDayList({ day, onRetry }: { readonly day: KeptDay; readonly onRetry: () => void }) {
  const { t, language } = useWords('adviser');
  return (
    <>
      <Notice
        kind="told"
        action={
          <button type="button" className="quiet-button" onClick={onRetry}>
            {t('offline.again')}
          </button>
        }
      >
        {t('offline.day', { time: formatMoment(day.begunAt, language) })}
      </Notice>
      {day.visits.length === 0 && <div className="empty">{t('offline.nothing')}</div>}
      <ul className="stack">
        {day.visits.map((visit) => (
          <KeptCard key={visit.id} visit={visit} />
        ))}
      </ul>
    </>
  );
}

function KeptCard({ visit }: { readonly visit: KeptVisit }) {
  const { t } = useWords('adviser');
  const navigate = useNavigate();
  const begin = useBeginVisit();
  const draft = useOutbox().drafts.find(({ obligationIds }) => obligationIds.includes(visit.id));
  const { trigger, placeName, householdId, foundPersonId } = visit;
  return (
    <li className="card stack owed" data-kept-visit={visit.id}>
      <div className="row">
        <h2>{t(`visitTrigger.${trigger}`)}</h2>
        <DaysLeft dueOn={visit.dueOn} />
      </div>
      <p className="soft">{placeName}</p>
      <div className="row">
        {draft ? (
          <>
            <Button onClick={() => void navigate(`/adviser/visit/${draft.id}`)}>
              {draft.state === 'waiting' ? t('offline.look') : t('outbox.goOn')}
            </Button>
            <span className="tag">{t(`outbox.state.${draft.state}`)}</span>
          </>
        ) : (
          <Button
            type="primary"
            onClick={() => begin({ obligationIds: [visit.id], trigger, placeName, householdId, foundPersonId })}
          >
            {t('today.begin')}
          </Button>
        )}
      </div>
    </li>
  );
}
