/** Promises the questions that a step of a claim asks: why it is paused or given back, what was done, how much was delivered. */
import { useState } from 'react';
import { useWords } from '../../language/language';
import { Question } from '../../parts/question';
import type { HoldReason, ReleaseReason } from './board.documents';
import type { BoardClaim } from './lanes';
import { RecordQuestion } from './record-question';
import type { QuestionOfStep } from './use-steps';

const holdReasons: readonly HoldReason[] = [
  'HOUSEHOLD_AWAY',
  'AWAITING_GOODS',
  'AWAITING_STAFF',
  'AWAITING_INFORMATION',
  'OTHER',
];
const releaseReasons: readonly ReleaseReason[] = [
  'NO_CAPACITY',
  'LACK_OF_RESOURCES',
  'COULD_NOT_CONTACT',
  'MISSING_INFORMATION',
  'NOT_ELIGIBLE',
  'OUT_OF_AREA',
  'OTHER',
];

export type Asked = { readonly claim: BoardClaim; readonly step: 'hold' | 'release' | 'record' | 'report' };

export function StepQuestion({ asked, ...rest }: { readonly asked: Asked } & Omit<QuestionOfStep, 'claim'>) {
  const Content = { hold: HoldQuestion, release: ReleaseQuestion, record: RecordQuestion, report: ReportQuestion };
  const Chosen = Content[asked.step];
  return <Chosen claim={asked.claim} {...rest} />;
}

function HoldQuestion({ claim, steps, onClose }: QuestionOfStep) {
  const { t } = useWords('organisation');
  const [reason, setReason] = useState<HoldReason>('HOUSEHOLD_AWAY');
  return (
    <Question
      open
      title={t('board.holdTitle')}
      yes={t('board.hold')}
      isRunning={steps.running === claim.id}
      onYes={() => void steps.hold(claim, reason).then(onClose)}
      onNo={onClose}
    >
      <Reasons value={reason} values={holdReasons} words="holdReason" onChange={setReason} />
    </Question>
  );
}

function ReleaseQuestion({ claim, steps, onClose }: QuestionOfStep) {
  const { t } = useWords('organisation');
  const [reason, setReason] = useState<ReleaseReason>('NO_CAPACITY');
  const [note, setNote] = useState('');
  return (
    <Question
      open
      title={t('board.releaseTitle')}
      yes={t('board.release')}
      isDanger
      isRunning={steps.running === claim.id}
      onYes={() => void steps.release(claim, reason, note).then(onClose)}
      onNo={onClose}
    >
      <p>{t('board.releaseText')}</p>
      <Reasons value={reason} values={releaseReasons} words="rejection" onChange={setReason} />
      <label className="field">
        {t('board.note')}
        <textarea rows={2} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
      </label>
    </Question>
  );
}

function ReportQuestion({ claim, steps, onClose }: QuestionOfStep) {
  const { t } = useWords('organisation');
  const [quantity, setQuantity] = useState(String(claim.quantity));
  const count = Number(quantity);
  const unit = claim.need?.quantityUnit ?? '';
  return (
    <Question
      open
      title={t('board.reportTitle')}
      yes={t('board.report')}
      isRunning={steps.running === claim.id}
      canSayYes={quantity !== '' && Number.isInteger(count) && count >= 0 && count <= claim.quantity}
      onYes={() => void steps.report(claim, count).then(onClose)}
      onNo={onClose}
    >
      <p>{t('board.reportText')}</p>
      {claim.quantity > 1 && (
        <label className="field">
          {t('board.reportQuantity', { count: claim.quantity, unit })}
          <input
            type="number"
            inputMode="numeric"
            min={0}
            max={claim.quantity}
            value={quantity}
            onChange={(event) => setQuantity(event.target.value)}
          />
        </label>
      )}
    </Question>
  );
}

interface ReasonsProps<Reason extends string> {
  readonly value: Reason;
  readonly values: readonly Reason[];
  /** Under which the words of the reasons stand. */
  readonly words: string;
  readonly onChange: (reason: Reason) => void;
}

function Reasons<Reason extends string>({ value, values, words, onChange }: ReasonsProps<Reason>) {
  const { t } = useWords('organisation');
  return (
    <label className="field">
      {t('board.reason')}
      <select value={value} onChange={(event) => onChange(event.target.value as Reason)}>
        {values.map((one) => (
          <option key={one} value={one}>
            {t(`${words}.${one}`)}
          </option>
        ))}
      </select>
    </label>
  );
}
