/** Promises words instead of a white page when something of ours is wrong. */
import { useWords } from '../language/language';
import { BareFrame } from './frame';

export function FailurePage() {
  const { t } = useWords();
  return (
    <BareFrame>
      <div className="card stack" role="alert">
        <h1>{t('failure.title')}</h1>
        <p>{t('failure.text')}</p>
        <button className="quiet-button" type="button" onClick={() => location.reload()}>
          {t('failure.reload')}
        </button>
      </div>
    </BareFrame>
  );
}
