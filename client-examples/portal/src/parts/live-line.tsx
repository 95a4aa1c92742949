/** Promises that the reader knows whether the page hears what happens, and what came while it did not. */
import { useWords } from '../language/language';
import type { Feed } from './use-feed';
import './parts.css';

export function LiveLine({ feed, onReadAgain }: { readonly feed: Feed; readonly onReadAgain: () => void }) {
  const { t } = useWords();
  return (
    <p className="row live-line" role="status">
      <span className={`dot ${feed.phase}`} aria-hidden="true" />
      <span data-phase={feed.phase}>{t(`live.${feed.phase}`)}</span>
      {feed.missed > 0 && (
        <button type="button" className="quiet-button" onClick={feed.seen}>
          {t('live.missed', { count: feed.missed })}
        </button>
      )}
      {feed.phase === 'ended' && (
        <button type="button" className="quiet-button" onClick={onReadAgain}>
          {t('again')}
        </button>
      )}
    </p>
  );
}
