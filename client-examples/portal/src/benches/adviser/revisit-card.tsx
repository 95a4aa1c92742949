/** Promises one revisit that is due: what it found and how satisfied the household is, in two taps. */
import { useState } from 'react';
import Button from 'antd/es/button';
import { useWords } from '../../language/language';
import { announce } from '../../parts/announcer';
import { Tiles } from '../../parts/choices';
import { OutcomeNotice } from '../../parts/notices';
import { Question } from '../../parts/question';
import { useCommand } from '../../parts/use-command';
import { DaysLeft } from './days-left';
import { HouseholdLine } from './household-line';
import type { OwedRevisit } from './owed';
import { CompleteRevisit, type RevisitOutcome, type Satisfaction } from './today.documents';

const outcomes: readonly RevisitOutcome[] = ['NEED_MET', 'NEED_REMAINS', 'NOT_REACHED'];
const satisfactions: readonly Satisfaction[] = ['SATISFIED', 'PARTLY_SATISFIED', 'NOT_SATISFIED'];

export interface RevisitCardProps {
  readonly revisit: OwedRevisit;
  readonly placeName: string;
  readonly onDone: () => void;
}

export function RevisitCard({ revisit, placeName, onDone }: RevisitCardProps) {
  const { t } = useWords('adviser');
  const [isAsked, setAsked] = useState(false);
  const command = useCommand(CompleteRevisit);
  const complete = async (outcome: RevisitOutcome, satisfaction: Satisfaction | undefined) => {
    const { kind } = await command.run((commandId) => ({
      input: { commandId, revisitId: revisit.id, outcome, satisfaction },
    }));
    setAsked(false);
    if (kind !== 'done') return;
    announce(t('revisit.done'));
    onDone();
  };
  return (
    <li className="card stack owed revisit" data-revisit={revisit.id}>
      <div className="row">
        <h2>{t(`revisitOccasion.${revisit.occasion}`)}</h2>
        <DaysLeft dueOn={revisit.dueOn} />
      </div>
      <p className="soft">
        {placeName}
        {revisit.need && ` · ${t(`serviceKind.${revisit.need.serviceKind}`)}`}
      </p>
      {revisit.household && <HouseholdLine household={revisit.household} />}
      <OutcomeNotice outcome={command.outcome} />
      <div>
        <Button type="primary" onClick={() => setAsked(true)}>
          {t('revisit.begin')}
        </Button>
      </div>
      {isAsked && (
        <WhatItFound
          isRunning={command.isRunning}
          onSave={(outcome, satisfaction) => void complete(outcome, satisfaction)}
          onClose={() => setAsked(false)}
        />
      )}
    </li>
  );
}

interface WhatItFoundProps {
  readonly isRunning: boolean;
  readonly onSave: (outcome: RevisitOutcome, satisfaction: Satisfaction | undefined) => void;
  readonly onClose: () => void;
}

/** Nobody is asked how satisfied somebody is who was not met. */
function WhatItFound({ isRunning, onSave, onClose }: WhatItFoundProps) {
  const { t } = useWords('adviser');
  const [outcome, setOutcome] = useState<RevisitOutcome>();
  const [satisfaction, setSatisfaction] = useState<Satisfaction>();
  const isMet = outcome !== undefined && outcome !== 'NOT_REACHED';
  return (
    <Question
      open
      title={t('revisit.title')}
      yes={t('revisit.save')}
      isRunning={isRunning}
      canSayYes={outcome === 'NOT_REACHED' || (isMet && satisfaction !== undefined)}
      onYes={() => outcome && onSave(outcome, isMet ? satisfaction : undefined)}
      onNo={onClose}
    >
      <Tiles
        legend={t('revisit.outcome')}
        options={outcomes.map((value) => ({ value, label: t(`revisitOutcome.${value}`) }))}
        value={outcome}
        onChange={setOutcome}
      />
      {isMet && (
        <Tiles
          legend={t('revisit.satisfaction')}
          options={satisfactions.map((value) => ({ value, label: t(`satisfaction.${value}`) }))}
          value={satisfaction}
          onChange={setSatisfaction}
        />
      )}
    </Question>
  );
}
