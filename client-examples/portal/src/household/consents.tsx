/** Promises that a household sees what it agreed to and takes any of it back at once, after one question. */
import { useState } from 'react';
import { useWords } from '../language/language';
import { formatList, formatMoment } from '../parts/format';
import { Notice, OutcomeNotice } from '../parts/notices';
import { Question } from '../parts/question';
import { useCommand } from '../parts/use-command';
import { WithdrawConsentByCard, type LookByCardQuery } from './card.documents';

type Consent = NonNullable<LookByCardQuery['householdByCard']>['consents'][number];

export interface ConsentsProps {
  readonly code: string;
  readonly consents: readonly Consent[];
  readonly onChanged: () => void;
}

export function Consents({ code, consents, onChanged }: ConsentsProps) {
  const { t } = useWords('household');
  const withdrawing = useCommand(WithdrawConsentByCard);
  const [asked, setAsked] = useState<Consent>();
  const withdraw = async ({ id }: Consent) => {
    const { kind } = await withdrawing.run(() => ({ input: { cardCode: code, consentId: id } }));
    setAsked(undefined);
    if (kind === 'done') onChanged();
  };
  return (
    <section className="card stack">
      <h2>{t('consents')}</h2>
      {withdrawing.outcome?.kind === 'done' && <Notice kind="done">{t('withdrawn')}</Notice>}
      <OutcomeNotice outcome={withdrawing.outcome} />
      {consents.length === 0 && <p>{t('noConsents')}</p>}
      <ul className="stack">
        {consents.map((consent) => (
          <ConsentLine key={consent.id} consent={consent} onWithdraw={() => setAsked(consent)} />
        ))}
      </ul>
      {asked && (
        <Question
          open
          title={t('withdrawTitle')}
          yes={t('withdraw')}
          isDanger
          isRunning={withdrawing.isRunning}
          onYes={() => void withdraw(asked)}
          onNo={() => setAsked(undefined)}
        >
          <p>{t('withdrawText')}</p>
        </Question>
      )}
    </section>
  );
}

function ConsentLine({ consent, onWithdraw }: { readonly consent: Consent; readonly onWithdraw: () => void }) {
  const { t, language } = useWords('household');
  const what = formatList(
    consent.dataKinds.map((kind) => t(`kind.${kind}`)),
    language,
  );
  return (
    <li className="stack">
      <strong>{t(`purpose.${consent.purpose}`)}</strong>
      <p>
        {t('consent', { who: consent.recipientName ?? t('bureau'), what })}{' '}
        <span className="soft">{t('consentUntil', { day: formatMoment(consent.expiresAt, language) })}</span>
      </p>
      <div>
        <button type="button" className="quiet-button" onClick={onWithdraw}>
          {t('withdraw')}
        </button>
      </div>
    </li>
  );
}
