/** Promises one's day as it stands: read at a position, and every new trigger, settled visit and warning arrives by itself. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useWords } from '../../language/language';
import { announce } from '../../parts/announcer';
import { useFeed } from '../../parts/use-feed';
import { useList } from '../../parts/use-list';
import {
  visitsAfter,
  warningsAfter,
  type OwedRevisit,
  type OwedVisit,
  type StandingWarning,
  type VisitEvent,
  type WarningEvent,
} from './owed';
import { Today, VisitChanges, WarningChanges, type TodayQuery, type TodayQueryVariables } from './today.documents';

const nodesOf = <Node>(connection: { readonly edges: readonly { readonly node: Node }[] } | undefined): Node[] =>
  connection?.edges.map((edge) => edge.node) ?? [];

export function useToday(areaCode: string) {
  const { t } = useWords('adviser');
  const variables = useMemo(() => ({ areaCode }), [areaCode]);
  const list = useList<OwedVisit, TodayQuery, TodayQueryVariables>(
    Today,
    variables,
    (answer) => answer.visitObligations,
  );
  const [revisits, setRevisits] = useState<readonly OwedRevisit[]>([]);
  const [warnings, setWarnings] = useState<readonly StandingWarning[]>([]);
  const { first, edit, refresh } = list;
  useEffect(() => {
    setRevisits([...nodesOf(first?.revisitsOverdue), ...nodesOf(first?.revisitsDue)]);
    setWarnings(nodesOf(first?.warnings));
  }, [first]);

  const onVisits = useCallback(
    (events: readonly VisitEvent[]) => {
      edit((visits) => visitsAfter(visits, events));
      // Many of a file at once are told as one step without each of them.
      if (events.some((event) => event.step === 'MANY_ASSIGNED')) refresh();
      const last = events.findLast((event) => event.step === 'ASSIGNED' && event.obligation);
      if (last?.obligation) announce(t('today.arrived', { trigger: t(`visitTrigger.${last.obligation.trigger}`) }));
    },
    [edit, refresh, t],
  );
  const onWarnings = useCallback((events: readonly WarningEvent[]) => {
    setWarnings((old) => warningsAfter(old, events));
  }, []);
  const visitFeed = useFeed(VisitChanges, variables, first?.feedPosition, onVisits);
  const warningFeed = useFeed(WarningChanges, variables, first?.feedPosition, onWarnings);

  const forgetRevisit = useCallback(
    (id: string) => setRevisits((old) => old.filter((revisit) => revisit.id !== id)),
    [],
  );
  const takenUp = useCallback(
    (id: string) =>
      setWarnings((old) => old.map((one) => (one.id === id ? { ...one, state: 'ACKNOWLEDGED' as const } : one))),
    [],
  );
  return { list, revisits, warnings, visitFeed, warningFeed, forgetRevisit, takenUp };
}

export type TodayRead = ReturnType<typeof useToday>;
