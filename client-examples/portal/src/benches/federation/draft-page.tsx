/** Promises a project drafted or revised: the form on one side, how far it is on the other, and nothing lost on the way. */
import { useState, type FormEvent, type ReactNode } from 'react';
import { useNavigate, useParams } from 'react-router-dom';
import Button from 'antd/es/button';
import { useWords } from '../../language/language';
import { AnswerStates } from '../../parts/answer-states';
import { announce } from '../../parts/announcer';
import { Notice, OutcomeNotice } from '../../parts/notices';
import { today } from '../../parts/today';
import { useUndo } from '../../parts/undo';
import { useAnswer, type Answer } from '../../parts/use-answer';
import { useActing } from '../../session/acting';
import { useSession } from '../../session/session';
import './bench.css';
import './drafting.css';
import './giving.css';
import { DraftChanged } from './draft-changed';
import { Drafting, type DraftingQuery } from './drafting.documents';
import { ProjectChecks, goTo } from './project-checks';
import { ProjectFields } from './project-fields';
import { emptyForm, formOf, missingOf, troublesOf, type ProjectForm } from './project-form';
import { federationRoles } from './roles';
import { useDrafting } from './use-drafting';

export function DraftPage() {
  const { projectId } = useParams();
  const { organisationId } = useActing(federationRoles);
  const session = useSession();
  if (organisationId === undefined || session.phase !== 'signed-in') return null;
  const of = { organisationId, accountId: session.account.id };
  return <DraftOf key={`${organisationId} ${projectId ?? ''}`} id={projectId} {...of} />;
}

interface DraftOfProps {
  readonly id: string | undefined;
  readonly organisationId: string;
  readonly accountId: string;
}

function DraftOf({ id, organisationId, accountId }: DraftOfProps) {
  const { t } = useWords('federation');
  const isNew = id === undefined;
  const answer = useAnswer(Drafting, { organisationId, id: id ?? '', isNew });
  return (
    <AnswerStates answer={answer}>
      {(ground) => {
        const project = ground.charityProject ?? undefined;
        if (!ground.organisation || (!isNew && project?.status !== 'DRAFT'))
          return <Notice kind="told">{t(project ? 'drafting.notDraft' : 'project.gone')}</Notice>;
        return <DraftForm {...{ id, organisationId, accountId, answer, ground }} />;
      }}
    </AnswerStates>
  );
}

const nowhere = { code: '', name: '' };

interface DraftFormProps extends DraftOfProps {
  readonly answer: Answer<DraftingQuery>;
  readonly ground: DraftingQuery;
}

function DraftForm({ id, organisationId, accountId, answer, ground }: DraftFormProps) {
  const { t } = useWords('federation');
  const navigate = useNavigate();
  const home = ground.organisation?.area ?? nowhere;
  const project = ground.charityProject ?? undefined;
  /** What it was when the page was opened: reading it again while one writes changes nothing here. */
  const [begun] = useState(() => ({
    form: project ? formOf(project) : emptyForm(home),
    revision: project?.revision ?? 0,
  }));
  const onSaved = (saved: string) => {
    announce(t('drafting.saved'));
    void navigate(`/federation/projects/${saved}`);
  };
  const drafting = useDrafting({ accountId, organisationId, id, begun, onSaved });
  const { form } = drafting.written;
  const troubles = troublesOf(form, today());
  const missing = missingOf(form);
  const blocked = missing[0] ?? troubles.find(({ isLater }) => !isLater)?.field;
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (blocked) goTo(blocked);
    else if (!drafting.isRunning) void drafting.save().then(answer.refresh);
  };
  const isQualified = ground.organisation?.fundraisingQualification?.revokedOn === null;
  const needsPartner = form.mode === 'PUBLIC' && !isQualified && !project?.partnership?.confirmedAt;
  return (
    <form className="drafting" onSubmit={save} noValidate>
      <div className="stack">
        {drafting.hasChanged && project && (
          <DraftChanged
            mine={form}
            theirs={formOf(project)}
            isRunning={drafting.isRunning}
            onMine={() => void drafting.revise(project.revision)}
            onTheirs={() => {
              drafting.setWritten({ ...drafting.written, form: formOf(project), revision: project.revision });
              drafting.forgetOutcome();
            }}
          />
        )}
        <ProjectFields form={form} troubles={troubles} home={home} onChange={drafting.change} />
      </div>
      <Aside drafting={drafting} begun={begun.form}>
        <ProjectChecks form={form} troubles={troubles} needsPartner={needsPartner} />
      </Aside>
    </form>
  );
}

interface AsideProps {
  readonly drafting: ReturnType<typeof useDrafting>;
  readonly begun: ProjectForm;
  readonly children: ReactNode;
}

function Aside({ drafting, begun, children }: AsideProps) {
  const { t } = useWords('federation');
  const undo = useUndo();
  const restart = () => {
    const before = drafting.written;
    drafting.change(begun);
    undo.later(
      t('drafting.restarted'),
      () => undefined,
      () => drafting.setWritten(before),
    );
  };
  return (
    <aside className="card stack draft-aside" aria-label={t('drafting.look')}>
      {children}
      {drafting.outcomes.map((outcome, index) => (
        <OutcomeNotice key={index} outcome={outcome} />
      ))}
      <Button type="primary" size="large" htmlType="submit" loading={drafting.isRunning}>
        {t('drafting.save')}
      </Button>
      {drafting.isTouched && (
        <>
          <p className="soft small">{t('drafting.kept')}</p>
          <button type="button" className="quiet-button" onClick={restart}>
            {t('drafting.restart')}
          </button>
        </>
      )}
      {undo.bar}
    </aside>
  );
}
