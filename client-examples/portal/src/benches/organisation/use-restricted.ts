/**
 * Promises the restricted needs that were referred to this organisation by name: that there are some is known without a word of them; what
 * they are is read when a person wants to, since each reading is written down.
 */
import { useCallback, useState } from 'react';
import { client, faultOf, type Fault } from '../../graphql/client';
import { useWords } from '../../language/language';
import { announce } from '../../parts/announcer';
import { RestrictedNeeds, type RestrictedNeedsQuery } from './feed.documents';
import { isRestrictedArrival, type Entry, type FeedEventOf } from './open-needs';

export interface RestrictedOfOrganisation {
  /** What was read; undefined before, and once it was put away. */
  readonly entries: readonly Entry[] | undefined;
  /** It was read and put away: how many there are is what was left then. */
  readonly isHidden: boolean;
  /** How many were referred since anything was read. */
  readonly arrived: number;
  /** Something happened to what was read. */
  readonly isOld: boolean;
  readonly isReading: boolean;
  readonly fault: Fault | undefined;
  readonly read: () => Promise<void>;
  readonly hide: () => void;
  readonly forget: (needId: string) => void;
  /** Events that tell of needs without a word. */
  readonly heard: (events: readonly FeedEventOf[]) => void;
}

const nothing = { entries: undefined, isHidden: false, arrived: 0, isOld: false, isReading: false, fault: undefined };
type State = Pick<RestrictedOfOrganisation, keyof typeof nothing>;

export function useRestricted(organisationId: string): RestrictedOfOrganisation {
  const { t } = useWords('organisation');
  const [state, setState] = useState<State>(nothing);
  const read = useCallback(async () => {
    setState((old) => ({ ...old, isReading: true, fault: undefined }));
    const { data, error } = await client
      .query<RestrictedNeedsQuery>(RestrictedNeeds, { organisationId }, { requestPolicy: 'network-only' })
      .toPromise();
    const edges = data?.needsForOrganisation?.edges;
    if (error || !edges) {
      const fault: Fault = error ? faultOf(error) : { code: 'NOT_FOUND' };
      return setState((old) => ({ ...old, isReading: false, fault }));
    }
    const entries = edges.flatMap(({ node: { need, score } }) =>
      need ? [{ need, score, isNew: false, isGone: false }] : [],
    );
    setState({ ...nothing, entries });
    announce(t('restricted.read'));
  }, [organisationId, t]);
  const hide = useCallback(
    () => setState((old) => ({ ...nothing, isHidden: true, arrived: (old.entries?.length ?? 0) + old.arrived })),
    [],
  );
  const forget = useCallback(
    (needId: string) =>
      setState((old) => ({ ...old, entries: old.entries?.filter((entry) => entry.need.id !== needId) })),
    [],
  );
  const heard = useCallback(
    (events: readonly FeedEventOf[]) => {
      const arrived = new Set(events.filter(isRestrictedArrival).map((event) => event.needId)).size;
      if (arrived > 0) announce(t('restricted.arrived'));
      setState((old) => {
        const isTold = events.some(({ needId }) => old.entries?.some((entry) => entry.need.id === needId));
        if (arrived === 0 && !isTold) return old;
        return { ...old, arrived: old.arrived + arrived, isOld: old.isOld || isTold };
      });
    },
    [t],
  );
  return { ...state, read, hide, forget, heard };
}
