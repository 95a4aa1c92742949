/** Promises what stands on every page of the bench: one's area, and what waits on this device to be sent. */
import type { ComponentType } from 'react';
import { Link } from 'react-router-dom';
import { useWords } from '../../language/language';
import { Notice } from '../../parts/notices';
import { useRelease } from '../../parts/release';
import { useSession } from '../../session/session';
import './bench.css';
import { send } from './outbox';
import { InArea } from './use-area';
import { useOpenOutbox, useOutbox } from './use-outbox';

export function onTheDesk(Content: ComponentType): ComponentType {
  return function Desk() {
    useOpenOutbox();
    return (
      <div className="stack adviser">
        <ReleaseLine />
        <OutboxLine />
        <InArea>
          <Content />
        </InArea>
      </div>
    );
  };
}

/** What was written lies on the device at each tap, so that a page is drawn anew without a loss. */
function ReleaseLine() {
  const { t } = useWords('adviser');
  const { isOld } = useRelease();
  if (!isOld) return null;
  return (
    <Notice
      kind="told"
      action={
        <button type="button" className="quiet-button" onClick={() => location.reload()}>
          {t('offline.reload')}
        </button>
      }
    >
      {t('offline.newRelease')}
    </Notice>
  );
}

function OutboxLine() {
  const { t } = useWords('adviser');
  const { drafts, isSending, sent, keepsNothing } = useOutbox();
  const session = useSession();
  const isAlone = session.phase === 'signed-in' && session.isRemembered;
  const waiting = drafts.filter((draft) => draft.state === 'waiting').length;
  const refused = drafts.filter((draft) => draft.state === 'refused').length;
  if (keepsNothing && (waiting > 0 || drafts.length > 0 || sent === 0))
    return <Notice kind="failed">{t('outbox.keepsNothing')}</Notice>;
  if (refused > 0)
    return (
      <Notice kind="refused" action={<Link to="/adviser/outbox">{t('outbox.look')}</Link>}>
        {t('outbox.refused', { count: refused })}
      </Notice>
    );
  if (waiting > 0)
    return (
      <Notice
        kind="told"
        action={
          !isAlone && (
            <button type="button" className="quiet-button" disabled={isSending} onClick={() => void send()}>
              {isSending ? t('outbox.sending') : t('outbox.sendNow')}
            </button>
          )
        }
      >
        <Link to="/adviser/outbox" data-waiting={waiting}>
          {t('outbox.waiting', { count: waiting })}
        </Link>
      </Notice>
    );
  return sent > 0 ? <Notice kind="done">{t('outbox.sent', { count: sent })}</Notice> : null;
}
