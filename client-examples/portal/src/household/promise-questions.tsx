/** Promises that what a household says of a delivery is asked once more before it is sent, in large words. */
import { useState } from 'react';
import { useWords } from '../language/language';
import { Question } from '../parts/question';
import type { DisputeReason } from './card.documents';
import type { CardPromise } from './promise';

const reasons: readonly DisputeReason[] = ['NOT_DELIVERED', 'INCOMPLETE', 'NOT_AS_AGREED', 'POOR_QUALITY', 'OTHER'];
const textMaximum = 500;

export interface Asked {
  readonly promise: CardPromise;
  readonly step: 'confirm' | 'dispute' | 'thank';
}

export interface PromiseQuestionProps {
  readonly asked: Asked;
  readonly isRunning: boolean;
  readonly onConfirm: () => void;
  readonly onDispute: (reason: DisputeReason) => void;
  readonly onThank: (text: string) => void;
  readonly onClose: () => void;
}

export function PromiseQuestion(props: PromiseQuestionProps) {
  const { asked, isRunning, onConfirm, onClose } = props;
  const { t } = useWords('household');
  if (asked.step === 'dispute') return <DisputeQuestion {...props} />;
  if (asked.step === 'thank') return <ThankQuestion {...props} />;
  return (
    <Question
      open
      title={t('receivedTitle')}
      yes={t('receivedYes')}
      isRunning={isRunning}
      onYes={onConfirm}
      onNo={onClose}
    >
      <p>{t('receivedText', { who: asked.promise.organisationName })}</p>
    </Question>
  );
}

function DisputeQuestion({ asked, isRunning, onDispute, onClose }: PromiseQuestionProps) {
  const { t } = useWords('household');
  const [reason, setReason] = useState<DisputeReason>();
  return (
    <Question
      open
      title={t('notRightTitle')}
      yes={t('notRightYes')}
      isDanger
      isRunning={isRunning}
      canSayYes={reason !== undefined}
      onYes={() => reason && onDispute(reason)}
      onNo={onClose}
    >
      <fieldset className="reasons">
        <legend>{t('notRightText', { who: asked.promise.organisationName })}</legend>
        {reasons.map((one) => (
          <label key={one}>
            <input type="radio" name="reason" checked={reason === one} onChange={() => setReason(one)} />
            {t(`dispute.${one}`)}
          </label>
        ))}
      </fieldset>
    </Question>
  );
}

function ThankQuestion({ isRunning, onThank, onClose }: PromiseQuestionProps) {
  const { t } = useWords('household');
  const [text, setText] = useState('');
  return (
    <Question
      open
      title={t('thankTitle')}
      yes={t('thankYes')}
      isRunning={isRunning}
      canSayYes={text.trim() !== ''}
      onYes={() => onThank(text)}
      onNo={onClose}
    >
      <label className="field">
        {t('thankText')}
        <textarea rows={4} maxLength={textMaximum} value={text} onChange={(event) => setText(event.target.value)} />
      </label>
    </Question>
  );
}
