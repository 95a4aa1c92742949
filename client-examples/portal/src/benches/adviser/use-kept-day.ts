/** Promises that what is owed today is known on the stairs too: by kind, day and place, sealed on the device, and nothing of who it is about. */
import { useEffect, useMemo, useState } from 'react';
import { keep, keptThing, rememberedHours, type KeptThing } from '../../parts/kept';
import type { List } from '../../parts/use-list';
import { useSession } from '../../session/session';
import type { OwedVisit } from './owed';
import type { TodayQuery, VisitTrigger } from './today.documents';

/** As much as a visit needs to be begun. */
export interface KeptVisit {
  readonly id: string;
  readonly trigger: VisitTrigger;
  readonly dueOn: string;
  readonly placeName: string;
  readonly householdId?: string;
  readonly foundPersonId?: string;
}

/** As it was read last; `begunAt` is when. */
export interface KeptDay extends KeptThing {
  readonly visits: readonly KeptVisit[];
}

type AreaRead = NonNullable<TodayQuery['area']>;

/** The name of a place by its code: that of the smallest area known around it. */
export function usePlaces(area: AreaRead | null | undefined): (code: string) => string {
  return useMemo(() => {
    const known = [...(area?.children.edges.map((edge) => edge.node) ?? []), ...(area ? [area] : [])];
    return (code) => known.find((one) => code.startsWith(one.code))?.name ?? code;
  }, [area]);
}

/** Keeps what was read; gives what was kept while nothing can be read. */
export function useKeptDay(areaCode: string, list: List<OwedVisit, TodayQuery>): KeptDay | undefined {
  const session = useSession();
  const accountId = session.phase === 'signed-in' ? session.account.id : '';
  const id = `${accountId}/${areaCode}`;
  const [kept, setKept] = useState<KeptDay>();
  const placeOf = usePlaces(list.first?.area);
  const { phase, isStale, items } = list;
  useEffect(() => {
    if (phase !== 'ready' || isStale) return;
    const visits = items.map(({ id: visitId, trigger, dueOn, areaCode: place, household, foundPerson }) => ({
      ...{ id: visitId, trigger, dueOn, placeName: placeOf(place) },
      ...{ householdId: household?.id, foundPersonId: household ? undefined : foundPerson?.id },
    }));
    const day: KeptDay = { id, accountId, begunAt: new Date().toISOString(), visits };
    // A device that keeps nothing is told of where something of worth would be lost.
    void keep('days', day).catch(() => undefined);
  }, [phase, isStale, items, placeOf, id, accountId]);
  const isNeeded = phase === 'failed' && list.fault?.code === 'UNREACHABLE';
  useEffect(() => {
    if (!isNeeded) return setKept(undefined);
    const oldest = new Date(Date.now() - rememberedHours * 3_600_000).toISOString();
    void keptThing<KeptDay>('days', id, accountId)
      .then((day) => setKept(day && day.begunAt > oldest ? day : undefined))
      .catch(() => undefined);
  }, [isNeeded, id, accountId]);
  return kept;
}
