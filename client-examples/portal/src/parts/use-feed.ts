/** Promises a live feed that misses nothing: it comes back by itself after the last event heard, and says what came while it was away. */
import { useEffect, useRef, useState } from 'react';
import { follow, type FeedEvent } from '../../../follow/follow';
import type { Document } from '../graphql/document';
import { serverNow } from '../graphql/server-time';
import { accessToken } from '../session/session';

export interface FeedState {
  readonly phase: 'connecting' | 'live' | 'away' | 'ended';
  /** Since when nothing is heard, by the clock of this device. */
  readonly awaySince: number | undefined;
  /** How many events came late, because the line was away; until it is said that they were seen. */
  readonly missed: number;
  /** Why it ended for good: CURSOR_EXPIRED means read the list again. */
  readonly endedBecause: string | undefined;
}

export interface Feed extends FeedState {
  /** The reader has seen what was missed. */
  readonly seen: () => void;
}

type Dated = FeedEvent & { readonly at?: string };

/** Events are handed on together: a thousand at once are drawn a few times, not a thousand times. */
const togetherMilliseconds = 100;
const togetherMaximum = 100;
const pauseMilliseconds = 16;

const begun: FeedState = { phase: 'connecting', awaySince: undefined, missed: 0, endedBecause: undefined };

/**
 * Follows a subscription with `$after`. Begins when `after` is known: read it with the list that is shown (`feedPosition`), so that
 * nothing falls in between. `onEvents` gets the events in order, each once.
 */
export function useFeed<Result extends object, Variables>(
  document: Document<Result, Variables>,
  variables: Omit<Variables, 'after'>,
  after: string | undefined,
  onEvents: (events: readonly NonNullable<Result[keyof Result]>[], missed: number) => void,
): Feed {
  type Event = NonNullable<Result[keyof Result]> & Dated;
  const [state, setState] = useState<FeedState>(begun);
  const hand = useRef(onEvents);
  useEffect(() => {
    hand.current = onEvents;
  });
  const key = JSON.stringify(variables);

  useEffect(() => {
    if (after === undefined) return;
    const late = lateness();
    let isLeft = false;
    const change = (part: (old: FeedState) => Partial<FeedState>) => {
      if (!isLeft) setState((old) => (old.phase === 'ended' ? old : { ...old, ...part(old) }));
    };
    const gathered = gather<Event>((events) => {
      const missed = events.filter(late.isLate).length;
      if (missed > 0) setState((old) => ({ ...old, missed: old.missed + missed }));
      hand.current(events, missed);
    });
    const following = follow<Event>({
      ...{ query: document, variables: JSON.parse(key) as Record<string, unknown>, after },
      url: () => `${location.origin.replace(/^http/, 'ws')}/graphql`,
      token: async () => (await accessToken()) ?? '',
      // A person waits in front of it: it comes back within seconds.
      retryWait: (attempt) => 150 + Math.random() * Math.min(5_000, 150 * 2 ** attempt),
      on: {
        connected: () => {
          late.connected();
          change(() => ({ phase: 'live', awaySince: undefined }));
        },
        closed: () => {
          late.closed();
          change((old) => ({ phase: 'away', awaySince: old.awaySince ?? Date.now() }));
        },
      },
      onEvent: gathered.add,
      onEnd: ({ code }) => change(() => ({ phase: 'ended', endedBecause: code })),
    });
    return () => {
      isLeft = true;
      gathered.stop();
      setState(begun);
      void following.stop();
    };
  }, [document, key, after]);

  return { ...state, seen: () => setState((old) => ({ ...old, missed: 0 })) };
}

/** Tells which events happened before the line was back; the first connection of all has missed nothing. */
function lateness() {
  let connectedAt: number | undefined;
  let wasAway = false;
  return {
    connected: () => {
      connectedAt = serverNow();
    },
    closed: () => {
      wasAway = true;
    },
    isLate: ({ at }: Dated) => wasAway && at !== undefined && connectedAt !== undefined && Date.parse(at) < connectedAt,
  };
}

/** Hands events on together, in order, so many at a time that a page can draw them. */
function gather<Event>(handOn: (events: readonly Event[]) => void) {
  const waiting: Event[] = [];
  let timer: number | undefined;
  const some = () => {
    timer = undefined;
    handOn(waiting.splice(0, togetherMaximum));
    if (waiting.length > 0) timer = window.setTimeout(some, pauseMilliseconds);
  };
  return {
    add: (event: Event) => {
      waiting.push(event);
      timer ??= window.setTimeout(some, togetherMilliseconds);
    },
    stop: () => {
      window.clearTimeout(timer);
      waiting.length = 0;
    },
  };
}
