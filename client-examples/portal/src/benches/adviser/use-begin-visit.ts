/** Promises that a visit is on the device before its form opens. */
import { useNavigate } from 'react-router-dom';
import { serverNow } from '../../graphql/server-time';
import { useSession } from '../../session/session';
import { put } from './outbox';
import { beginVisit, type Beginning } from './visit-draft';

export function useBeginVisit(): (beginning: Omit<Beginning, 'accountId'>) => void {
  const session = useSession();
  const navigate = useNavigate();
  return (beginning) => {
    if (session.phase !== 'signed-in') return;
    const draft = beginVisit({ ...beginning, accountId: session.account.id }, serverNow());
    // A device that keeps nothing says so above the form.
    void put(draft)
      .catch(() => undefined)
      .then(() => navigate(`/adviser/visit/${draft.id}`));
  };
}
