/** Promises how much time is left, as a pill that turns warm in the last hour; the seconds are shown and never spoken. */
import { useEffect, useRef } from 'react';
import { useWords } from '../language/language';
import { announce } from './announcer';
import { formatMoment, timeLeft } from './format';
import './parts.css';
import { useServerNow } from './use-server-now';

const hourMilliseconds = 3_600_000;
const tenMinutesMilliseconds = 600_000;

export interface TimeLeftProps {
  readonly until: string;
  /** What is said aloud once an hour is left, once ten minutes are, and once it is over; with {{left}}. */
  readonly aloud: (left: string) => string;
}

export function TimeLeft({ until, aloud }: TimeLeftProps) {
  const { t, language } = useWords();
  const end = Date.parse(until);
  const left = end - useServerNow();
  const stage = left <= 0 ? 'over' : left < tenMinutesMilliseconds ? 'soon' : left < hourMilliseconds ? 'warm' : 'calm';
  const told = useRef(stage);
  const words = useLeft(left);
  useEffect(() => {
    if (told.current === stage) return;
    told.current = stage;
    if (stage !== 'calm') announce(aloud(words));
  }, [stage, words, aloud]);
  const isWarm = stage !== 'calm';
  return (
    <time
      role="timer"
      className={`tag time-left ${isWarm ? 'persimmon' : 'pine'}`}
      dateTime={until}
      title={t('time.until', { time: formatMoment(until, language) })}
    >
      <span aria-hidden="true">{isWarm ? '◔' : '○'}</span>
      {stage === 'over' ? t('time.over') : t('time.left', { left: words })}
    </time>
  );
}

/** The two largest units; seconds only within the last hour. */
function useLeft(milliseconds: number): string {
  const { t } = useWords();
  const { days, hours, minutes, seconds } = timeLeft(milliseconds);
  if (days > 0) return t('time.daysHours', { days, hours });
  if (hours > 0) return t('time.hoursMinutes', { hours, minutes });
  return t('time.minutesSeconds', { minutes, seconds });
}
