/** Promises the list and the feed as one: read at a position, followed from it; arrivals wait for a reader who is in the middle of it. */
import { startTransition, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useWords } from '../../language/language';
import { announce } from '../../parts/announcer';
import { useFeed, type Feed } from '../../parts/use-feed';
import { useList, type List } from '../../parts/use-list';
import { OpenNeeds, OrganisationFeed, type OpenNeedsQuery, type OpenNeedsQueryVariables } from './feed.documents';
import {
  afterEvents,
  isRestrictedArrival,
  isTakeable,
  type Entry,
  type FeedEventOf,
  type OpenNeed,
} from './open-needs';

type Listed = NonNullable<OpenNeedsQuery['needsForOrganisation']>['edges'][number]['node'];

export interface OpenNeedsOfOrganisation {
  readonly list: List<Listed, OpenNeedsQuery>;
  readonly feed: Feed;
  readonly entries: readonly Entry[];
  /** How many arrived that are not shown yet. */
  readonly waiting: number;
  readonly takeable: number;
  readonly showWaiting: () => void;
  /** It is ours, or we said no: it leaves the list. */
  readonly forget: (needId: string) => void;
}

/** A reader at the top sees arrivals at once; further down the list may not move under the finger. */
const topPixels = 160;
const goneMilliseconds = 10_000;
/** More at once than this wait too: nobody can read what rushes by. */
const arrivalsAtOnce = 5;

/** What tells of a need that is new here, not of a change to one. */
const arrivalTypes = new Set(['NEED_REFERRED', 'NEED_REFERRED_DIRECTLY', 'NEED_OFFERED', 'NEED_OPENED']);

export function useOpenNeeds(
  organisationId: string,
  onArrived: (count: number) => void,
  onRestricted: (events: readonly FeedEventOf[]) => void,
): OpenNeedsOfOrganisation {
  const { t } = useWords('organisation');
  const variables = useMemo(() => ({ organisationId }), [organisationId]);
  const list = useList<Listed, OpenNeedsQuery, OpenNeedsQueryVariables>(
    OpenNeeds,
    variables,
    (answer) => answer.needsForOrganisation,
  );
  const [entries, setEntries] = useState<readonly Entry[]>([]);
  const [waiting, setWaiting] = useState<readonly FeedEventOf[]>([]);

  const shown = useRef(0);
  useEffect(() => {
    // A first page replaces what stood there, a further one is added to it.
    const fresh = list.items.slice(list.items.length > shown.current ? shown.current : 0);
    const isNext = list.items.length > shown.current && shown.current > 0;
    shown.current = list.items.length;
    const listed = fresh.flatMap(({ need, score }) => (need ? [{ need, score, isNew: false, isGone: false }] : []));
    setEntries((old) => {
      const known = new Set(isNext ? old.map((entry) => entry.need.id) : []);
      return isNext ? [...old, ...listed.filter((entry) => !known.has(entry.need.id))] : listed;
    });
    if (!isNext) setWaiting([]);
  }, [list.items]);

  const onEvents = useCallback(
    (events: readonly FeedEventOf[]) => {
      const arrivals = events.filter((event) => event.need !== null);
      const isCalm = window.scrollY < topPixels && arrivals.length <= arrivalsAtOnce;
      // Drawing gives way to whatever the reader does.
      startTransition(() => {
        setEntries((old) => afterEvents(old, isCalm ? events : ofKnown(old, events)));
        if (!isCalm && arrivals.length > 0) setWaiting((old) => [...old, ...arrivals]);
      });
      onArrived(countNewHere(events));
      onRestricted(events.filter((event) => event.need === null));
      const last = events.findLast((event) => event.type === 'NEED_REFERRED' && event.need)?.need;
      if (last)
        announce(t('feed.arrived', { kind: t(`serviceKind.${last.serviceKind}`), area: last.area?.name ?? '' }));
    },
    [t, onArrived, onRestricted],
  );
  const feed = useFeed(OrganisationFeed, variables, list.first?.feedPosition, onEvents);

  useGoing(entries, setEntries);

  const showWaiting = useCallback(() => {
    window.scrollTo({ top: 0 });
    startTransition(() => {
      setEntries((old) => afterEvents(old, waiting));
      setWaiting([]);
    });
  }, [waiting]);
  const forget = useCallback(
    (needId: string) => setEntries((old) => old.filter((entry) => entry.need.id !== needId)),
    [],
  );
  const fresh = useMemo(() => newOnes(waiting, entries), [waiting, entries]);
  const takeable = entries.reduce((sum, entry) => sum + (entry.isGone ? 0 : 1), 0);
  return { list, feed, entries, waiting: fresh, takeable, showWaiting, forget };
}

/** What is gone stays a while where it was, so that nothing moves under a finger. */
function useGoing(
  entries: readonly Entry[],
  setEntries: (change: (old: readonly Entry[]) => readonly Entry[]) => void,
): void {
  useEffect(() => {
    if (!entries.some((entry) => entry.isGone)) return;
    const timer = window.setTimeout(() => setEntries((old) => old.filter((entry) => !entry.isGone)), goneMilliseconds);
    return () => window.clearTimeout(timer);
  }, [entries, setEntries]);
}

function ofKnown(entries: readonly Entry[], events: readonly FeedEventOf[]): readonly FeedEventOf[] {
  const known = new Set(entries.map((entry) => entry.need.id));
  return events.filter(({ need, needId }) => known.has(need?.id ?? needId ?? ''));
}

function newOnes(events: readonly FeedEventOf[], entries: readonly Entry[]): number {
  const known = new Set(entries.map((entry) => entry.need.id));
  const ids = events.flatMap(({ need }: { need?: OpenNeed | null }) => (need && !known.has(need.id) ? [need.id] : []));
  return new Set(ids).size;
}

function countNewHere(events: readonly FeedEventOf[]): number {
  const ids = events.flatMap((event) => {
    const { type, need } = event;
    if (isRestrictedArrival(event)) return [event.needId ?? ''];
    return need && arrivalTypes.has(type) && isTakeable(need) ? [need.id] : [];
  });
  return new Set(ids).size;
}
