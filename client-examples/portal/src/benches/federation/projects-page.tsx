/** Promises all projects of the charity, each with how far it has come, and beside them what the law asks for next. */
import { Link } from 'react-router-dom';
import { useWords } from '../../language/language';
import { daysBetween } from '../../parts/days';
import { formatDay, formatFen, formatNumber } from '../../parts/format';
import { ListStates } from '../../parts/list-states';
import { useList } from '../../parts/use-list';
import { useUrlFilters } from '../../parts/use-url-filters';
import { useActing } from '../../session/acting';
import './bench.css';
import { BudgetBar, percent } from './budget-bar';
import { today } from '../../parts/today';
import { Exports } from './exports';
import { Bar } from '../../parts/bar';
import { Projects, type ProjectStatus, type ProjectSumsFragment, type ProjectsQuery } from './projects.documents';
import type { ProjectsQueryVariables } from './projects.documents';
import { federationRoles } from './roles';
import { ToConfirm } from './to-confirm';

const shown = {
  running: ['OPEN'],
  coming: ['DRAFT', 'FILED'],
  ending: ['CLOSED', 'SETTLED'],
  told: ['DISCLOSED'],
} as const satisfies Record<string, readonly ProjectStatus[]>;
type Shown = keyof typeof shown;
const choices = { show: Object.keys(shown) as Shown[] };

export function ProjectsPage() {
  const { organisationId } = useActing(federationRoles);
  return organisationId === undefined ? null : <ProjectsOf key={organisationId} organisationId={organisationId} />;
}

function ProjectsOf({ organisationId }: { readonly organisationId: string }) {
  const { t } = useWords('federation');
  const [filters, choose] = useUrlFilters(choices);
  const statuses = filters.show ? [...shown[filters.show]] : undefined;
  const list = useList<ProjectSumsFragment, ProjectsQuery, ProjectsQueryVariables>(
    Projects,
    { organisationId, statuses },
    (answer) => answer.charityProjects,
  );
  return (
    <div className="with-aside">
      <div className="stack">
        <div className="row" role="group" aria-label={t('projects.filter')}>
          <button
            type="button"
            className="quiet-button"
            aria-pressed={filters.show === undefined}
            onClick={() => choose('show', undefined)}
          >
            {t('projects.all')}
          </button>
          {choices.show.map((name) => (
            <button
              key={name}
              type="button"
              className="quiet-button"
              aria-pressed={filters.show === name}
              onClick={() => choose('show', name)}
            >
              {t(`projects.show.${name}`)}
            </button>
          ))}
          <Link className="quiet-button link-button begin" to="projects/new">
            {t('drafting.begin')}
          </Link>
        </div>
        {list.first && <ToConfirm asked={list.first.toConfirm} />}
        <ListStates list={list} empty={<strong>{t('projects.empty')}</strong>}>
          <ul className="project-cards">
            {list.items.map((project) => (
              <ProjectCard key={project.id} project={project} />
            ))}
          </ul>
        </ListStates>
        <Exports organisationId={organisationId} codes={['PROJECTS_OPENED']} />
      </div>
      {list.first && <NextOwed answer={list.first} />}
    </div>
  );
}

const statusTones: Record<ProjectStatus, string> = {
  ...{ DRAFT: '', FILED: 'sky', OPEN: 'pine', CLOSED: 'amber', SETTLED: 'amber', DISCLOSED: 'plum' },
};

export function StatusTag({ status }: { readonly status: ProjectStatus }) {
  const { t } = useWords('federation');
  return <span className={`tag ${statusTones[status]}`}>{t(`projectStatus.${status}`)}</span>;
}

function ProjectCard({ project }: { readonly project: ProjectSumsFragment }) {
  const { t, language } = useWords('federation');
  const { budgetFen, endsOn, id, name, progress, startsOn, status, targetFen } = project;
  const left = daysBetween(today(), endsOn);
  const isComing = status === 'DRAFT' || status === 'FILED';
  return (
    <li className="card stack" data-project={id}>
      <header className="row">
        <h2>
          <Link to={`projects/${id}`}>{name}</Link>
        </h2>
        <StatusTag status={status} />
      </header>
      <p className="soft">
        {t('projects.window', { from: formatDay(startsOn, language), to: formatDay(endsOn, language) })}
        {status === 'OPEN' && left >= 0 && ` · ${t('projects.daysLeft', { count: left })}`}
      </p>
      {isComing ? <Means project={project} /> : <BudgetBar budgetFen={budgetFen} progress={progress} />}
      {!isComing && project.fundraisingMode !== 'NONE' && (
        <div className="raised">
          <Bar percent={percent(progress.raisedFen, targetFen)} />
          <span className="soft">
            {t('projects.raised', {
              raised: formatFen(progress.raisedFen, language),
              target: formatFen(targetFen, language),
              share: formatNumber(Math.floor(percent(progress.raisedFen, targetFen)), language),
            })}
          </span>
        </div>
      )}
    </li>
  );
}

/** Nothing has moved before it opens: what it means to raise and to spend. */
function Means({ project }: { readonly project: ProjectSumsFragment }) {
  const { t, language } = useWords('federation');
  const { budgetFen, fundraisingMode, id, status, targetFen } = project;
  return (
    <div className="row means">
      <dl className="figures planned">
        {fundraisingMode !== 'NONE' && (
          <div>
            <dt>{t('fact.target')}</dt>
            <dd>{formatFen(targetFen, language)}</dd>
          </div>
        )}
        <div>
          <dt>{t('sum.budgetFen')}</dt>
          <dd>{formatFen(budgetFen, language)}</dd>
        </div>
      </dl>
      {status === 'DRAFT' && (
        <Link className="quiet-button link-button" to={`projects/${id}/draft`}>
          {t('drafting.goOn')}
        </Link>
      )}
    </div>
  );
}

function NextOwed({ answer }: { readonly answer: ProjectsQuery }) {
  const { t, language } = useWords('federation');
  const owed = answer.obligations.edges.map(({ node }) => node);
  return (
    <aside className="card stack" aria-labelledby="next-owed">
      <h2 id="next-owed">{t('projects.nextOwed')}</h2>
      {owed.length === 0 && <p className="soft">{t('owed.none')}</p>}
      <ol className="stack">
        {owed.map((one) => (
          <li key={one.id} className={`owed ${one.state.toLowerCase()}`}>
            <strong>{t(`rule.${one.rule}`)}</strong>
            <span>{formatDay(one.dueOn, language)}</span>
            <DueIn dueOn={one.dueOn} />
          </li>
        ))}
      </ol>
      <Link to="obligations">{t('projects.toObligations')}</Link>
    </aside>
  );
}

/** How long there is still, or how long it is over. */
export function DueIn({ dueOn }: { readonly dueOn: string }) {
  const { t } = useWords('federation');
  const left = daysBetween(today(), dueOn);
  if (left < 0) return <span className="tag persimmon">{t('owed.over', { count: -left })}</span>;
  if (left === 0) return <span className="tag amber">{t('owed.today')}</span>;
  return <span className={`tag ${left <= 7 ? 'amber' : ''}`}>{t('owed.left', { count: left })}</span>;
}
