/** Promises whether the plan serves all alike: the served part of each street, community or situation, the fairest plan beside it, and its price. */
import { useState } from 'react';
import Button from 'antd/es/button';
import { useWords } from '../../language/language';
import { Tiles } from '../../parts/choices';
import { FairnessChart } from '../../parts/fairness-chart';
import { FaultNotice } from '../../parts/notices';
import { useLongAnswer } from '../../parts/use-long-answer';
import { FairnessOfPlan, type FairnessOfPlanQuery, type FairnessOfPlanQueryVariables } from './plan.documents';

type Basis = FairnessOfPlanQueryVariables['by'];

const bases: readonly Basis[] = ['STREET', 'COMMUNITY', 'SITUATION'];

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

function Shares({ found }: { readonly found: FairnessOfPlanQuery['planFairness'] }) {
  const { t } = useWords('federation');
  const name = ({ area, group }: (typeof found.groups)[number]) =>
    area?.name ?? (/^[A-Z]/.test(group) ? t(`fair.situation.${group}`) : group);
  return (
    <FairnessChart
      title={t('fair.chart')}
      priceTenThousandths={found.priceTenThousandths}
      groups={found.groups.map((one) => ({ ...one, name: name(one) }))}
    />
  );
}
