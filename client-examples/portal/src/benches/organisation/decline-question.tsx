/** Promises that a "no" to an offer bears its reason: the next organisation is asked at once, and that cannot be taken back. */
import { useState } from 'react';
import { useWords } from '../../language/language';
import { Question } from '../../parts/question';
import type { ReferralRejectionReason } from './feed.documents';

const reasons: readonly ReferralRejectionReason[] = [
  'NO_CAPACITY',
  'LACK_OF_RESOURCES',
  'OUT_OF_AREA',
  'NOT_ELIGIBLE',
  'MISSING_INFORMATION',
  'COULD_NOT_CONTACT',
  'OTHER',
];

export interface DeclineQuestionProps {
  readonly isRunning: boolean;
  readonly onDecline: (reason: ReferralRejectionReason) => void;
  readonly onClose: () => void;
}

export function DeclineQuestion({ isRunning, onDecline, onClose }: DeclineQuestionProps) {
  const { t } = useWords('organisation');
  const [reason, setReason] = useState<ReferralRejectionReason>('NO_CAPACITY');
  return (
    <Question
      open
      title={t('feed.declineTitle')}
      yes={t('feed.decline')}
      isDanger
      isRunning={isRunning}
      onYes={() => onDecline(reason)}
      onNo={onClose}
    >
      <label className="field">
        {t('feed.declineReason')}
        <select value={reason} onChange={(event) => setReason(event.target.value as ReferralRejectionReason)}>
          {reasons.map((one) => (
            <option key={one} value={one}>
              {t(`rejection.${one}`)}
            </option>
          ))}
        </select>
      </label>
    </Question>
  );
}
