/** Promises what happened to a household along one line, month by month, the newest first. */
import { useWords } from '../../language/language';
import { dayOf, formatDay } from '../../parts/format';
import type { HouseholdOfMineQuery } from './household.documents';
import { groupOf, wordsOfCode } from './timeline-kinds';

export type Happened = NonNullable<HouseholdOfMineQuery['household']>['timeline']['edges'][number]['node'];

export function Timeline({ happened }: { readonly happened: readonly Happened[] }) {
  const { t, language } = useWords('adviser');
  return (
    <ol className="timeline">
      {happened.map((one, index) => {
        const words = one.code ? wordsOfCode[one.kind] : undefined;
        return (
          <li key={`${one.at} ${one.kind} ${one.subjectId ?? index}`} className={groupOf(one.kind)}>
            <time dateTime={one.at}>{formatDay(dayOf(Date.parse(one.at)), language)}</time>
            <span>
              {t(`timelineKind.${one.kind}`)}
              {words && <strong>{t(`${words}.${one.code}`)}</strong>}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
