/** Promises the second step: for which project, kind of help, street or situation; whatever is left open helps wherever it is needed. */
import Button from 'antd/es/button';
import { useWords } from '../../language/language';
import { formatDay, formatFen } from '../../parts/format';
import { Bar } from '../../parts/bar';
import { shareOf } from './journey';
import { namedSituations, openKinds } from './kinds';
import type { ServiceKind, Situation } from './give.documents';
import type { Project, StepProps } from './give-step';

interface ForProps extends StepProps {
  readonly onNext: () => void;
  readonly onBack: () => void;
}

export function GiveForWhat({ draft, change, charities, projects, onNext, onBack }: ForProps) {
  const { t } = useWords('company');
  const isService = draft.form === 'SERVICE';
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        onNext();
      }}
    >
      <p className="soft">{t(isService ? 'give.forService' : 'give.forHint')}</p>
      {!isService && (
        <Projects projects={projects} chosen={draft.projectId} onChoose={(projectId) => change({ projectId })} />
      )}
      <Conditions draft={draft} change={change} charities={charities} />
      <p className="soft">{t('give.narrow')}</p>
      <div className="row">
        <Button type="primary" size="large" htmlType="submit">
          {t('give.toLook')}
        </Button>
        <Button size="large" onClick={onBack}>
          {t('give.back')}
        </Button>
      </div>
    </form>
  );
}

/** Kind of help, area and situation: what is named must hold together. */
function Conditions({ draft, change, charities }: Pick<StepProps, 'draft' | 'change' | 'charities'>) {
  const { t } = useWords('company');
  const area = charities.find((one) => one.id === draft.charityId)?.area;
  const isService = draft.form === 'SERVICE';
  return (
    <div className="two">
      {!isService && (
        <label className="field">
          {t('give.kind')}
          <select
            value={draft.serviceKind}
            onChange={(event) => change({ serviceKind: event.target.value as ServiceKind | '' })}
          >
            <option value="">{t('give.anyKind')}</option>
            {openKinds.map((one) => (
              <option key={one} value={one}>
                {t(`serviceKind.${one}`)}
              </option>
            ))}
          </select>
        </label>
      )}
      {area && (
        <label className="field">
          {t('give.area')}
          <select value={draft.areaCode} onChange={(event) => change({ areaCode: event.target.value })}>
            <option value="">{isService ? area.name : t('give.anyArea')}</option>
            {!isService && <option value={area.code}>{area.name}</option>}
            {area.children.edges.map(({ node }) => (
              <option key={node.code} value={node.code}>
                {node.name}
              </option>
            ))}
          </select>
        </label>
      )}
      <label className="field">
        {t('give.situation')}
        <select
          value={draft.situation}
          onChange={(event) => change({ situation: event.target.value as Situation | '' })}
        >
          <option value="">{t('give.anySituation')}</option>
          {namedSituations.map((one) => (
            <option key={one} value={one}>
              {t(`situation.${one}`)}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

interface ProjectsProps {
  readonly projects: readonly Project[];
  readonly chosen: string;
  readonly onChoose: (projectId: string) => void;
}

/** Projects that are open, each with how far it is from its goal. */
function Projects({ projects, chosen, onChoose }: ProjectsProps) {
  const { t, language } = useWords('company');
  if (projects.length === 0) return null;
  return (
    <fieldset className="choices">
      <legend>{t('give.project')}</legend>
      <div className="projects">
        <label className="tile">
          <input type="radio" name="project" checked={chosen === ''} onChange={() => onChoose('')} />
          <span>
            <strong>{t('give.noProject')}</strong>
            <small>{t('give.noProjectHint')}</small>
          </span>
        </label>
        {projects.map((project) => {
          const [raised, target] = [BigInt(project.progress.raisedFen), BigInt(project.targetFen)];
          return (
            <label key={project.id} className="tile">
              <input
                type="radio"
                name="project"
                checked={chosen === project.id}
                onChange={() => onChoose(project.id)}
              />
              <span>
                <strong>{project.name}</strong>
                <small>
                  {t('give.raised', {
                    raised: formatFen(project.progress.raisedFen, language),
                    target: formatFen(project.targetFen, language),
                  })}
                  {' · '}
                  {t('give.until', { day: formatDay(project.endsOn, language) })}
                </small>
                <Bar percent={Math.min(1, shareOf(raised, target)) * 100} />
              </span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
