/** Promises that nobody signs out without knowing what is lost by it: what was kept on the device and not sent. */
import { useState } from 'react';
import { useWords } from '../language/language';
import { countKept } from '../parts/kept';
import { Question } from '../parts/question';
import { signOut } from '../session/session';

export function Leave({ accountId }: { readonly accountId: string }) {
  const { t } = useWords();
  const [unsent, setUnsent] = useState(0);
  const leave = async () => {
    const count = await countKept(accountId);
    if (count === 0) await signOut();
    else setUnsent(count);
  };
  return (
    <>
      <button type="button" className="quiet-button" onClick={() => void leave()}>
        {t('signOut')}
      </button>
      <Question
        open={unsent > 0}
        title={t('leave.title', { count: unsent })}
        yes={t('leave.yes')}
        isDanger
        onYes={() => void signOut()}
        onNo={() => setUnsent(0)}
      >
        <p>{t('leave.text')}</p>
      </Question>
    </>
  );
}
