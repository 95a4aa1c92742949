/** Promises how much time is left, in whole days and in words: today, so many days, so many days late. */
import { serverNow } from '../../graphql/server-time';
import { useWords } from '../../language/language';
import { daysBetween } from '../../parts/days';
import { dayOf, formatDay } from '../../parts/format';

export function DaysLeft({ dueOn }: { readonly dueOn: string }) {
  const { t, language } = useWords('adviser');
  const days = daysBetween(dayOf(serverNow()), dueOn);
  const words =
    days < 0 ? t('due.late', { count: -days }) : days === 0 ? t('due.today') : t('due.left', { count: days });
  return (
    <span className={`days ${days < 0 ? 'late' : days <= 1 ? 'soon' : ''}`} title={formatDay(dueOn, language)}>
      {words}
    </span>
  );
}
