/** Promises whether the plan serves all alike: the served part of each street, community or situation, the fairest plan beside it, and its price. */
import { useState } from 'react';
import Button from 'antd/es/button';
import { useWords } from '../../language/language';
import { Chart } from '../../parts/chart';
import { Tiles } from '../../parts/choices';
import { formatNumber } from '../../parts/format';
import { FaultNotice } from '../../parts/notices';
import { useLongAnswer } from '../../parts/use-long-answer';
import { FairnessOfPlan, type FairnessOfPlanQuery, type FairnessOfPlanQueryVariables } from './plan.documents';

type Basis = FairnessOfPlanQueryVariables['by'];
type Found = FairnessOfPlanQuery['planFairness'];
type Group = Found['groups'][number];

const bases: readonly Basis[] = ['STREET', 'COMMUNITY', 'SITUATION'];
/** As many as a person looks at; the least served stand first. */
const shownMaximum = 20;

export function PlanFairness() {
  const { t } = useWords('federation');
  const [by, setBy] = useState<Basis>('STREET');
  const { state, ask, giveUp } = useLongAnswer(FairnessOfPlan);
  return (
    <section className="card stack" aria-labelledby="plan-fairness">
      <h2 id="plan-fairness">{t('fair.title')}</h2>
      <p className="soft">{t('fair.hint')}</p>
      <Tiles
        legend={t('fair.by')}
        value={by}
        isDisabled={state.phase === 'asking'}
        options={bases.map((value) => ({ value, label: t(`fair.basis.${value}`) }))}
        onChange={setBy}
      />
      {state.phase === 'asking' ? (
        <div className="row long-work" role="status">
          <progress aria-label={t('fair.asking')} />
          <span>{t('fair.seconds', { seconds: state.seconds })}</span>
          <button type="button" className="quiet-button" onClick={giveUp}>
            {t('fair.stop')}
          </button>
        </div>
      ) : (
        <Button className="start" onClick={() => ask({ by })}>
          {t(state.phase === 'ready' ? 'fair.again' : 'fair.ask')}
        </Button>
      )}
      {state.phase === 'failed' && <FaultNotice fault={state.fault} onRetry={() => ask({ by })} />}
      {state.phase === 'ready' && <Shares found={state.answer.planFairness} />}
    </section>
  );
}

const partOf = ({ needs, served }: Group) => served / needs;
const fairPartOf = ({ needs, servedFairly }: Group) => servedFairly / needs;

function Shares({ found }: { readonly found: Found }) {
  const { t, language } = useWords('federation');
  const groups = found.groups.filter(({ needs }) => needs > 0).sort((a, b) => partOf(a) - partOf(b));
  const shown = groups.slice(0, shownMaximum);
  const [least] = groups;
  if (!least) return <p className="soft">{t('fair.nothing')}</p>;
  const name = ({ area, group }: Group) => area?.name ?? (/^[A-Z]/.test(group) ? t(`fair.situation.${group}`) : group);
  const said = (part: number, needs: number) =>
    t('fair.of', { part: formatNumber(part, language), needs: formatNumber(needs, language) });
  const price = t(found.price > 0 ? 'fair.price' : 'fair.free', {
    points: formatNumber(found.price, language),
    share: formatNumber(found.priceTenThousandths / 100, language),
  });
  return (
    <div className="stack" data-fairness={groups.length}>
      <p className="large">{price}</p>
      <Chart
        title={t('fair.chart')}
        summary={`${t('fair.least', { name: name(least), said: said(least.served, least.needs) })} ${price}`}
        categoryTitle={t('fair.group')}
        categories={shown.map(name)}
        series={[
          {
            ...{ name: t('fair.now'), kind: 'bar', tone: 'amber' },
            values: shown.map((one) => partOf(one) * 100),
            texts: shown.map(({ served, needs }) => said(served, needs)),
          },
          {
            ...{ name: t('fair.fairest'), kind: 'bar', tone: 'pine' },
            values: shown.map((one) => fairPartOf(one) * 100),
            texts: shown.map(({ servedFairly, needs }) => said(servedFairly, needs)),
          },
        ]}
        format={(value) => `${formatNumber(Math.round(value), language)}%`}
        lying
        height={Math.max(9, 4 + shown.length * 2.8)}
      />
      {groups.length > shown.length && (
        <p className="soft">{t('fair.more', { count: groups.length - shown.length })}</p>
      )}
    </div>
  );
}
