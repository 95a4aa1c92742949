/** Promises what was done under a claim, folded until somebody asks, the latest first. */
import { useWords } from '../../language/language';
import { formatDay } from '../../parts/format';
import type { BoardClaim } from './lanes';

export function Records({ records }: Pick<BoardClaim, 'records'>) {
  const { t, language } = useWords('organisation');
  if (records.length === 0) return null;
  return (
    <details className="records">
      <summary>{t('board.records', { count: records.length })}</summary>
      <ol className="stack">
        {records.toReversed().map(({ id, servedOn, minutes, note }) => (
          <li key={id}>
            <span className="soft">
              {formatDay(servedOn, language)}
              {minutes != null && ` · ${t('board.minutesCount', { count: minutes })}`}
            </span>
            <p>{note}</p>
          </li>
        ))}
      </ol>
    </details>
  );
}
