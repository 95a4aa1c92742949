/** Promises the honour board, and one's own name on it by one's own will: agreed to as chosen, taken back at any time. */
import { useState } from 'react';
import Button from 'antd/es/button';
import { useWords } from '../../language/language';
import { announce } from '../../parts/announcer';
import { AnswerStates } from '../../parts/answer-states';
import { formatFen, formatMoment } from '../../parts/format';
import { OutcomeNotice } from '../../parts/notices';
import { Question } from '../../parts/question';
import { useAnswer } from '../../parts/use-answer';
import { useCommand } from '../../parts/use-command';
import { useActing } from '../../session/acting';
import './bench.css';
import { AgreeToHonour, Honour, WithdrawHonour, type ConsentFragment, type HonourQuery } from './honour.documents';
import { companyRoles } from './roles';

export function HonourPage() {
  const { organisationId } = useActing(companyRoles);
  return organisationId === undefined ? null : <Board key={organisationId} organisationId={organisationId} />;
}

function Board({ organisationId }: { readonly organisationId: string }) {
  const { t } = useWords('company');
  const answer = useAnswer(Honour, { organisationId });
  return (
    <AnswerStates answer={answer}>
      {({ organisation, honourConsent, honourBoard }) => (
        <>
          {honourConsent ? (
            <Consented consent={honourConsent} onChanged={answer.refresh} />
          ) : (
            <Agree organisationId={organisationId} name={organisation?.name ?? ''} onChanged={answer.refresh} />
          )}
          <section className="stack" aria-labelledby="board-title">
            <h2 id="board-title">{t('honour.board')}</h2>
            {honourBoard.edges.length === 0 && <p className="empty">{t('honour.nobody')}</p>}
            <ol className="gallery">
              {honourBoard.edges.map(({ node }) => (
                <li key={node.displayName + node.since}>
                  <Donor donor={node} />
                </li>
              ))}
            </ol>
          </section>
        </>
      )}
    </AnswerStates>
  );
}

function Donor({ donor }: { readonly donor: HonourQuery['honourBoard']['edges'][number]['node'] }) {
  const { t, language } = useWords('company');
  return (
    <article className="card stack donor">
      <h3>{donor.displayName}</h3>
      <p>{t('honour.granted', { count: donor.wishesGranted })}</p>
      {donor.amountFen !== null && <strong>{formatFen(donor.amountFen, language)}</strong>}
      <p className="soft">{donor.areas.map((area) => area.name).join(' · ')}</p>
    </article>
  );
}

interface AgreeProps {
  readonly organisationId: string;
  readonly name: string;
  readonly onChanged: () => void;
}

function Agree({ organisationId, name, onChanged }: AgreeProps) {
  const { t } = useWords('company');
  const { run, isRunning, outcome } = useCommand(AgreeToHonour);
  const [displayName, setDisplayName] = useState(name);
  const [showAmount, setShowAmount] = useState(false);
  const agree = async () => {
    const { kind } = await run((consentId) => ({ input: { consentId, organisationId, displayName, showAmount } }));
    if (kind !== 'done') return;
    announce(t('honour.agreed'));
    onChanged();
  };
  return (
    <form
      className="card stack give"
      onSubmit={(event) => {
        event.preventDefault();
        void agree();
      }}
    >
      <h2>{t('honour.askTitle')}</h2>
      <p className="soft">{t('honour.askText')}</p>
      <label className="field">
        {t('honour.name')}
        <input required maxLength={60} value={displayName} onChange={(event) => setDisplayName(event.target.value)} />
      </label>
      <label className="check">
        <input type="checkbox" checked={showAmount} onChange={(event) => setShowAmount(event.target.checked)} />
        {t('honour.showAmount')}
      </label>
      <OutcomeNotice outcome={outcome} />
      <div>
        <Button type="primary" htmlType="submit" loading={isRunning}>
          {t('honour.agree')}
        </Button>
      </div>
    </form>
  );
}

function Consented({ consent, onChanged }: { readonly consent: ConsentFragment; readonly onChanged: () => void }) {
  const { t, language } = useWords('company');
  const { run, isRunning, outcome } = useCommand(WithdrawHonour);
  const [isAsked, setAsked] = useState(false);
  const withdraw = async () => {
    const { kind } = await run((commandId) => ({ input: { commandId, consentId: consent.id } }));
    if (kind !== 'done') return;
    announce(t('honour.withdrawn'));
    onChanged();
  };
  return (
    <section className="card stack give">
      <h2>{t('honour.standing', { name: consent.displayName })}</h2>
      <p className="soft">
        {t('honour.since', { at: formatMoment(consent.agreedAt, language) })} ·{' '}
        {t(consent.showAmount ? 'honour.withAmount' : 'honour.withoutAmount')}
      </p>
      <div>
        <Button danger onClick={() => setAsked(true)}>
          {t('honour.withdraw')}
        </Button>
      </div>
      {isAsked && (
        <Question
          open
          title={t('honour.withdrawTitle')}
          yes={t('honour.withdraw')}
          isDanger
          isRunning={isRunning}
          onYes={() => void withdraw()}
          onNo={() => setAsked(false)}
        >
          <p>{t('honour.withdrawText')}</p>
          <OutcomeNotice outcome={outcome} />
        </Question>
      )}
    </section>
  );
}
