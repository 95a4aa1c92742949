/** Promises what is to be done today: late first, then what is due, revisits and warnings, as a list and on the map, live. */
import { useMemo } from 'react';
import { useNavigate } from 'react-router-dom';
import { serverNow } from '../../graphql/server-time';
import { useWords } from '../../language/language';
import { ListStates } from '../../parts/list-states';
import { LiveLine } from '../../parts/live-line';
import { useUrlFilters } from '../../parts/use-url-filters';
import { useSession } from '../../session/session';
import { put } from './outbox';
import type { OwedVisit } from './owed';
import { RevisitCard } from './revisit-card';
import { useArea } from './use-area';
import { useToday } from './use-today';
import { VisitCard } from './visit-card';
import { beginVisit, type Beginning } from './visit-draft';
import { WarningCard } from './warning-card';

const filters = { show: ['late', 'due', 'revisits', 'warnings'] } as const;

/** Begins a visit: it is on the device before the form opens. */
export function useBeginVisit(): (beginning: Omit<Beginning, 'accountId'>) => void {
  const session = useSession();
  const navigate = useNavigate();
  return (beginning) => {
    if (session.phase !== 'signed-in') return;
    const draft = beginVisit({ ...beginning, accountId: session.account.id }, serverNow());
    // A device that keeps nothing says so above the form.
    void put(draft)
      .catch(() => undefined)
      .then(() => navigate(`/adviser/visit/${draft.id}`));
  };
}

export function TodayPage() {
  const { t } = useWords('adviser');
  const today = useToday(useArea());
  const { list, revisits, warnings } = today;
  return (
    <>
      <div className="row">
        <LiveLine feed={today.visitFeed} onReadAgain={list.refresh} />
        <span className="soft">{list.first?.area?.name}</span>
      </div>
      <Tallies today={today} />
      <ListStates
        list={{ ...list, items: [...list.items, ...revisits, ...warnings] }}
        empty={
          <>
            <strong>{t('today.empty')}</strong>
            {t('today.emptyHint')}
          </>
        }
      >
        <Tasks today={today} />
      </ListStates>
    </>
  );
}

type TodayRead = ReturnType<typeof useToday>;

const isLate = (visit: OwedVisit) => visit.state === 'OVERDUE';

/** How much there is of each kind; one tap shows only that. */
function Tallies({ today: { list, revisits, warnings } }: { readonly today: TodayRead }) {
  const { t } = useWords('adviser');
  const [{ show }, choose] = useUrlFilters(filters);
  const late = list.items.filter(isLate).length;
  const counts = { late, due: list.items.length - late, revisits: revisits.length, warnings: warnings.length };
  return (
    <div className="tallies" role="group" aria-label={t('today.filter')}>
      {filters.show.map((name) => (
        <button
          key={name}
          type="button"
          className={`tally ${name}`}
          aria-pressed={show === name}
          onClick={() => choose('show', show === name ? undefined : name)}
        >
          <strong>{counts[name]}</strong>
          {t(`today.tally.${name}`)}
        </button>
      ))}
    </div>
  );
}

function Tasks({ today }: { readonly today: TodayRead }) {
  const { list, revisits, warnings } = today;
  const [{ show }] = useUrlFilters(filters);
  const begin = useBeginVisit();
  const placeOf = usePlaces(list.first?.area);
  const isShown = (name: (typeof filters.show)[number]) => show === undefined || show === name;
  const start = (visit: OwedVisit) =>
    begin({
      householdId: visit.household?.id,
      foundPersonId: visit.household ? undefined : visit.foundPerson?.id,
      ...{ obligationIds: [visit.id], trigger: visit.trigger, placeName: placeOf(visit.areaCode) },
    });
  return (
    <ul className="stack">
      {list.items
        .filter((visit) => isShown(isLate(visit) ? 'late' : 'due'))
        .map((visit) => (
          <VisitCard key={visit.id} visit={visit} placeName={placeOf(visit.areaCode)} onBegin={() => start(visit)} />
        ))}
      {isShown('revisits') &&
        revisits.map((revisit) => (
          <RevisitCard
            key={revisit.id}
            revisit={revisit}
            placeName={placeOf(revisit.areaCode)}
            onDone={() => today.forgetRevisit(revisit.id)}
          />
        ))}
      {isShown('warnings') &&
        warnings.map((warning) => (
          <WarningCard
            key={warning.id}
            warning={warning}
            placeName={warning.household ? placeOf(warning.household.areaCode) : ''}
            onTakenUp={() => today.takenUp(warning.id)}
          />
        ))}
    </ul>
  );
}

type AreaRead = NonNullable<NonNullable<TodayRead['list']['first']>['area']>;

/** The name of a place by its code: that of the smallest area known around it. */
function usePlaces(area: AreaRead | null | undefined): (code: string) => string {
  return useMemo(() => {
    const known = [...(area?.children.edges.map((edge) => edge.node) ?? []), ...(area ? [area] : [])];
    return (code) => known.find((one) => code.startsWith(one.code))?.name ?? code;
  }, [area]);
}
