/** Promises the receipt of a donation: issued with a colleague's review, shown, kept as a file, voided or issued anew, each asked first. */
import { useState } from 'react';
import Button from 'antd/es/button';
import { useWords } from '../../language/language';
import { announce } from '../../parts/announcer';
import { formatDay, formatFen } from '../../parts/format';
import { Notice, OutcomeNotice } from '../../parts/notices';
import { useCommand } from '../../parts/use-command';
import { IssueReceipt, type ReceiptLookFragment } from './giving.documents';
import { ReceiptFileButton } from './receipt-file';
import { ReceiptQuestion, ReviewerField, SeriesQuestion } from './receipt-questions';
import type { Reviewers } from './read';

export interface ReceiptBoxProps {
  readonly organisationId: string;
  readonly donationId: string;
  readonly receipt: ReceiptLookFragment | undefined;
  readonly reviewers: Reviewers;
}

export function ReceiptBox({ organisationId, donationId, receipt: before, reviewers }: ReceiptBoxProps) {
  const { t } = useWords('federation');
  const [receipt, setReceipt] = useState(before);
  const [reviewerAccountId, setReviewer] = useState(reviewers[0]?.accountId ?? '');
  const [asked, setAsked] = useState<'void' | 'reissue' | 'series'>();
  const issuing = useCommand(IssueReceipt);
  const issue = async () => {
    const ended = await issuing.run((receiptId) => ({ input: { receiptId, donationId, reviewerAccountId } }));
    if (ended.kind !== 'done') return;
    setReceipt(ended.answer);
    announce(t('receipt.issued'));
  };
  const isValid = receipt?.status === 'ISSUED';
  const needsSeries = issuing.outcome?.kind === 'refused' && issuing.outcome.refusal.__typename === 'NoReceiptSeries';
  return (
    <div className="stack">
      {receipt && <Face receipt={receipt} />}
      {isValid ? (
        <ReceiptActs receipt={receipt} onAsk={setAsked} />
      ) : reviewers.length === 0 ? (
        <Notice kind="told">{t('receipt.nobody')}</Notice>
      ) : (
        <div className="row issuing">
          <ReviewerField reviewers={reviewers} value={reviewerAccountId} onChange={setReviewer} />
          <Button type="primary" loading={issuing.isRunning} onClick={() => void issue()}>
            {t('receipt.issue')}
          </Button>
        </div>
      )}
      <OutcomeNotice
        outcome={issuing.outcome}
        action={
          needsSeries && (
            <button type="button" className="quiet-button" onClick={() => setAsked('series')}>
              {t('receipt.openSeries')}
            </button>
          )
        }
      />
      <Questions
        organisationId={organisationId}
        receipt={receipt}
        reviewers={reviewers}
        asked={asked}
        onClose={() => setAsked(undefined)}
        onSeries={() => void issue()}
        onReceipt={setReceipt}
      />
    </div>
  );
}

interface QuestionsProps extends Omit<ReceiptBoxProps, 'donationId'> {
  readonly asked: 'void' | 'reissue' | 'series' | undefined;
  readonly onClose: () => void;
  readonly onSeries: () => void;
  readonly onReceipt: (receipt: ReceiptLookFragment) => void;
}

function Questions({ asked, organisationId, receipt, reviewers, onClose, onSeries, onReceipt }: QuestionsProps) {
  const { t } = useWords('federation');
  if (asked === 'series')
    return (
      <SeriesQuestion
        organisationId={organisationId}
        onClose={onClose}
        onDone={() => {
          onClose();
          onSeries();
        }}
      />
    );
  if (!receipt || !asked) return null;
  return (
    <ReceiptQuestion
      act={asked}
      receiptId={receipt.id}
      reviewers={reviewers}
      onClose={onClose}
      onDone={(next) => {
        onReceipt(next);
        onClose();
        announce(t(asked === 'void' ? 'receipt.voided' : 'receipt.issued'));
      }}
    />
  );
}

interface ReceiptActsProps {
  readonly receipt: ReceiptLookFragment;
  readonly onAsk: (act: 'void' | 'reissue') => void;
}

function ReceiptActs({ receipt, onAsk }: ReceiptActsProps) {
  const { t } = useWords('federation');
  return (
    <div className="row">
      <ReceiptFileButton receipt={receipt} />
      {(['reissue', 'void'] as const).map((act) => (
        <button key={act} type="button" className="quiet-button" onClick={() => onAsk(act)}>
          {t(`receipt.${act}`)}
        </button>
      ))}
    </div>
  );
}

function Face({ receipt }: { readonly receipt: ReceiptLookFragment }) {
  const { t, language } = useWords('federation');
  const { face, status, voidReason } = receipt;
  return (
    <div className={`receipt ${status.toLowerCase()}`} data-receipt={status}>
      <div className="row">
        <h3>{t('receipt.title')}</h3>
        <span className={`tag ${status === 'ISSUED' ? 'pine' : 'persimmon'}`}>{t(`receiptStatus.${status}`)}</span>
        {voidReason && <span className="soft">{t(`voidReason.${voidReason}`)}</span>}
      </div>
      <p className="receipt-sum">
        <strong>{formatFen(face.amountFen, language)}</strong>
        <span lang="zh-CN">{face.amountInCapitals}</span>
      </p>
      <dl className="facts">
        {(['number', 'code', 'checkCode', 'payer', 'reviewer', 'cashier'] as const).map((name) => (
          <div key={name}>
            <dt>{t(`face.${name}`)}</dt>
            <dd>{face[name]}</dd>
          </div>
        ))}
        <div>
          <dt>{t('face.issuedOn')}</dt>
          <dd>{formatDay(face.issuedOn, language)}</dd>
        </div>
      </dl>
    </div>
  );
}
