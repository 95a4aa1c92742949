/** Promises that lines of the plan are accepted together or one by one, asked first, and that lines that changed meanwhile are told. */
import { useState } from 'react';
import Button from 'antd/es/button';
import { useWords } from '../../language/language';
import { announce } from '../../parts/announcer';
import { Notice, OutcomeNotice } from '../../parts/notices';
import { Question } from '../../parts/question';
import { useCommand } from '../../parts/use-command';
import { AcceptPlan, type AcceptPlanMutation } from './plan.documents';
import type { PlanOfPage } from './read';

type Accepted = Extract<AcceptPlanMutation['acceptPlan'], { __typename: 'PlanAcceptance' }>['lines'];

export interface AcceptingProps {
  readonly plan: PlanOfPage;
  readonly chosen: readonly string[];
  readonly onAccepted: (lines: Accepted) => void;
  readonly onStale: () => void;
}

export function Accepting({ plan, chosen, onAccepted, onStale }: AcceptingProps) {
  const { t } = useWords('federation');
  const command = useCommand(AcceptPlan);
  const [asked, setAsked] = useState<'chosen' | 'all'>();
  const [accepted, setAccepted] = useState<Accepted>();
  const accept = async () => {
    const needIds = asked === 'chosen' ? [...chosen] : undefined;
    const planVersion = plan.version;
    const ended = await command.run((acceptanceId) => ({ input: { acceptanceId, planVersion, needIds } }));
    setAsked(undefined);
    if (ended.kind !== 'done') return;
    const { lines } = ended.answer;
    setAccepted(lines);
    announce(t('plan.acceptedAloud'));
    onAccepted(lines);
  };
  const { outcome } = command;
  const isStale = outcome?.kind === 'refused' && outcome.refusal.__typename === 'PlanIsStale';
  const count = asked === 'chosen' ? chosen.length : plan.needsPlanned;
  return (
    <div className="stack">
      <div className="row accepting">
        <Button type="primary" disabled={chosen.length === 0} onClick={() => setAsked('chosen')}>
          {t('plan.acceptChosen', { count: chosen.length })}
        </Button>
        <Button disabled={plan.needsPlanned === 0} onClick={() => setAsked('all')}>
          {t('plan.acceptAll', { count: plan.needsPlanned })}
        </Button>
      </div>
      {accepted && <AcceptedNotice lines={accepted} />}
      <OutcomeNotice
        outcome={outcome}
        // With the new plan the notice goes: it is shown to whoever has read this.
        action={
          isStale && (
            <button type="button" className="quiet-button" onClick={onStale}>
              {t('plan.show')}
            </button>
          )
        }
      />
      {asked && (
        <Question
          open
          title={t('plan.acceptTitle', { count })}
          yes={t('plan.accept')}
          isRunning={command.isRunning}
          onYes={() => void accept()}
          onNo={() => setAsked(undefined)}
        >
          <p>{t('plan.acceptText')}</p>
        </Question>
      )}
    </div>
  );
}

function AcceptedNotice({ lines }: { readonly lines: Accepted }) {
  const { t } = useWords('federation');
  const withOutcome = (wanted: Accepted[number]['outcome']) => lines.filter(({ outcome }) => outcome === wanted).length;
  const changed = withOutcome('LINE_CHANGED');
  return (
    <>
      <Notice kind="done">{t('plan.accepted', { offered: withOutcome('OFFERED'), all: lines.length })}</Notice>
      {changed > 0 && <Notice kind="told">{t('plan.acceptedChanged', { count: changed })}</Notice>}
    </>
  );
}
