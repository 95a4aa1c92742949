/** Promises a gift in three steps: what, for what, look and confirm; what was typed stays while the page is open, and goes nowhere else. */
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router-dom';
import { useWords } from '../../language/language';
import { announce } from '../../parts/announcer';
import { AnswerStates } from '../../parts/answer-states';
import { Notice } from '../../parts/notices';
import { useAnswer } from '../../parts/use-answer';
import { useActing } from '../../session/acting';
import { useSession } from '../../session/session';
import './bench.css';
import { saysWhat, useDraft } from './draft';
import { GivingChoices } from './give.documents';
import { GiveForWhat } from './give-for';
import { GiveLook } from './give-look';
import { GiveWhat } from './give-what';
import { companyRoles } from './roles';
import type { StepProps } from './give-step';

const steps = ['what', 'for', 'look'] as const;
type Step = (typeof steps)[number];

export function GivePage() {
  const { organisationId } = useActing(companyRoles);
  const session = useSession();
  const choices = useAnswer(GivingChoices, {});
  if (organisationId === undefined || session.phase !== 'signed-in') return null;
  return (
    <AnswerStates answer={choices}>
      {(answer) => (
        <Giving
          key={organisationId}
          organisationId={organisationId}
          accountId={session.account.id}
          charities={answer.organisations.edges.map((edge) => edge.node)}
          projects={answer.charityProjects.edges.map((edge) => edge.node)}
        />
      )}
    </AnswerStates>
  );
}

interface GivingProps extends Pick<StepProps, 'charities' | 'projects'> {
  readonly organisationId: string;
  readonly accountId: string;
}

function Giving({ organisationId, accountId, charities, projects }: GivingProps) {
  const { t } = useWords('company');
  const { draft: kept, change, forget } = useDraft(accountId);
  const only = charities.length === 1 ? charities[0]!.id : undefined;
  const draft = { ...kept, charityId: kept.charityId ?? only };
  const [step, setStep] = useState<Step>('what');
  const [givenId, setGivenId] = useState<string>();
  const heading = useRef<HTMLHeadingElement>(null);
  const isFirst = useRef(true);
  useEffect(() => {
    // Each further step begins at its heading.
    if (!isFirst.current) heading.current?.focus();
    isFirst.current = false;
  }, [step, givenId]);

  if (givenId !== undefined)
    return <Given giftId={givenId} onAgain={() => (setGivenId(undefined), setStep('what'))} heading={heading} />;
  if (charities.length === 0) return <Notice kind="told">{t('give.nobody')}</Notice>;
  const shared = {
    draft,
    change,
    charities,
    projects: projects.filter((one) => one.organisation?.id === draft.charityId),
  };
  const given = (giftId: string) => {
    forget();
    setGivenId(giftId);
    announce(t('give.doneAloud'));
  };
  return (
    <div className="stack give">
      <Steps step={step} canLook={saysWhat(draft)} onGo={setStep} />
      <h2 ref={heading} tabIndex={-1} className="step-title">
        {t(`give.steps.${step}`)}
      </h2>
      {step === 'what' && <GiveWhat {...shared} onNext={() => setStep('for')} />}
      {step === 'for' && <GiveForWhat {...shared} onNext={() => setStep('look')} onBack={() => setStep('what')} />}
      {step === 'look' && <GiveLook {...shared} organisationId={organisationId} onGiven={given} onGo={setStep} />}
    </div>
  );
}

interface StepsProps {
  readonly step: Step;
  readonly canLook: boolean;
  readonly onGo: (step: Step) => void;
}

function Steps({ step, canLook, onGo }: StepsProps) {
  const { t } = useWords('company');
  return (
    <ol className="give-steps" aria-label={t('give.stepsLabel')}>
      {steps.map((one, index) => (
        <li key={one} className={steps.indexOf(step) > index ? 'done' : ''}>
          <button
            type="button"
            aria-current={one === step ? 'step' : undefined}
            disabled={one !== 'what' && !canLook}
            onClick={() => onGo(one)}
          >
            <i aria-hidden="true">{index + 1}</i>
            {t(`give.steps.${one}`)}
          </button>
        </li>
      ))}
    </ol>
  );
}

interface GivenProps {
  readonly giftId: string;
  readonly onAgain: () => void;
  readonly heading: React.RefObject<HTMLHeadingElement | null>;
}

function Given({ giftId, onAgain, heading }: GivenProps) {
  const { t } = useWords('company');
  return (
    <section className="card given">
      <span className="given-mark" aria-hidden="true">
        ✓
      </span>
      <h2 ref={heading} tabIndex={-1}>
        {t('give.doneTitle')}
      </h2>
      <p>{t('give.doneText')}</p>
      <p className="row">
        <Link className="go-button" to={`/company/gift/${encodeURIComponent(giftId)}`}>
          {t('give.toJourney')}
        </Link>
        <button type="button" className="quiet-button" onClick={onAgain}>
          {t('give.again')}
        </button>
      </p>
    </section>
  );
}
