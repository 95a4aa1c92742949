/** Promises the proof of a plan in plain words, and the plan beside first come, first served, and beside what no plan can pass. */
import { useWords } from '../../language/language';
import { formatMoment, formatNumber } from '../../parts/format';
import { Bar } from '../../parts/bar';
import type { PlanOfPage } from './read';

/** A part in hundredths, one decimal. */
function share(part: number, whole: number): number {
  return whole <= 0 ? 0 : Math.round((part / whole) * 1_000) / 10;
}

export function Certificate({ plan }: { readonly plan: PlanOfPage }) {
  const { t, language } = useWords('federation');
  const { bound, checkedAt, comparison, objective, optimal, version } = plan;
  const number = (value: number) => formatNumber(value, language);
  const better = share(bound - objective, objective);
  const rows = [
    { name: 'firstCome', value: comparison.firstComeObjective },
    { name: 'plan', value: objective },
    { name: 'bound', value: bound },
  ] as const;
  return (
    <section className="card stack" aria-labelledby="certificate">
      <div className="row">
        <h2 id="certificate">{t('plan.certificate')}</h2>
        <span className={`tag ${optimal ? 'pine' : 'amber'}`}>{t(optimal ? 'plan.best' : 'plan.nearBest')}</span>
        <span className="soft small">{t('plan.version', { version, time: formatMoment(checkedAt, language) })}</span>
      </div>
      <p className="large">{optimal ? t('plan.proved') : t('plan.provedNear', { better: number(better) })}</p>
      <dl className="worth">
        {rows.map(({ name, value }) => (
          <div key={name} className={name}>
            <dt>{t(`plan.worth.${name}`)}</dt>
            <dd>
              <Bar percent={share(value, bound)} />
              <span className="bar-text">{number(value)}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p>
        {comparison.regret > 0
          ? t('plan.regret', {
              ...{ regret: number(comparison.regret), share: number(share(comparison.regret, objective)) },
              more: number(comparison.morePlanned),
            })
          : t('plan.noRegret')}
      </p>
    </section>
  );
}
