/** Promises the one step of a project's life that comes next, each asked first, since none can be taken back. */
import { useState } from 'react';
import { Link } from 'react-router-dom';
import Button from 'antd/es/button';
import { useWords } from '../../language/language';
import { announce } from '../../parts/announcer';
import { formatFen } from '../../parts/format';
import { OutcomeNotice } from '../../parts/notices';
import { Question } from '../../parts/question';
import { useCommand } from '../../parts/use-command';
import { today } from '../../parts/today';
import { CloseProject, FileProject, OpenProject, SettleProject } from './projects.documents';
import type { ProjectOfPage } from './read';

type Act = 'file' | 'open' | 'close' | 'settle';
const actOf: Partial<Record<ProjectOfPage['status'], Act>> = {
  ...{ DRAFT: 'file', FILED: 'open', OPEN: 'close', CLOSED: 'settle' },
};

export interface NextStepProps {
  readonly project: ProjectOfPage;
  readonly onDone: (words: string) => void;
}

export function NextStep({ project, onDone }: NextStepProps) {
  const { t } = useWords('federation');
  const [asked, setAsked] = useState<Act>();
  const act = actOf[project.status];
  return (
    <div className="stack">
      <div className="row next-step">
        <span className="soft">{t(`step.hint.${project.status}`)}</span>
        {act && (
          <Button type={act === 'close' ? 'default' : 'primary'} onClick={() => setAsked(act)}>
            {t(`step.${act}`)}
          </Button>
        )}
        {project.status === 'DRAFT' && (
          <Link className="quiet-button link-button" to={`/federation/projects/${project.id}/draft`}>
            {t('drafting.revise')}
          </Link>
        )}
        {(project.status === 'SETTLED' || project.status === 'DISCLOSED') && (
          <Link className="quiet-button link-button" to={`/federation/disclosures?project=${project.id}`}>
            {t('step.disclose')}
          </Link>
        )}
      </div>
      {asked && (
        <ActQuestion
          act={asked}
          project={project}
          onClose={() => setAsked(undefined)}
          onDone={(words) => {
            setAsked(undefined);
            announce(words);
            onDone(words);
          }}
        />
      )}
    </div>
  );
}

interface ActQuestionProps extends NextStepProps {
  readonly act: Act;
  readonly onClose: () => void;
}

function ActQuestion({ act, project, onClose, onDone }: ActQuestionProps) {
  const { t } = useWords('federation');
  const filing = useCommand(FileProject);
  const opening = useCommand(OpenProject);
  const closing = useCommand(CloseProject);
  const settling = useCommand(SettleProject);
  const [entered, setEntered] = useState<Entered>({ filedOn: today(), filingNumber: '', disposal: '' });
  const projectId = project.id;
  const { filedOn, filingNumber, disposal } = entered;
  const leftoverDisposal = disposal.trim() === '' ? undefined : disposal;
  const commands = {
    file: () => filing.run((commandId) => ({ input: { commandId, projectId, filedOn, filingNumber } })),
    open: () => opening.run((commandId) => ({ input: { commandId, projectId } })),
    close: () => closing.run((commandId) => ({ input: { commandId, projectId } })),
    settle: () => settling.run((commandId) => ({ input: { commandId, projectId, leftoverDisposal } })),
  };
  const command = { file: filing, open: opening, close: closing, settle: settling }[act];
  return (
    <Question
      open
      title={t(`step.title.${act}`, { name: project.name })}
      yes={t(`step.${act}`)}
      isDanger={act === 'close'}
      isRunning={command.isRunning}
      onYes={() => void commands[act]().then(({ kind }) => kind === 'done' && onDone(t(`step.done.${act}`)))}
      onNo={onClose}
    >
      <p className="soft">{t(`step.text.${act}`)}</p>
      <Fields act={act} project={project} entered={entered} onEnter={(part) => setEntered({ ...entered, ...part })} />
      <OutcomeNotice outcome={command.outcome} />
    </Question>
  );
}

interface Entered {
  readonly filedOn: string;
  readonly filingNumber: string;
  readonly disposal: string;
}

interface FieldsProps {
  readonly act: Act;
  readonly project: ProjectOfPage;
  readonly entered: Entered;
  readonly onEnter: (part: Partial<Entered>) => void;
}

function Fields({ act, project, entered, onEnter }: FieldsProps) {
  const { t, language } = useWords('federation');
  if (act === 'file')
    return (
      <>
        <label className="field">
          {t('step.filedOn')}
          <input
            type="date"
            value={entered.filedOn}
            required
            onChange={(event) => onEnter({ filedOn: event.target.value })}
          />
        </label>
        <label className="field">
          {t('step.filingNumber')}
          <input
            value={entered.filingNumber}
            required
            maxLength={60}
            onChange={(event) => onEnter({ filingNumber: event.target.value })}
          />
        </label>
      </>
    );
  if (act !== 'settle') return null;
  return (
    <>
      <p>{t('step.settleSums', { reserved: formatFen(project.progress.reservedFen, language) })}</p>
      <label className="field">
        {t('step.disposal')}
        <textarea
          rows={3}
          maxLength={500}
          value={entered.disposal}
          onChange={(event) => onEnter({ disposal: event.target.value })}
        />
      </label>
    </>
  );
}
