/** Promises that a dealing which has to be published is written down, with the day until which that is owed in sight before. */
import { useState } from 'react';
import { useWords } from '../../language/language';
import { Tiles } from '../../parts/choices';
import { formatDay } from '../../parts/format';
import { OutcomeNotice } from '../../parts/notices';
import { Question } from '../../parts/question';
import { today } from '../../parts/today';
import { useCommand } from '../../parts/use-command';
import { addDays } from '../../parts/days';
import { RecordDealing, type RecordDealingMutationVariables } from './obligations.documents';

type Rule = RecordDealingMutationVariables['input']['rule'];
const rules: readonly Rule[] = ['RELATED_PARTY_DEALING', 'MAJOR_TRANSACTION'];

/** Days after a dealing within which it is published (article 14 and 13 of the rules on disclosure, as the obligation cites them). */
const publishDays = 30;

export interface RecordDealingQuestionProps {
  readonly organisationId: string;
  readonly onClose: () => void;
  readonly onDone: (words: string) => void;
}

export function RecordDealingQuestion({ organisationId, onClose, onDone }: RecordDealingQuestionProps) {
  const { t, language } = useWords('federation');
  const command = useCommand(RecordDealing);
  const [rule, setRule] = useState<Rule>('RELATED_PARTY_DEALING');
  const [happenedOn, setDay] = useState(today());
  const record = async () => {
    const ended = await command.run((obligationId) => ({ input: { obligationId, organisationId, rule, happenedOn } }));
    if (ended.kind === 'done') onDone(t('owed.recorded', { day: formatDay(ended.answer.dueOn, language) }));
  };
  return (
    <Question
      open
      title={t('owed.recordTitle')}
      yes={t('owed.record')}
      isRunning={command.isRunning}
      onYes={() => void record()}
      onNo={onClose}
    >
      <Tiles
        legend={t('owed.recordWhat')}
        value={rule}
        options={rules.map((value) => ({ value, label: t(`owed.dealing.${value}`) }))}
        onChange={setRule}
      />
      <label className="field">
        {t('owed.happenedOn')}
        <input type="date" value={happenedOn} max={today()} required onChange={(event) => setDay(event.target.value)} />
      </label>
      {happenedOn !== '' && (
        <p className="soft">{t('owed.recordDue', { day: formatDay(addDays(happenedOn, publishDays), language) })}</p>
      )}
      <OutcomeNotice outcome={command.outcome} />
    </Question>
  );
}
