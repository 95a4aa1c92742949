/** Promises a household on one page: what it is, what happened to it in order, what the law gives it, and its contact card; no name. */
import { useMemo } from 'react';
import { Link, useParams } from 'react-router-dom';
import Button from 'antd/es/button';
import { useWords } from '../../language/language';
import { dayOf, formatDay } from '../../parts/format';
import { ListStates } from '../../parts/list-states';
import { useList } from '../../parts/use-list';
import { useUrlFilters } from '../../parts/use-url-filters';
import { CareCases } from './care-cases';
import { ContactCard } from './contact-card';
import {
  HouseholdOfMine,
  type HouseholdOfMineQuery,
  type HouseholdOfMineQueryVariables,
  type TimelineKind,
} from './household.documents';
import { HouseholdLine } from './household-line';
import { Screening } from './screening';
import { Timeline, type Happened } from './timeline';
import { kindsOfGroup, timelineGroups } from './timeline-kinds';
import { useBeginVisit } from './use-begin-visit';
import { WhoIsIt } from './who-is-it';
import type { HouseholdRead } from './read';

const filters = { kind: timelineGroups } as const;
export function HouseholdPage() {
  const { t } = useWords('adviser');
  const { id = '' } = useParams();
  const [{ kind }, choose] = useUrlFilters(filters);
  const variables = useMemo(
    () => ({ id, kinds: kind === undefined ? null : ([...kindsOfGroup[kind]] as TimelineKind[]) }),
    [id, kind],
  );
  const list = useList<Happened, HouseholdOfMineQuery, HouseholdOfMineQueryVariables>(
    HouseholdOfMine,
    variables,
    (answer) => answer.household?.timeline,
  );
  const household = list.first?.household;
  return (
    <>
      {household && <Head household={household} onChanged={list.refresh} />}
      <section className="stack">
        <h2>{t('timeline.title')}</h2>
        <div className="chips" role="group" aria-label={t('timeline.filter')}>
          {timelineGroups.map((group) => (
            <button
              key={group}
              type="button"
              className="quiet-button"
              aria-pressed={kind === group}
              onClick={() => choose('kind', kind === group ? undefined : group)}
            >
              {t(`timeline.group.${group}`)}
            </button>
          ))}
        </div>
        <ListStates list={list} empty={t('timeline.empty')}>
          <Timeline happened={list.items} />
        </ListStates>
      </section>
    </>
  );
}

function Head({ household, onChanged }: { readonly household: HouseholdRead; readonly onChanged: () => void }) {
  const { t, language } = useWords('adviser');
  const begin = useBeginVisit();
  const to = encodeURIComponent(household.id);
  const placeName = household.area?.name ?? household.areaCode;
  return (
    <>
      <section className="card stack">
        <div className="row">
          <h2>{placeName}</h2>
          {household.warningLevel && (
            <span className={`tag level ${household.warningLevel.toLowerCase()}`}>
              {t('household.warned', { level: t(`warningLevel.${household.warningLevel}`) })}
            </span>
          )}
          <span className="soft">
            {t('household.since', { day: formatDay(dayOf(Date.parse(household.registeredAt)), language) })}
          </span>
        </div>
        <HouseholdLine household={household} />
        <ul className="row soft">
          {household.members.map((member) => (
            <li key={member.id}>{`${t(`relation.${member.relation}`)} ${t(`ageBand.${member.ageBand}`)}`}</li>
          ))}
        </ul>
        <WhoIsIt householdId={household.id} reason={t('who.forHelp')} />
        <div className="row">
          <Button type="primary" onClick={() => begin({ householdId: household.id, obligationIds: [], placeName })}>
            {t('household.visit')}
          </Button>
          <Link className="quiet-link" to={`/adviser/intake/${to}`}>
            {t('household.need')}
          </Link>
          <Link className="quiet-link" to={`/adviser/intake/${to}?kind=MICRO_WISH`}>
            {t('household.wish')}
          </Link>
        </div>
      </section>
      <ContactCard household={household} onIssued={onChanged} />
      <CareCases household={household} />
      <Screening household={household} onBegun={onChanged} />
    </>
  );
}
