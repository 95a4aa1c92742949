/** Promises a household at a glance, without saying who it is. */
import { useWords } from '../../language/language';
import type { HouseholdAtAGlanceFragment } from './today.documents';

export function HouseholdLine({ household }: { readonly household: HouseholdAtAGlanceFragment }) {
  const { t } = useWords('adviser');
  return (
    <ul className="row glance">
      <li className="tag">{t(`lowIncomeCategory.${household.lowIncomeCategory}`)}</li>
      {household.situations.map((situation) => (
        <li key={situation} className="tag">
          {t(`situation.${situation}`)}
        </li>
      ))}
      <li className="tag">{t('members', { count: household.members.length })}</li>
    </ul>
  );
}
