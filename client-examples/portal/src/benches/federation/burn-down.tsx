/** Promises how the budget of a project is used: planned against spent and reserved over time, or side by side when all moved on one day. */
import { useMemo } from 'react';
import { useWords } from '../../language/language';
import { Chart } from '../../parts/chart';
import { dayOf, formatDay, formatFen, formatNumber, formatShortDay } from '../../parts/format';
import { today } from '../../parts/today';
import { BudgetBar } from './budget-bar';
import { evenFenOn, noonOf, onlyDayOf, pointsOf } from './burn-points';
import type { ProjectOfPage } from './read';

export function BurnDown({ project }: { readonly project: ProjectOfPage }) {
  const { t, language } = useWords('federation');
  const { progress } = project;
  const onlyDay = onlyDayOf(project.days ?? []);
  const summary = t('project.burnDownSummary', {
    spent: formatFen(progress.spentFen, language),
    reserved: formatFen(progress.reservedFen, language),
    left: formatFen(progress.budgetLeftFen, language),
    end: formatDay(project.endsOn, language),
  });
  return (
    <section className="card stack">
      {onlyDay === undefined ? (
        <OverTime project={project} summary={summary} />
      ) : (
        <OnOneDay project={project} summary={summary} day={onlyDay} />
      )}
      <BudgetBar budgetFen={project.budgetFen} progress={progress} />
    </section>
  );
}

interface PictureProps {
  readonly project: ProjectOfPage;
  readonly summary: string;
}

function OverTime({ project, summary }: PictureProps) {
  const { t, language } = useWords('federation');
  const now = today();
  const points = useMemo(() => pointsOf(project.days ?? [], project, now), [project, now]);
  const line = (name: 'raisedFen' | 'reservedFen' | 'spentFen') => ({
    name: t(`sum.${name}`),
    kind: 'line' as const,
    stepped: true,
    values: points.map(({ sums }) => (sums ? Number(sums[name]) : null)),
    texts: points.map(({ sums }) => (sums ? formatFen(sums[name], language) : '—')),
  });
  const isWithin = now > points[0]!.day && now < points.at(-1)!.day;
  return (
    <Chart
      title={t('project.burnDown')}
      summary={summary}
      categoryTitle={t('project.day')}
      categories={points.map(({ day }) => formatDay(day, language))}
      times={points.map(({ time }) => time)}
      formatTime={(milliseconds) => formatShortDay(dayOf(milliseconds), language)}
      moments={isWithin ? [{ name: t('project.today'), time: noonOf(now) }] : []}
      series={[
        { ...line('spentFen'), tone: 'persimmon', filled: true, stack: 'used' },
        { ...line('reservedFen'), tone: 'amber', filled: true, stack: 'used' },
        { ...line('raisedFen'), tone: 'pine' },
        {
          ...{ name: t('project.even'), kind: 'line', dashed: true, tone: 'sky' },
          values: points.map(({ evenFen }) => Number(evenFen)),
          texts: points.map(({ evenFen }) => formatFen(evenFen, language)),
        },
      ]}
      mark={{ name: t('sum.budgetFen'), value: Number(project.budgetFen) }}
      format={(fen) => `¥${formatNumber(Math.round(fen / 100), language)}`}
      height={20}
    />
  );
}

/** There is no course to draw: what was planned until today, and what there is, stand side by side. */
function OnOneDay({ project, summary, day }: PictureProps & { readonly day: string }) {
  const { t, language } = useWords('federation');
  const { progress } = project;
  const rows = [
    [t('sum.budgetFen'), project.budgetFen],
    [t('sum.raisedFen'), progress.raisedFen],
    [t('project.evenToday'), evenFenOn(today(), project)],
    [t('sum.spentFen'), progress.spentFen],
    [t('sum.reservedFen'), progress.reservedFen],
  ] as const;
  return (
    <>
      <Chart
        title={t('project.burnDown')}
        summary={summary}
        categoryTitle={t('project.what')}
        categories={rows.map(([name]) => name)}
        series={[
          {
            ...{ name: t('project.amount'), kind: 'bar', tone: 'pine' },
            values: rows.map(([, fen]) => Number(fen)),
            texts: rows.map(([, fen]) => formatFen(fen, language)),
          },
        ]}
        format={(fen) => `¥${formatNumber(Math.round(fen / 100), language)}`}
        lying
        height={13}
      />
      <p className="soft">{t('project.oneDay', { day: formatDay(day, language) })}</p>
    </>
  );
}
