/** Promises what the feed shows after each event: what can be taken, best first, what is new on top, what is gone marked, not moved. */
import type { FeedNeedFragment, OrganisationFeedSubscription } from './feed.documents';

export type OpenNeed = FeedNeedFragment;
export type FeedEventOf = OrganisationFeedSubscription['organisationFeed'];

export interface Entry {
  readonly need: OpenNeed;
  /** 0 to 10,000; unknown for what has just arrived. */
  readonly score: number | undefined;
  readonly isNew: boolean;
  /** Taken by somebody else, or not ours to see any more. */
  readonly isGone: boolean;
}

const takeable = new Set(['PUBLISHED', 'PARTIALLY_CLAIMED', 'OFFERED', 'RESTRICTED']);

/** Whether this organisation could take it now. */
export function isTakeable(need: OpenNeed): boolean {
  if (!takeable.has(need.status) || need.quantityRemaining === 0) return false;
  return need.status !== 'OFFERED' || need.offer?.status === 'OFFERED';
}

/** A need that was referred by name and is told without a word: whoever opens it is written down. */
export function isRestrictedArrival({ type, need }: FeedEventOf): boolean {
  return type === 'NEED_REFERRED_DIRECTLY' && need === null;
}

/** The entries after some events. What has just arrived goes to the top, the latest first. */
export function afterEvents(entries: readonly Entry[], events: readonly FeedEventOf[]): readonly Entry[] {
  const arrived = new Map<string, Entry>();
  const changed = new Map<string, OpenNeed | undefined>();
  const known = new Set(entries.map((entry) => entry.need.id));
  for (const { need, needId } of events) {
    const id = need?.id ?? needId;
    if (!id) continue;
    const open = need && isTakeable(need) ? need : undefined;
    if (known.has(id)) changed.set(id, open);
    else if (open) {
      arrived.delete(id);
      arrived.set(id, { need: open, score: undefined, isNew: true, isGone: false });
    } else arrived.delete(id);
  }
  if (arrived.size === 0 && changed.size === 0) return entries;
  const kept = entries.map((entry) => {
    if (!changed.has(entry.need.id)) return entry;
    const open = changed.get(entry.need.id);
    return open ? { ...entry, need: open, isGone: false } : { ...entry, isGone: true };
  });
  return [...[...arrived.values()].reverse(), ...kept];
}

/** What else could be taken, best first: for whoever came a moment too late. */
export function nextBest(entries: readonly Entry[], but: string, count: number): readonly Entry[] {
  const urgency = { EMERGENCY: 3, URGENT: 2, ROUTINE: 1 };
  return entries
    .filter((entry) => !entry.isGone && entry.need.id !== but)
    .map((entry, index) => ({ entry, index }))
    .sort(
      (a, b) =>
        urgency[b.entry.need.urgency] - urgency[a.entry.need.urgency] ||
        (b.entry.score ?? 0) - (a.entry.score ?? 0) ||
        a.index - b.index,
    )
    .slice(0, count)
    .map(({ entry }) => entry);
}
