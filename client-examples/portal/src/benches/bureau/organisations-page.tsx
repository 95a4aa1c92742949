/** Promises organisations to decide on: approve, suspend with a reason, reinstate; each asked first, each refusal in words. */
import { useState } from 'react';
import { useWords } from '../../language/language';
import { announce } from '../../parts/announcer';
import { formatMoment } from '../../parts/format';
import { ExportBox } from '../../parts/export-box';
import { ListStates } from '../../parts/list-states';
import { Notice, OutcomeNotice } from '../../parts/notices';
import { Question } from '../../parts/question';
import { useCommand } from '../../parts/use-command';
import { useList } from '../../parts/use-list';
import { useUrlFilters } from '../../parts/use-url-filters';
import { useAreas } from '../../session/acting';
import './bench.css';
import {
  ApproveOrganisation,
  OrganisationsToDecide,
  ReinstateOrganisation,
  SuspendOrganisation,
  type DecidedOrganisationFragment,
} from './organisations.documents';
import { bureauRoles } from './roles';

const statuses = ['AWAITING_REVIEW', 'APPROVED', 'SUSPENDED', 'RECERTIFICATION_REQUIRED', 'INVITED'] as const;
const choices = { status: statuses };

type Decision = 'approve' | 'suspend' | 'reinstate';
/** What can be decided in which state. */
const decisions: Partial<Record<DecidedOrganisationFragment['status'], Decision>> = {
  AWAITING_REVIEW: 'approve',
  APPROVED: 'suspend',
  SUSPENDED: 'reinstate',
};

interface Asked {
  readonly decision: Decision;
  readonly organisation: DecidedOrganisationFragment;
}

export function OrganisationsPage() {
  const { t } = useWords('bureau');
  const [filters, choose] = useUrlFilters(choices);
  const status = filters.status ?? 'AWAITING_REVIEW';
  const list = useList(OrganisationsToDecide, { status }, (result) => result.organisations);
  const areaCode = useAreas(bureauRoles)[0];
  const [asked, setAsked] = useState<Asked>();
  const deciding = useDeciding(({ id }) => list.edit((items) => items.filter((one) => one.id !== id)));
  return (
    <div className="stack bureau">
      <div className="row" role="group" aria-label={t('organisations.status')}>
        {statuses.map((one) => (
          <button
            key={one}
            type="button"
            className="quiet-button"
            aria-pressed={one === status}
            onClick={() => choose('status', one === 'AWAITING_REVIEW' ? undefined : one)}
          >
            {t(`organisationStatus.${one}`)}
          </button>
        ))}
      </div>
      {deciding.done && <Notice kind="done">{deciding.done}</Notice>}
      <OutcomeNotice outcome={deciding.outcome} />
      <ListStates list={list} empty={<strong>{t('organisations.empty')}</strong>}>
        <ul className="plain-list card">
          {list.items.map((organisation) => (
            <OrganisationLine key={organisation.id} organisation={organisation} onAsk={setAsked} />
          ))}
        </ul>
      </ListStates>
      <ExportBox
        kinds={[{ name: t('exported.ORGANISATIONS_LINKED'), subject: 'RECORDS', codes: ['ORGANISATIONS_LINKED'] }]}
        scope={{ areaCode }}
      />
      {asked && (
        <DecisionQuestion
          asked={asked}
          isRunning={deciding.isRunning}
          onClose={() => setAsked(undefined)}
          onYes={(reason) => {
            void deciding.decide(asked, reason).then(() => setAsked(undefined));
          }}
        />
      )}
    </div>
  );
}

function useDeciding(onDone: (organisation: DecidedOrganisationFragment) => void) {
  const { t } = useWords('bureau');
  const commands = {
    approve: useCommand(ApproveOrganisation),
    reinstate: useCommand(ReinstateOrganisation),
    suspend: useCommand(SuspendOrganisation),
  };
  const [last, setLast] = useState<Decision>('approve');
  const [done, setDone] = useState<string>();
  const decide = async ({ decision, organisation }: Asked, reason: string) => {
    setLast(decision);
    setDone(undefined);
    const organisationId = organisation.id;
    const outcome =
      decision === 'suspend'
        ? await commands.suspend.run(() => ({ input: { organisationId, reason } }))
        : await commands[decision].run(() => ({ input: { organisationId } }));
    if (outcome.kind !== 'done') return;
    const words = t(`organisations.done.${decision}`, { name: organisation.name });
    setDone(words);
    announce(words);
    onDone(organisation);
  };
  return { decide, done, isRunning: commands[last].isRunning, outcome: commands[last].outcome };
}

interface OrganisationLineProps {
  readonly organisation: DecidedOrganisationFragment;
  readonly onAsk: (asked: Asked) => void;
}

function OrganisationLine({ organisation, onAsk }: OrganisationLineProps) {
  const { t, language } = useWords('bureau');
  const decision = decisions[organisation.status];
  const warnings = organisation.creditCodeWarnings ?? [];
  return (
    <li data-organisation={organisation.id}>
      <span className="line-text">
        <strong>{organisation.name}</strong> <span className="tag">{t(`organisationKind.${organisation.kind}`)}</span>
        <br />
        <span className="soft">
          {[
            organisation.area?.name,
            organisation.unifiedSocialCreditCode,
            formatMoment(organisation.statusSince, language),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {organisation.statusReason && (
          <>
            <br />
            {t('organisations.reasonWas', { reason: organisation.statusReason })}
          </>
        )}
        {warnings.map((warning) => (
          <span key={warning} className="tag amber">
            {t(`creditCode.${warning}`)}
          </span>
        ))}
      </span>
      {decision && (
        <button type="button" className="quiet-button" onClick={() => onAsk({ decision, organisation })}>
          {t(`organisations.${decision}`)}
          <span className="unseen"> {organisation.name}</span>
        </button>
      )}
    </li>
  );
}

interface DecisionQuestionProps {
  readonly asked: Asked;
  readonly isRunning: boolean;
  readonly onYes: (reason: string) => void;
  readonly onClose: () => void;
}

function DecisionQuestion({ asked: { decision, organisation }, isRunning, onYes, onClose }: DecisionQuestionProps) {
  const { t } = useWords('bureau');
  const [reason, setReason] = useState('');
  return (
    <Question
      open
      title={t(`organisations.ask.${decision}`, { name: organisation.name })}
      yes={t(`organisations.${decision}`)}
      isDanger={decision === 'suspend'}
      isRunning={isRunning}
      canSayYes={decision !== 'suspend' || reason.trim() !== ''}
      onYes={() => onYes(reason.trim())}
      onNo={onClose}
    >
      <p>{t(`organisations.means.${decision}`)}</p>
      {decision === 'suspend' && (
        <label className="field">
          <span>{t('organisations.reason')}</span>
          <textarea
            name="reason"
            rows={3}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </label>
      )}
    </Question>
  );
}
