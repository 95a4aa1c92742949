/** Promises what this device still holds: begun, waiting, or given back, each to go on with, to send or to delete. */
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import Button from 'antd/es/button';
import { said, useWords } from '../../language/language';
import { formatMoment } from '../../parts/format';
import { keptDays, rememberedHours } from '../../parts/kept';
import { Notice } from '../../parts/notices';
import { Question } from '../../parts/question';
import { useRelease } from '../../parts/release';
import { discard, put, send } from './outbox';
import { useOutbox } from './use-outbox';
import type { VisitDraft } from './visit-draft';

export function OutboxPage() {
  const { t } = useWords('adviser');
  const { drafts } = useOutbox();
  const { isKept } = useRelease();
  const [doomed, setDoomed] = useState<VisitDraft>();
  return (
    <>
      <p className="soft">{t('outbox.whatIsKept', { days: keptDays })}</p>
      {isKept && <p className="soft">{t('offline.ready', { hours: rememberedHours })}</p>}
      {drafts.length === 0 ? (
        <div className="empty">
          <strong>{t('outbox.empty')}</strong>
          {t('outbox.emptyHint')}
        </div>
      ) : (
        <ul className="stack">
          {drafts.map((draft) => (
            <Kept key={draft.id} draft={draft} onDelete={() => setDoomed(draft)} />
          ))}
        </ul>
      )}
      <Question
        open={doomed !== undefined}
        title={t('outbox.deleteTitle')}
        yes={t('outbox.delete')}
        isDanger
        onYes={() => {
          if (doomed) void discard(doomed);
          setDoomed(undefined);
        }}
        onNo={() => setDoomed(undefined)}
      >
        <p>{t('outbox.deleteText')}</p>
      </Question>
    </>
  );
}

function Kept({ draft, onDelete }: { readonly draft: VisitDraft; readonly onDelete: () => void }) {
  const { t, language } = useWords('adviser');
  const navigate = useNavigate();
  const { isSending } = useOutbox();
  // Another visit has settled it: the record is worth keeping all the same.
  const asDailyVisit = async () => {
    await put({ ...draft, obligationIds: [], state: 'waiting', refusal: undefined }).catch(() => undefined);
    await send();
  };
  return (
    <li className={`card stack kept ${draft.state}`}>
      <div className="row">
        <h2>{draft.trigger ? t(`visitTrigger.${draft.trigger}`) : t('visit.daily')}</h2>
        <span className="tag">{t(`outbox.state.${draft.state}`)}</span>
        <span className="soft">
          {draft.placeName} · {formatMoment(draft.visitedAt, language)}
          {draft.photoIds.length > 0 && ` · ${t('visit.photoCount', { count: draft.photoIds.length })}`}
        </span>
      </div>
      {draft.refusal && <Notice kind="refused">{said(draft.refusal)}</Notice>}
      <div className="row">
        {draft.state === 'waiting' ? (
          <Button type="primary" loading={isSending} onClick={() => void send()}>
            {t('outbox.sendNow')}
          </Button>
        ) : (
          <Button type="primary" onClick={() => void navigate(`/adviser/visit/${draft.id}`)}>
            {t('outbox.goOn')}
          </Button>
        )}
        {draft.state === 'refused' && draft.obligationIds.length > 0 && draft.householdId && (
          <Button onClick={() => void asDailyVisit()}>{t('outbox.asDaily')}</Button>
        )}
        {!draft.isTried && <Button onClick={onDelete}>{t('outbox.delete')}</Button>}
      </div>
    </li>
  );
}
