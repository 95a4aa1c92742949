/** Promises that a page on its way says so, and that one that cannot come says that. */
import { useWords } from '../language/language';
import { FaultNotice } from '../parts/notices';
import { renew, useSession } from '../session/session';
import { BareFrame } from './frame';

export function Waiting() {
  const session = useSession();
  return (
    <BareFrame>
      {session.phase === 'unreachable' ? (
        <FaultNotice fault={{ code: 'UNREACHABLE' }} onRetry={() => void renew()} />
      ) : (
        <PageWaiting />
      )}
    </BareFrame>
  );
}

/** A page within a frame that stands already. */
export function PageWaiting() {
  const { t } = useWords();
  return (
    <div className="waiting" role="status" aria-label={t('list.loading')}>
      <i />
      <i />
    </div>
  );
}
