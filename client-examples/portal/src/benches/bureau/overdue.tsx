/** Promises the duties by law whose day is over, the oldest first, with how long ago it was. */
import { useWords } from '../../language/language';
import { formatDay } from '../../parts/format';
import type { BureauOverviewQuery } from './figures.documents';

export interface OverdueProps {
  readonly obligations: BureauOverviewQuery['obligations'];
  readonly today: string;
}

export function Overdue({ obligations, today }: OverdueProps) {
  const { t, language } = useWords('bureau');
  const rows = obligations.edges.map(({ node }) => node);
  const since = (day: string) => Math.round((Date.parse(today) - Date.parse(day)) / 86_400_000);
  return (
    <section className="card stack" aria-labelledby="overdue">
      <h2 id="overdue">
        {t('overdue.title')}{' '}
        <span className={`tag ${rows.length > 0 ? 'persimmon' : 'pine'}`}>
          {count(rows.length, obligations.pageInfo.hasNextPage)}
        </span>
      </h2>
      {rows.length === 0 ? (
        <p className="soft">{t('overdue.none')}</p>
      ) : (
        <ul className="plain-list">
          {rows.map((one) => (
            <li key={one.id}>
              <strong>{t(`obligationRule.${one.rule}`)}</strong>
              <span className="soft">
                {t('overdue.since', { day: formatDay(one.dueOn, language), count: since(one.dueOn) })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const count = (shown: number, hasMore: boolean) => (hasMore ? `${shown}+` : String(shown));
