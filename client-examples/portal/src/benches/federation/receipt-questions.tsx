/** Promises that a receipt is voided or issued anew only with a reason, and that a year's series of numbers is entered where it is missing. */
import { useState } from 'react';
import { useWords } from '../../language/language';
import { OutcomeNotice } from '../../parts/notices';
import { Question } from '../../parts/question';
import { useCommand } from '../../parts/use-command';
import { today } from '../../parts/today';
import { OpenSeries, ReissueReceipt, VoidReceipt } from './giving.documents';
import type { ReceiptLookFragment, ReceiptVoidReason } from './giving.documents';
import type { Reviewers } from './read';

const reasons: readonly ReceiptVoidReason[] = [
  'WRONG_CONTENTS',
  'PAYER_CORRECTED',
  'PRINTED_WRONGLY',
  'DONATION_RETURNED',
];

export interface ReceiptQuestionProps {
  readonly act: 'void' | 'reissue';
  readonly receiptId: string;
  readonly reviewers: Reviewers;
  readonly onClose: () => void;
  readonly onDone: (receipt: ReceiptLookFragment) => void;
}

export function ReceiptQuestion({ act, receiptId, reviewers, onClose, onDone }: ReceiptQuestionProps) {
  const { t } = useWords('federation');
  const [reason, setReason] = useState<ReceiptVoidReason>('WRONG_CONTENTS');
  const [reviewerAccountId, setReviewer] = useState(reviewers[0]?.accountId ?? '');
  const [remark, setRemark] = useState('');
  const voiding = useCommand(VoidReceipt);
  const reissuing = useCommand(ReissueReceipt);
  const command = act === 'void' ? voiding : reissuing;
  const send = async () => {
    const ended =
      act === 'void'
        ? await voiding.run((commandId) => ({ input: { commandId, receiptId, reason } }))
        : await reissuing.run((id) => ({
            input: {
              ...{ receiptId: id, replacesId: receiptId, reason, reviewerAccountId },
              remark: remark.trim() || undefined,
            },
          }));
    if (ended.kind === 'done') onDone(ended.answer);
  };
  return (
    <Question
      open
      title={t(`receipt.${act}Title`)}
      yes={t(`receipt.${act}`)}
      isDanger={act === 'void'}
      isRunning={command.isRunning}
      onYes={() => void send()}
      onNo={onClose}
    >
      <p className="soft">{t(`receipt.${act}Text`)}</p>
      <label className="field">
        {t('receipt.reason')}
        <select value={reason} onChange={(event) => setReason(event.target.value as ReceiptVoidReason)}>
          {reasons.map((one) => (
            <option key={one} value={one}>
              {t(`voidReason.${one}`)}
            </option>
          ))}
        </select>
      </label>
      {act === 'reissue' && (
        <>
          <ReviewerField reviewers={reviewers} value={reviewerAccountId} onChange={setReviewer} />
          <label className="field">
            {t('receipt.remark')}
            <input maxLength={100} value={remark} onChange={(event) => setRemark(event.target.value)} />
          </label>
        </>
      )}
      <OutcomeNotice outcome={command.outcome} />
    </Question>
  );
}

export interface ReviewerFieldProps {
  readonly reviewers: Reviewers;
  readonly value: string;
  readonly onChange: (accountId: string) => void;
}

/** The second person: a colleague of the same charity. */
export function ReviewerField({ reviewers, value, onChange }: ReviewerFieldProps) {
  const { t } = useWords('federation');
  return (
    <label className="field reviewer">
      {t('receipt.reviewer')}
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        {reviewers.map((one) => (
          <option key={one.accountId} value={one.accountId}>
            {one.displayName}
          </option>
        ))}
      </select>
    </label>
  );
}

export interface SeriesQuestionProps {
  readonly organisationId: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function SeriesQuestion({ organisationId, onClose, onDone }: SeriesQuestionProps) {
  const { t } = useWords('federation');
  const year = Number(today().slice(0, 4));
  const [code, setCode] = useState('');
  const [supervisor, setSupervisor] = useState('');
  const command = useCommand(OpenSeries);
  const input = { organisationId, year, code: code.trim(), supervisor: supervisor.trim() };
  return (
    <Question
      open
      title={t('receipt.seriesTitle', { year })}
      yes={t('receipt.openSeries')}
      isRunning={command.isRunning}
      onYes={() =>
        void command
          .run((commandId) => ({ input: { commandId, ...input } }))
          .then(({ kind }) => {
            if (kind === 'done') onDone();
          })
      }
      onNo={onClose}
    >
      <label className="field">
        {t('receipt.seriesCode')}
        <input required inputMode="numeric" value={code} onChange={(event) => setCode(event.target.value)} />
      </label>
      <label className="field">
        {t('receipt.supervisor')}
        <input required maxLength={50} value={supervisor} onChange={(event) => setSupervisor(event.target.value)} />
      </label>
      <OutcomeNotice outcome={command.outcome} />
    </Question>
  );
}
