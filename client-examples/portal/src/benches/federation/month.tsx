/** Promises a month of obligations as a table of weeks: what is due on which day, today marked, the keyboard able to go through it. */
import { useWords } from '../../language/language';
import { today } from '../../parts/today';
import { addMonths, weeksOf } from '../../parts/days';
import type { Obligation, OwedParts } from './read';

export interface MonthProps extends OwedParts {
  /** YYYY-MM. */
  readonly month: string;
  readonly obligations: readonly Obligation[];
  readonly onMonth: (month: string) => void;
}

const weekdays = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const;

export function Month({ month, obligations, names, onFulfil, onMonth }: MonthProps) {
  const { t, language } = useWords('federation');
  const title = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    ...{ year: 'numeric', month: 'long', timeZone: 'UTC' },
  }).format(new Date(`${month}-01T12:00:00Z`));
  const now = today();
  return (
    <section className="card stack" aria-label={title}>
      <MonthHead title={title} month={month} onMonth={onMonth} />
      <div className="month-scroll" tabIndex={0} role="region" aria-label={title}>
        <table className="month">
          <thead>
            <tr>
              {weekdays.map((day) => (
                <th key={day} scope="col">
                  {t(`weekday.${day}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeksOf(month).map((week) => (
              <tr key={week[0]}>
                {week.map((day) => (
                  <td key={day} className={day.startsWith(month) ? '' : 'beside'}>
                    <span className={day === now ? 'day today' : 'day'} aria-current={day === now ? 'date' : undefined}>
                      {Number(day.slice(8))}
                    </span>
                    {obligations
                      .filter(({ dueOn }) => dueOn === day)
                      .map((one) => (
                        <button
                          key={one.id}
                          type="button"
                          className={`due ${one.state.toLowerCase()}`}
                          disabled={one.fulfilledOn != null || !one.fulfilledByHand}
                          onClick={() => onFulfil(one)}
                        >
                          {t(`rule.${one.rule}`)}
                          <small>
                            {one.fulfilledOn
                              ? t(`obligationState.${one.state}`)
                              : (names.get(one.subjectId) ?? t('owed.charity'))}
                          </small>
                        </button>
                      ))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

interface MonthHeadProps extends Pick<MonthProps, 'month' | 'onMonth'> {
  readonly title: string;
}

function MonthHead({ title, month, onMonth }: MonthHeadProps) {
  const { t } = useWords('federation');
  return (
    <div className="row month-head">
      <button type="button" className="quiet-button" onClick={() => onMonth(addMonths(month, -1))}>
        <span aria-hidden="true">‹</span>
        <span className="unseen">{t('owed.monthBefore')}</span>
      </button>
      <h2 aria-live="polite">{title}</h2>
      <button type="button" className="quiet-button" onClick={() => onMonth(addMonths(month, 1))}>
        <span aria-hidden="true">›</span>
        <span className="unseen">{t('owed.monthAfter')}</span>
      </button>
    </div>
  );
}
