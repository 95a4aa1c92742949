/** Promises what is to be done today: late first, then what is due, revisits and warnings, as a list and on the map, live. */
import { useState } from 'react';
import { useWords } from '../../language/language';
import { ListStates } from '../../parts/list-states';
import { LiveLine } from '../../parts/live-line';
import { useUrlFilters } from '../../parts/use-url-filters';
import { KeptDayList } from './kept-day';
import type { OwedVisit } from './owed';
import { RevisitCard } from './revisit-card';
import { TodayMap } from './today-map';
import { useArea } from './use-area';
import { useBeginVisit } from './use-begin-visit';
import { useKeptDay, usePlaces } from './use-kept-day';
import { useToday } from './use-today';
import { VisitCard } from './visit-card';
import { WarningCard } from './warning-card';
import type { TodayRead } from './use-today';

const filters = { show: ['late', 'due', 'revisits', 'warnings'] } as const;

export function TodayPage() {
  const { t } = useWords('adviser');
  const areaCode = useArea();
  const today = useToday(areaCode);
  const { list, revisits, warnings } = today;
  const [place, setPlace] = useState<string>();
  const kept = useKeptDay(areaCode, list);
  if (kept) return <KeptDayList day={kept} onRetry={list.refresh} />;
  return (
    <>
      <div className="row">
        <LiveLine feed={today.visitFeed} onReadAgain={list.refresh} />
        <span className="soft">{list.first?.area?.name}</span>
      </div>
      <Tallies today={today} />
      <TodayMap today={today} chosen={place} onChoose={setPlace} />
      <ListStates
        list={{ ...list, items: [...list.items, ...revisits, ...warnings] }}
        empty={
          <>
            <strong>{t('today.empty')}</strong>
            {t('today.emptyHint')}
          </>
        }
      >
        <Tasks today={today} place={place} />
      </ListStates>
    </>
  );
}

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

function Tasks({ today, place }: { readonly today: TodayRead; readonly place: string | undefined }) {
  const { list, revisits, warnings } = today;
  const isThere = (code: string | undefined) => place === undefined || code?.startsWith(place) === true;
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
        .filter((visit) => isShown(isLate(visit) ? 'late' : 'due') && isThere(visit.areaCode))
        .map((visit) => (
          <VisitCard key={visit.id} visit={visit} placeName={placeOf(visit.areaCode)} onBegin={() => start(visit)} />
        ))}
      {isShown('revisits') &&
        revisits
          .filter(({ areaCode }) => isThere(areaCode))
          .map((revisit) => (
            <RevisitCard
              key={revisit.id}
              revisit={revisit}
              placeName={placeOf(revisit.areaCode)}
              onDone={() => today.forgetRevisit(revisit.id)}
            />
          ))}
      {isShown('warnings') &&
        warnings
          .filter(({ household }) => isThere(household?.areaCode))
          .map((warning) => (
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
