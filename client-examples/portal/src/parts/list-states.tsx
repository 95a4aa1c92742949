/** Promises that every list shows how it stands: on its way, empty, failed, older than it should be, and that there is more. */
import type { ReactNode } from 'react';
import { useWords } from '../language/language';
import { FaultNotice, Notice } from './notices';
import type { List } from './use-list';

export interface ListStatesProps {
  readonly list: Pick<
    List<unknown, unknown>,
    'phase' | 'items' | 'hasMore' | 'isLoadingMore' | 'isStale' | 'fault' | 'more' | 'refresh'
  >;
  /** What to say, and to do, when there is nothing. */
  readonly empty: ReactNode;
  readonly children: ReactNode;
}

export function ListStates({ list, empty, children }: ListStatesProps) {
  const { t } = useWords();
  if (list.phase === 'loading')
    return (
      <div className="waiting" role="status" aria-label={t('list.loading')}>
        <i />
        <i />
        <i />
      </div>
    );
  if (list.phase === 'failed')
    return <FaultNotice fault={list.fault ?? { code: 'UNREACHABLE' }} onRetry={list.refresh} />;
  return (
    <div className="stack">
      {list.isStale && (
        <Notice
          kind="failed"
          action={
            <button className="quiet-button" type="button" onClick={list.refresh}>
              {t('again')}
            </button>
          }
        >
          {t('list.stale')}
        </Notice>
      )}
      {list.items.length === 0 ? <div className="empty">{empty}</div> : children}
      {list.hasMore && (
        <button className="quiet-button" type="button" disabled={list.isLoadingMore} onClick={list.more}>
          {list.isLoadingMore ? t('list.loading') : t('list.more')}
        </button>
      )}
    </div>
  );
}
