/** Promises whether the plan serves all alike: the served part of each street, community or situation, the fairest plan beside it, and its price. */
import { useState } from 'react';
import Button from 'antd/es/button';
import { useWords } from '../../language/language';
import { Tiles } from '../../parts/choices';
import { FaultNotice } from '../../parts/notices';
import { fairnessBases, PlanFairnessChart, type FairnessBasis } from '../../parts/plan-fairness';
import { FairnessOfPlan } from '../../parts/plan-fairness.documents';
import { useLongAnswer } from '../../parts/use-long-answer';

export function PlanFairness() {
  const { t } = useWords('federation');
  const [by, setBy] = useState<FairnessBasis>('STREET');
  const { state, ask, giveUp } = useLongAnswer(FairnessOfPlan);
  return (
    <section className="card stack" aria-labelledby="plan-fairness">
      <h2 id="plan-fairness">{t('fair.title')}</h2>
      <p className="soft">{t('fair.hint')}</p>
      <Tiles
        legend={t('fair.by')}
        value={by}
        isDisabled={state.phase === 'asking'}
        options={fairnessBases.map((value) => ({ value, label: t(`fair.basis.${value}`) }))}
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
      {state.phase === 'ready' && (
        <PlanFairnessChart
          title={t('fair.chart')}
          found={state.answer.planFairness}
          situationName={(situation) => t(`fair.situation.${situation}`)}
        />
      )}
    </section>
  );
}
