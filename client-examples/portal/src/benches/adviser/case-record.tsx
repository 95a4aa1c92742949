/** Promises that what is written of a case is read with a reason of one's own, each time anew, says that it was written down, and is gone with the page. */
import { useState } from 'react';
import Button from 'antd/es/button';
import { client, faultOf, type Fault } from '../../graphql/client';
import { useWords } from '../../language/language';
import { dayOf, formatDay, formatMoment } from '../../parts/format';
import { FaultNotice, Notice } from '../../parts/notices';
import { Question } from '../../parts/question';
import { CaseRecordRead, type CaseRecordReadQuery } from './cases.documents';
import { Field } from './field';

type Opened = NonNullable<CaseRecordReadQuery['careCase']>;

const reasonMinimum = 4;

export function CaseRecord({ caseId }: { readonly caseId: string }) {
  const { t } = useWords('adviser');
  const [opened, setOpened] = useState<Opened>();
  const [fault, setFault] = useState<Fault>();
  const [isAsked, setAsked] = useState(false);
  const [reason, setReason] = useState('');
  const [isReading, setReading] = useState(false);
  const read = async () => {
    setReading(true);
    const { data, error } = await client
      .query<CaseRecordReadQuery>(CaseRecordRead, { id: caseId, reason }, { requestPolicy: 'network-only' })
      .toPromise();
    setReading(false);
    setAsked(false);
    setReason('');
    setFault(error ? faultOf(error) : data?.careCase ? undefined : { code: 'NOT_FOUND' });
    setOpened(data?.careCase ?? undefined);
  };
  if (opened) return <Written opened={opened} onClose={() => setOpened(undefined)} />;
  return (
    <>
      {fault && <FaultNotice fault={fault} />}
      <div>
        <Button onClick={() => setAsked(true)}>{t('cases.open')}</Button>
      </div>
      <Question
        open={isAsked}
        title={t('cases.openTitle')}
        yes={t('cases.open')}
        isRunning={isReading}
        canSayYes={reason.trim().length >= reasonMinimum}
        onYes={() => void read()}
        onNo={() => setAsked(false)}
      >
        <Field name={`reason-${caseId}`} label={t('cases.reason')} hint={t('cases.reasonHint')}>
          <input
            name="reason"
            maxLength={200}
            autoComplete="off"
            value={reason}
            aria-describedby={`reason-${caseId}-said`}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </Field>
      </Question>
    </>
  );
}

function Written({ opened: { record, readings }, onClose }: { readonly opened: Opened; readonly onClose: () => void }) {
  const { t, language } = useWords('adviser');
  const [assessment] = record.assessments;
  return (
    <div className="stack" data-record>
      <Notice kind="told">{t('cases.writtenDown')}</Notice>
      {assessment ? (
        <>
          <p>{t('cases.strengths', { text: assessment.strengths })}</p>
          <p>{t('cases.risks', { text: assessment.risks })}</p>
        </>
      ) : (
        <p className="soft">{t('cases.notAssessed')}</p>
      )}
      {record.goals.map((goal) => (
        <div key={goal.id}>
          <strong>{goal.text}</strong>
          <ul>
            {goal.steps.map((step) => (
              <li key={step.id}>
                {step.text}{' '}
                <span className={step.overdue ? 'wrong' : 'soft'}>
                  {step.doneOn ? t('cases.stepDone') : t('cases.stepDue', { day: formatDay(step.dueOn, language) })}
                </span>
              </li>
            ))}
          </ul>
        </div>
      ))}
      {record.reviews.map((review) => (
        <p key={review.reviewedAt}>
          <span className="soft">{formatDay(dayOf(Date.parse(review.reviewedAt)), language)}</span> {review.note}
        </p>
      ))}
      {record.closingNote && <p>{record.closingNote}</p>}
      {readings.length > 0 && (
        <details className="more">
          <summary>{t('cases.readings', { count: readings.length })}</summary>
          <ul>
            {readings.toReversed().map(({ at, what, reason }) => (
              <li key={`${at}${what}`} className="soft">
                {formatMoment(at, language)} {reason ?? t('cases.looked')}
              </li>
            ))}
          </ul>
        </details>
      )}
      <button type="button" className="quiet-button" onClick={onClose}>
        {t('who.hide')}
      </button>
    </div>
  );
}
