/** Promises the board and the feed as one: read at a position, moved by each event and by what one does oneself. */
import { useCallback, useMemo } from 'react';
import { useWords } from '../../language/language';
import { announce } from '../../parts/announcer';
import { useFeed, type Feed } from '../../parts/use-feed';
import { useList, type List } from '../../parts/use-list';
import { Board, BoardFeed, type BoardQuery, type BoardQueryVariables } from './board.documents';
import { afterEvents, isUnread, lanesOf, withClaim, type BoardClaim, type BoardEvent, type LaneName } from './lanes';

export interface BoardOfOrganisation {
  readonly list: List<BoardClaim, BoardQuery>;
  readonly feed: Feed;
  readonly lanes: Record<LaneName, readonly BoardClaim[]>;
  /** A claim as a command answered it. */
  readonly put: (claim: BoardClaim) => void;
}

export function useBoard(organisationId: string): BoardOfOrganisation {
  const { t } = useWords('organisation');
  const variables = useMemo(() => ({ organisationId }), [organisationId]);
  const list = useList<BoardClaim, BoardQuery, BoardQueryVariables>(Board, variables, (answer) => answer.claims);
  const { edit, items, first, refresh } = list;
  const onEvents = useCallback(
    (events: readonly BoardEvent[]) => {
      edit((claims) => afterEvents(claims, events, organisationId));
      if (events.some((event) => isUnread(items, event, organisationId))) refresh();
      const last = events.findLast(({ claim }) => claim?.organisation.id === organisationId)?.claim;
      if (last?.need)
        announce(
          t('board.moved', {
            kind: t(`serviceKind.${last.need.serviceKind}`),
            status: t(`claimStatus.${last.status}`),
          }),
        );
    },
    [edit, items, refresh, organisationId, t],
  );
  const feed = useFeed(BoardFeed, variables, first?.feedPosition, onEvents);
  const lanes = useMemo(
    () => lanesOf([...items, ...(first?.ended.edges.map((edge) => edge.node) ?? [])]),
    [items, first],
  );
  const put = useCallback((claim: BoardClaim) => edit((claims) => withClaim(claims, claim)), [edit]);
  return { list, feed, lanes, put };
}
