/** Promises a household registered at its door: its people, where it lives, what it is and what it authorised; then the way on. */
import { useEffect, useMemo, useRef, useState } from 'react';
import { Link } from 'react-router-dom';
import Button from 'antd/es/button';
import { useWords } from '../../language/language';
import { announce } from '../../parts/announcer';
import { AnswerStates } from '../../parts/answer-states';
import { Notice, OutcomeNotice } from '../../parts/notices';
import { useAnswer } from '../../parts/use-answer';
import { emptyHousehold, householdOf, mayNeedGuardian, type Place, type RegisterDraft } from './register-draft';
import { RegisterFields } from './register-fields';
import { RegisterKnown } from './register-known';
import { RegisterPlaces, type RegisterPlacesQuery } from './register.documents';
import { useArea } from './use-area';
import { useRegister, type Registering } from './use-register';

export function RegisterPage() {
  const areaCode = useArea();
  const answer = useAnswer(
    RegisterPlaces,
    useMemo(() => ({ areaCode }), [areaCode]),
  );
  return <AnswerStates answer={answer}>{(read) => <RegisterForm places={placesOf(read)} />}</AnswerStates>;
}

function RegisterForm({ places }: { readonly places: readonly Place[] }) {
  const { t } = useWords('adviser');
  const [draft, setDraft] = useState<RegisterDraft>(emptyHousehold);
  const whole = { ...draft, areaCode: draft.areaCode || (places[0]?.code ?? '') };
  const registering = useRegister(whole);
  const { outcome, isKnown } = registering;
  const form = useRef<HTMLFormElement>(null);
  // What was refused is brought before the eyes, and to the hand.
  useEffect(() => {
    if (outcome?.kind === 'refused') form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [outcome]);
  const isReady = householdOf(whole, '') !== undefined && (draft.consent === 'NONE' || isConsented(draft));
  const send = async () => {
    if (await registering.register()) announce(t('register.done'));
  };
  if (registering.householdId) return <Registered registering={registering} householdId={registering.householdId} />;
  return (
    <form
      ref={form}
      className="stack visit-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady && !registering.isRunning) void send();
      }}
    >
      <p className="soft">{t('register.hint')}</p>
      <RegisterFields
        draft={whole}
        places={places}
        wrongAt={registering.wrongAt}
        change={(part) => setDraft((old) => ({ ...old, ...part }))}
      />
      {isKnown && outcome?.kind === 'refused' ? (
        <RegisterKnown
          key={draft.members.map((one) => one.residentNumber).join()}
          refusal={outcome.refusal}
          residentNumbers={draft.members.flatMap(({ residentNumber }) => residentNumber.trim() || [])}
        />
      ) : (
        <OutcomeNotice outcome={outcome} />
      )}
      <div className="send-bar">
        <Button type="primary" size="large" htmlType="submit" disabled={!isReady} loading={registering.isRunning}>
          {t('register.go')}
        </Button>
        <span className="soft">{t('register.notKept')}</span>
      </div>
    </form>
  );
}

const isConsented = (draft: RegisterDraft) => !mayNeedGuardian(draft) || draft.isGuardianGiven;

/** A household lives in a community or in a grid of one. */
function placesOf({ area }: RegisterPlacesQuery): readonly Place[] {
  const all = area ? [area, ...area.children.edges.map((edge) => edge.node)] : [];
  return all.filter(({ level }) => level === 'COMMUNITY' || level === 'GRID');
}

interface RegisteredProps {
  readonly registering: Registering;
  readonly householdId: string;
}

function Registered({ registering, householdId }: RegisteredProps) {
  const { t } = useWords('adviser');
  const { consentOutcome } = registering;
  const id = encodeURIComponent(householdId);
  const isOpen = consentOutcome !== undefined && consentOutcome.kind !== 'done';
  return (
    <div className="stack">
      <Notice kind="done">
        {t('register.done')} {consentOutcome?.kind === 'done' && t('register.consented')}
      </Notice>
      <OutcomeNotice outcome={consentOutcome} />
      {isOpen && (
        <div>
          <Button loading={registering.isRunning} onClick={() => void registering.consent(householdId)}>
            {t('register.consentAgain')}
          </Button>
        </div>
      )}
      <h2>{t('register.next')}</h2>
      <div className="stack next-steps">
        <Link className="card" to={`/adviser/household/${id}`}>
          <strong>{t('register.toCard')}</strong>
          <span className="soft">{t('register.toCardHint')}</span>
        </Link>
        <Link className="card" to={`/adviser/intake/${id}`}>
          <strong>{t('household.need')}</strong>
          <span className="soft">{t('register.toNeedHint')}</span>
        </Link>
        <Link className="card" to={`/adviser/intake/${id}?kind=MICRO_WISH`}>
          <strong>{t('household.wish')}</strong>
          <span className="soft">{t('register.toWishHint')}</span>
        </Link>
      </div>
    </div>
  );
}
