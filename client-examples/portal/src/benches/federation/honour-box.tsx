/** Promises that a donor at the counter is named on the honour board only as agreed, and no longer once that is taken back. */
import { useState } from 'react';
import { useWords } from '../../language/language';
import { AnswerStates } from '../../parts/answer-states';
import { announce } from '../../parts/announcer';
import { Tiles } from '../../parts/choices';
import { formatMoment } from '../../parts/format';
import { Notice, OutcomeNotice } from '../../parts/notices';
import { Question } from '../../parts/question';
import { useAnswer } from '../../parts/use-answer';
import { useCommand } from '../../parts/use-command';
import { AgreeAtCounter, HonourOf, WithdrawAtCounter, type ConsentFragment } from './honour.documents';

/** Who gave: a registered person, or a shop that comes to the counter. */
export type Giver = { readonly donorId: string } | { readonly organisationId: string };

export function HonourBox({ giver }: { readonly giver: Giver }) {
  const { t } = useWords('federation');
  const [isOpen, setOpen] = useState(false);
  const [told, setTold] = useState<string>();
  const done = (words: string) => {
    setOpen(false);
    setTold(words);
    announce(words);
  };
  return (
    <section className="stack tight honour" aria-labelledby="honour-box">
      <h3 id="honour-box">{t('honour.title')}</h3>
      {told !== undefined && <Notice kind="done">{told}</Notice>}
      <div className="row">
        <span className="soft">{t('honour.hint')}</span>
        <button type="button" className="quiet-button" onClick={() => setOpen(true)}>
          {t('honour.open')}
        </button>
      </div>
      {isOpen && <Consent giver={giver} onClose={() => setOpen(false)} onDone={done} />}
    </section>
  );
}

interface ConsentProps {
  readonly giver: Giver;
  readonly onClose: () => void;
  readonly onDone: (words: string) => void;
}

function Consent(props: ConsentProps) {
  const answer = useAnswer(HonourOf, props.giver);
  return (
    <AnswerStates answer={answer}>
      {({ honourConsent }) =>
        honourConsent ? <WithdrawQuestion {...props} consent={honourConsent} /> : <AgreeQuestion {...props} />
      }
    </AnswerStates>
  );
}

function AgreeQuestion({ giver, onClose, onDone }: ConsentProps) {
  const { t } = useWords('federation');
  const command = useCommand(AgreeAtCounter);
  const [displayName, setName] = useState('');
  const [showAmount, setShows] = useState(false);
  const [method, setMethod] = useState<'WRITTEN' | 'PHONE'>('WRITTEN');
  const agree = async () => {
    const input = { ...giver, displayName: displayName.trim(), showAmount, method };
    const ended = await command.run((consentId) => ({ input: { consentId, ...input } }));
    if (ended.kind === 'done') onDone(t('honour.agreed', { name: ended.answer.displayName ?? '' }));
  };
  return (
    <Question
      open
      title={t('honour.agreeTitle')}
      yes={t('honour.agree')}
      isRunning={command.isRunning}
      canSayYes={displayName.trim() !== ''}
      onYes={() => void agree()}
      onNo={onClose}
    >
      <p className="soft">{t('honour.agreeText')}</p>
      <label className="field">
        {t('honour.name')}
        <input
          value={displayName}
          required
          maxLength={60}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <label className="row check">
        <input type="checkbox" checked={showAmount} onChange={(event) => setShows(event.target.checked)} />
        {t('honour.showAmount')}
      </label>
      <Tiles
        legend={t('honour.method')}
        value={method}
        options={(['WRITTEN', 'PHONE'] as const).map((value) => ({ value, label: t(`honour.by.${value}`) }))}
        onChange={setMethod}
      />
      <OutcomeNotice outcome={command.outcome} />
    </Question>
  );
}

function WithdrawQuestion({ consent, onClose, onDone }: ConsentProps & { readonly consent: ConsentFragment }) {
  const { t, language } = useWords('federation');
  const command = useCommand(WithdrawAtCounter);
  const withdraw = async () => {
    const ended = await command.run((commandId) => ({ input: { commandId, consentId: consent.id } }));
    if (ended.kind === 'done') onDone(t('honour.withdrawn'));
  };
  return (
    <Question
      open
      title={t('honour.standsTitle', { name: consent.displayName ?? '' })}
      yes={t('honour.withdraw')}
      isDanger
      isRunning={command.isRunning}
      onYes={() => void withdraw()}
      onNo={onClose}
    >
      <p>
        {t(consent.showAmount ? 'honour.withAmount' : 'honour.withoutAmount')}
        {' · '}
        {formatMoment(consent.agreedAt, language)}
      </p>
      <p className="soft">{t('honour.withdrawText')}</p>
      <OutcomeNotice outcome={command.outcome} />
    </Question>
  );
}
