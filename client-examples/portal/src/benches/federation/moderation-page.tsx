/** Promises that words of thanks are read before donors see them: let through, cut, or kept back with a reason; beside them who is honoured and who may review. */
import { useState } from 'react';
import Button from 'antd/es/button';
import { useWords } from '../../language/language';
import { announce } from '../../parts/announcer';
import { formatFen, formatMoment } from '../../parts/format';
import { ListStates } from '../../parts/list-states';
import { OutcomeNotice } from '../../parts/notices';
import { Question } from '../../parts/question';
import { useCommand } from '../../parts/use-command';
import { useList } from '../../parts/use-list';
import { useUndo } from '../../parts/undo';
import { useActing } from '../../session/acting';
import './bench.css';
import './giving.css';
import { ApproveThanks, Moderation, RejectThanks, type ModerationQuery } from './moderation.documents';
import type { ModerationQueryVariables, ThanksRejectionReason } from './moderation.documents';
import { federationRoles } from './roles';

type Thanks = ModerationQuery['thanksToModerate']['edges'][number]['node'];

const reasons: readonly ThanksRejectionReason[] = ['REVEALS_IDENTITY', 'NOT_FITTING', 'NO_THANKS', 'OTHER'];

export function ModerationPage() {
  const { organisationId } = useActing(federationRoles);
  return organisationId === undefined ? null : <ModerationOf key={organisationId} organisationId={organisationId} />;
}

function ModerationOf({ organisationId }: { readonly organisationId: string }) {
  const { t } = useWords('federation');
  const list = useList<Thanks, ModerationQuery, ModerationQueryVariables>(
    Moderation,
    { organisationId },
    (answer) => answer.thanksToModerate,
  );
  const undo = useUndo();
  const approving = useCommand(ApproveThanks);
  const [asked, setAsked] = useState<Thanks>();
  const forget = (id: string) => list.edit((items) => items.filter((one) => one.id !== id));
  const [leaving, setLeaving] = useState<string>();
  const approve = (one: Thanks, words: string) => {
    setLeaving(one.id);
    const text = words === one.text ? undefined : words;
    undo.later(
      t('moderation.approved'),
      () =>
        void approving
          .run((commandId) => ({ input: { commandId, thanksId: one.id, text } }))
          .then(({ kind }) => {
            if (kind === 'done') forget(one.id);
          }),
    );
  };
  return (
    <div className="with-aside">
      <section className="stack" aria-labelledby="thanks">
        <h2 id="thanks">{t('moderation.thanks')}</h2>
        <OutcomeNotice outcome={approving.outcome} />
        <ListStates list={list} empty={<strong>{t('moderation.empty')}</strong>}>
          <ul className="stack">
            {list.items.map((one) => (
              <ThanksCard
                key={one.id}
                thanks={one}
                isLeaving={leaving === one.id && (approving.isRunning || Boolean(undo.bar))}
                onApprove={approve}
                onReject={setAsked}
              />
            ))}
          </ul>
        </ListStates>
        {undo.bar}
      </section>
      {list.first && <Aside answer={list.first} />}
      {asked && (
        <RejectQuestion
          thanks={asked}
          onClose={() => setAsked(undefined)}
          onDone={() => {
            forget(asked.id);
            setAsked(undefined);
            announce(t('moderation.rejected'));
          }}
        />
      )}
    </div>
  );
}

interface ThanksCardProps {
  readonly thanks: Thanks;
  /** It is about to be let through. */
  readonly isLeaving: boolean;
  readonly onApprove: (thanks: Thanks, text: string) => void;
  readonly onReject: (thanks: Thanks) => void;
}

function ThanksCard({ thanks, isLeaving, onApprove, onReject }: ThanksCardProps) {
  const { t, language } = useWords('federation');
  const [text, setText] = useState(thanks.text ?? '');
  return (
    <li className={`card stack ${isLeaving ? 'leaving' : ''}`} data-thanks={thanks.id}>
      <p className="soft small">{formatMoment(thanks.saidAt, language)}</p>
      {thanks.text == null ? (
        <p>{t('moderation.hidden')}</p>
      ) : (
        <label className="field">
          {t('moderation.words')}
          <textarea rows={3} maxLength={500} value={text} onChange={(event) => setText(event.target.value)} />
        </label>
      )}
      <div className="row">
        {thanks.text != null && (
          <Button type="primary" disabled={isLeaving || text.trim() === ''} onClick={() => onApprove(thanks, text)}>
            {t('moderation.approve')}
          </Button>
        )}
        <Button disabled={isLeaving} onClick={() => onReject(thanks)}>
          {t('moderation.reject')}
        </Button>
      </div>
    </li>
  );
}

function Aside({ answer }: { readonly answer: ModerationQuery }) {
  const { t, language } = useWords('federation');
  const honoured = answer.honourBoard.edges.map(({ node }) => node);
  return (
    <aside className="stack">
      <section className="card stack" aria-labelledby="honour">
        <h2 id="honour">{t('moderation.honour')}</h2>
        {honoured.length === 0 && <p className="soft">{t('moderation.nobody')}</p>}
        <ol className="stack tight">
          {honoured.map((one) => (
            <li key={`${one.displayName} ${one.since}`} className="row spread">
              <strong>{one.displayName}</strong>
              <span className="soft">
                {one.amountFen != null
                  ? formatFen(one.amountFen, language)
                  : t('moderation.wishes', { count: one.wishesGranted })}
              </span>
            </li>
          ))}
        </ol>
      </section>
      <section className="card stack" aria-labelledby="reviewers">
        <h2 id="reviewers">{t('moderation.reviewers')}</h2>
        <p className="soft small">{t('moderation.reviewersHint')}</p>
        <ul className="stack tight">
          {answer.receiptReviewers.map((one) => (
            <li key={one.accountId}>{one.displayName}</li>
          ))}
        </ul>
      </section>
    </aside>
  );
}

interface RejectQuestionProps {
  readonly thanks: Thanks;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function RejectQuestion({ thanks, onClose, onDone }: RejectQuestionProps) {
  const { t } = useWords('federation');
  const [reason, setReason] = useState<ThanksRejectionReason>('REVEALS_IDENTITY');
  const command = useCommand(RejectThanks);
  return (
    <Question
      open
      title={t('moderation.rejectTitle')}
      yes={t('moderation.reject')}
      isDanger
      isRunning={command.isRunning}
      onYes={() =>
        void command
          .run((commandId) => ({ input: { commandId, thanksId: thanks.id, reason } }))
          .then(({ kind }) => {
            if (kind === 'done') onDone();
          })
      }
      onNo={onClose}
    >
      <p>{t('moderation.rejectText')}</p>
      <label className="field">
        {t('receipt.reason')}
        <select value={reason} onChange={(event) => setReason(event.target.value as ThanksRejectionReason)}>
          {reasons.map((one) => (
            <option key={one} value={one}>
              {t(`thanksRejection.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <OutcomeNotice outcome={command.outcome} />
    </Question>
  );
}
