/** Promises with whom a draft raises from the public, and a way to propose it; the other organisation's word is needed. */
import { useState } from 'react';
import { useWords } from '../../language/language';
import { AnswerStates } from '../../parts/answer-states';
import { formatDay } from '../../parts/format';
import { Notice, OutcomeNotice } from '../../parts/notices';
import { Question } from '../../parts/question';
import { today } from '../../parts/today';
import { useAnswer } from '../../parts/use-answer';
import { useCommand } from '../../parts/use-command';
import { Partners, ProposePartner } from './drafting.documents';
import type { ProjectOfPage } from './read';

export interface PartnerProps {
  readonly project: ProjectOfPage;
  readonly onDone: (words: string) => void;
}

export function Partner({ project, onDone }: PartnerProps) {
  const { t, language } = useWords('federation');
  const [isAsked, setAsked] = useState(false);
  const { partnership } = project;
  const name = partnership?.organisation?.name ?? t('partner.another');
  const isDraft = project.status === 'DRAFT';
  if (project.fundraisingMode !== 'PUBLIC' || (!partnership && !isDraft)) return null;
  return (
    <section className="card stack tight" aria-labelledby="partner">
      <h2 id="partner">{t('partner.title')}</h2>
      {partnership ? (
        <p className="row">
          <span className={`tag ${partnership.confirmedAt ? 'pine' : 'amber'}`}>
            {t(partnership.confirmedAt ? 'partner.confirmed' : 'partner.waiting', { name })}
          </span>
          <span className="soft">
            {t('partner.agreement', {
              number: partnership.agreementNumber,
              day: formatDay(partnership.agreedOn, language),
            })}
          </span>
        </p>
      ) : (
        <p className="soft">{t('partner.none')}</p>
      )}
      {isDraft && partnership?.confirmedAt && <p className="soft">{t('partner.revised')}</p>}
      {isDraft && (
        <div>
          <button type="button" className="quiet-button" onClick={() => setAsked(true)}>
            {t(partnership ? 'partner.change' : 'partner.propose')}
          </button>
        </div>
      )}
      {isAsked && (
        <ProposeQuestion
          project={project}
          onClose={() => setAsked(false)}
          onDone={() => {
            setAsked(false);
            onDone(t('partner.proposed'));
          }}
        />
      )}
    </section>
  );
}

interface ProposeQuestionProps {
  readonly project: ProjectOfPage;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function ProposeQuestion({ project, onClose, onDone }: ProposeQuestionProps) {
  const { t } = useWords('federation');
  const command = useCommand(ProposePartner);
  const answer = useAnswer(Partners, {});
  const [organisationId, setOrganisation] = useState('');
  const [agreementNumber, setNumber] = useState('');
  const [agreedOn, setDay] = useState(today());
  const propose = async () => {
    const input = { projectId: project.id, organisationId, agreementNumber, agreedOn };
    const ended = await command.run((commandId) => ({ input: { commandId, ...input } }));
    if (ended.kind === 'done') onDone();
  };
  return (
    <Question
      open
      title={t('partner.proposeTitle', { name: project.name })}
      yes={t('partner.propose')}
      isRunning={command.isRunning}
      canSayYes={organisationId !== ''}
      onYes={() => void propose()}
      onNo={onClose}
    >
      <AnswerStates answer={answer}>
        {({ organisations }) => {
          const others = organisations.edges
            .map(({ node }) => node)
            .filter((one) => one.id !== project.organisation?.id && one.fundraisingQualification?.revokedOn === null);
          return others.length === 0 ? (
            <Notice kind="told">{t('partner.nobody')}</Notice>
          ) : (
            <label className="field">
              {t('partner.who')}
              <select value={organisationId} onChange={(event) => setOrganisation(event.target.value)}>
                <option value="">{t('counter.chooseOne')}</option>
                {others.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name}
                  </option>
                ))}
              </select>
            </label>
          );
        }}
      </AnswerStates>
      <label className="field">
        {t('partner.number')}
        <input value={agreementNumber} required maxLength={60} onChange={(event) => setNumber(event.target.value)} />
      </label>
      <label className="field">
        {t('partner.day')}
        <input type="date" value={agreedOn} max={today()} required onChange={(event) => setDay(event.target.value)} />
      </label>
      <OutcomeNotice outcome={command.outcome} />
    </Question>
  );
}
