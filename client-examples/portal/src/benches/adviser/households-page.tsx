/** Promises the households of one's area, by what they are and where, never by name. */
import { useMemo } from 'react';
import { Link } from 'react-router-dom';
import { useWords } from '../../language/language';
import { ListStates } from '../../parts/list-states';
import { useList } from '../../parts/use-list';
import {
  HouseholdsOfArea,
  type HouseholdsOfAreaQuery,
  type HouseholdsOfAreaQueryVariables,
} from './household.documents';
import { HouseholdLine } from './household-line';
import { HouseholdSearch } from './household-search';
import { useArea } from './use-area';

type Listed = HouseholdsOfAreaQuery['households']['edges'][number]['node'];

export function HouseholdsPage() {
  const { t } = useWords('adviser');
  const areaCode = useArea();
  const variables = useMemo(() => ({ areaCode }), [areaCode]);
  const list = useList<Listed, HouseholdsOfAreaQuery, HouseholdsOfAreaQueryVariables>(
    HouseholdsOfArea,
    variables,
    (answer) => answer.households,
  );
  return (
    <>
      <HouseholdSearch />
      <p>
        <Link className="quiet-link" to="/adviser/register">
          {t('register.begin')}
        </Link>
      </p>
      <ListStates list={list} empty={t('household.nobody')}>
        <ul className="stack">
          {list.items.map((household) => (
            <li key={household.id} className="card stack household-row">
              <div className="row">
                <Link className="quiet-link" to={`/adviser/household/${encodeURIComponent(household.id)}`}>
                  {household.area?.name ?? household.areaCode}
                </Link>
                {household.warningLevel && (
                  <span className={`tag level ${household.warningLevel.toLowerCase()}`}>
                    {t('household.warned', { level: t(`warningLevel.${household.warningLevel}`) })}
                  </span>
                )}
              </div>
              <HouseholdLine household={household} />
            </li>
          ))}
        </ul>
      </ListStates>
    </>
  );
}
