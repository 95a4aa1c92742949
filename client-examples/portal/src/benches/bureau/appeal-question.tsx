/** Promises a decision on an appeal with its reason: rejected, or upheld with the figure that is right. */
import { useState } from 'react';
import { useWords } from '../../language/language';
import { Question } from '../../parts/question';
import type { ListedResultFragment } from './evaluation.documents';

export interface Decided {
  readonly outcome: 'UPHELD' | 'REJECTED';
  readonly decision: string;
  readonly corrections: readonly { readonly line: number; readonly value: string }[];
}

export interface AppealQuestionProps {
  readonly result: ListedResultFragment;
  readonly isRunning: boolean;
  readonly onDecide: (decided: Decided) => void;
  readonly onNo: () => void;
}

export function AppealQuestion({ result, isRunning, onDecide, onNo }: AppealQuestionProps) {
  const { t } = useWords('bureau');
  const [outcome, setOutcome] = useState<Decided['outcome']>('REJECTED');
  const [decision, setDecision] = useState('');
  const [line, setLine] = useState(firstLine);
  const [value, setValue] = useState('');
  const isUpheld = outcome === 'UPHELD';
  return (
    <Question
      open
      title={t('evaluation.askAppeal', { name: result.subjectName })}
      yes={t('evaluation.decide')}
      isRunning={isRunning}
      canSayYes={decision.trim() !== '' && (!isUpheld || /^\d+$/.test(value))}
      onYes={() => onDecide({ outcome, decision: decision.trim(), corrections: isUpheld ? [{ line, value }] : [] })}
      onNo={onNo}
    >
      <p>{result.appeal?.reason}</p>
      <label className="field">
        <span>{t('evaluation.outcome')}</span>
        <select
          name="outcome"
          value={outcome}
          onChange={(event) => setOutcome(event.currentTarget.value as Decided['outcome'])}
        >
          <option value="REJECTED">{t('appealStatus.REJECTED')}</option>
          <option value="UPHELD">{t('appealStatus.UPHELD')}</option>
        </select>
      </label>
      {isUpheld && <Correction result={result} line={line} value={value} onLine={setLine} onValue={setValue} />}
      <label className="field">
        <span>{t('evaluation.reason')}</span>
        <textarea
          name="decision"
          rows={3}
          maxLength={500}
          value={decision}
          onChange={(event) => setDecision(event.currentTarget.value)}
        />
      </label>
    </Question>
  );
}

interface CorrectionProps {
  readonly result: ListedResultFragment;
  readonly line: number;
  readonly value: string;
  readonly onLine: (line: number) => void;
  readonly onValue: (value: string) => void;
}

/** Which figure was wrong, and the right one. */
function Correction({ result, line, value, onLine, onValue }: CorrectionProps) {
  const { t, language } = useWords('bureau');
  return (
    <>
      <label className="field">
        <span>{t('evaluation.line')}</span>
        <select name="line" value={line} onChange={(event) => onLine(Number(event.currentTarget.value))}>
          {(result.lines ?? []).map((one, index) => (
            <option key={index} value={index + firstLine}>
              {language === 'en' ? one.explanationEn : one.explanationZh}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>{t('evaluation.rightValue')}</span>
        <input
          name="value"
          inputMode="numeric"
          value={value}
          onChange={(event) => onValue(event.currentTarget.value)}
        />
      </label>
    </>
  );
}

/** Lines are counted from nought, as in the scheme. */
const firstLine = 0;
