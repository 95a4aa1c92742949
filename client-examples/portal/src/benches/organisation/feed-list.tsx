/** Promises a list of any length of which only what is in sight is drawn. */
import { useLayoutEffect, useRef, useState } from 'react';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useWords } from '../../language/language';
import { NeedCard } from './need-card';
import type { OpenNeed } from './open-needs';
import type { OpenNeedsOfOrganisation } from './use-open-needs';

export interface FeedListProps {
  readonly open: OpenNeedsOfOrganisation;
  readonly organisationId: string;
  readonly claimingId: string | undefined;
  readonly onClaim: (need: OpenNeed) => void;
  readonly onDecline: (need: OpenNeed) => void;
}

export function FeedList({ open, organisationId, claimingId, onClaim, onDecline }: FeedListProps) {
  const { t } = useWords('organisation');
  const place = useRef<HTMLDivElement>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  // What stands above may grow and shrink.
  useLayoutEffect(() => setScrollMargin(place.current?.offsetTop ?? 0), [open]);
  const virtual = useWindowVirtualizer({
    count: open.entries.length,
    estimateSize: () => 190,
    overscan: 4,
    scrollMargin,
    getItemKey: (index) => open.entries[index]!.need.id,
  });
  return (
    <>
      {open.waiting > 0 && (
        <button type="button" className="fresh" onClick={open.showWaiting}>
          {t('feed.fresh', { count: open.waiting })}
        </button>
      )}
      <div
        ref={place}
        role="feed"
        aria-label={t('feed.title')}
        style={{ position: 'relative', height: virtual.getTotalSize() }}
      >
        {virtual.getVirtualItems().map((item) => {
          const entry = open.entries[item.index]!;
          return (
            <div
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              className="feed-slot"
              style={{ transform: `translateY(${item.start - scrollMargin}px)` }}
            >
              <NeedCard
                entry={entry}
                organisationId={organisationId}
                isClaiming={claimingId === entry.need.id}
                onClaim={onClaim}
                onDecline={onDecline}
              />
            </div>
          );
        })}
      </div>
    </>
  );
}
