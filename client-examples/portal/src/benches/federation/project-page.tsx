/** Promises one project as it is just now: its burn-down, its figures, what the law asks of it, and the next step of its life. */
import { useCallback, useMemo, useState } from 'react';
import { useParams } from 'react-router-dom';
import { useWords } from '../../language/language';
import { AnswerStates } from '../../parts/answer-states';
import { formatDay, formatFen, formatList, formatNumber } from '../../parts/format';
import { LiveLine } from '../../parts/live-line';
import { Notice } from '../../parts/notices';
import { useAnswer } from '../../parts/use-answer';
import { useFeed } from '../../parts/use-feed';
import { useActing } from '../../session/acting';
import './bench.css';
import { BurnDown } from './burn-down';
import { NextStep } from './next-step';
import { Partner } from './partner';
import { PartnerWord } from './partner-word';
import { OneProject, ProjectLive, type OneProjectQuery } from './projects.documents';
import { DueIn, StatusTag } from './projects-page';
import { federationRoles } from './roles';
import { useFirst } from './use-first';
import type { ProjectOfPage } from './read';

export function ProjectPage() {
  const { projectId } = useParams();
  return <OneProjectPage key={projectId} id={projectId!} />;
}

function OneProjectPage({ id }: { readonly id: string }) {
  const { t } = useWords('federation');
  const answer = useAnswer(OneProject, { id });
  const variables = useMemo(() => ({ projectId: id }), [id]);
  const { refresh } = answer;
  const onEvents = useCallback(() => refresh(), [refresh]);
  const isFollowed = answer.answer?.charityProject && answer.answer.charityProject.status !== 'DRAFT';
  const feed = useFeed(
    ProjectLive,
    variables,
    useFirst(isFollowed ? answer.answer?.feedPosition : undefined),
    onEvents,
  );
  const [done, setDone] = useState<string>();
  const { organisationIds } = useActing(federationRoles);
  const isOwn = (project: ProjectOfPage) => organisationIds.includes(project.organisation?.id ?? '');
  const onDone = (words: string) => {
    setDone(words);
    refresh();
  };
  return (
    <AnswerStates answer={answer}>
      {({ charityProject: project, obligations }) =>
        project ? (
          <div className="stack">
            <header className="row">
              <h2 className="big">{project.name}</h2>
              <StatusTag status={project.status} />
            </header>
            {isFollowed && <LiveLine feed={feed} onReadAgain={refresh} />}
            {done !== undefined && <Notice kind="done">{done}</Notice>}
            {isOwn(project) ? (
              <>
                <NextStep project={project} onDone={onDone} />
                <Partner project={project} onDone={onDone} />
              </>
            ) : (
              <p className="soft">
                {t('partner.others', { name: project.organisation?.name ?? t('partner.another') })}
              </p>
            )}
            {organisationIds.includes(project.partnership?.organisationId ?? '') && (
              <PartnerWord project={project} onDone={onDone} onRefused={refresh} />
            )}
            {project.status !== 'DRAFT' && <BurnDown project={project} />}
            <Facts project={project} />
            <OwedOf obligations={obligations} />
          </div>
        ) : (
          <Notice kind="told">{t('project.gone')}</Notice>
        )
      }
    </AnswerStates>
  );
}

function Facts({ project }: { readonly project: ProjectOfPage }) {
  const { t, language } = useWords('federation');
  const money = (fen: string) => formatFen(fen, language);
  const list = (things: readonly string[]) => formatList(things, language);
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['window', `${formatDay(project.startsOn, language)} – ${formatDay(project.endsOn, language)}`],
    ['mode', t(`fundraisingMode.${project.fundraisingMode}`)],
    ['filed', project.filedOn ? `${formatDay(project.filedOn, language)} · ${project.filingNumber ?? ''}` : undefined],
    ['target', money(project.targetFen)],
    ['raised', money(project.progress.raisedFen)],
    ['pledged', money(project.progress.pledgedFen)],
    ['cap', money(project.capPerCaseFen)],
    ['households', reached(project, language)],
    ['kinds', list(project.serviceKinds.map((kind) => t(`serviceKind.${kind}`)))],
    ['areas', project.areas ? list(project.areas.map(({ name }) => name)) : undefined],
    ['situations', list(project.situations.map((one) => t(`situation.${one}`))) || t('project.anybody')],
    [
      'categories',
      list(project.lowIncomeCategories.map((one) => t(`lowIncomeCategory.${one}`))) || t('project.anybody'),
    ],
    ['leftover', project.leftoverFen ? money(project.leftoverFen) : undefined],
    ['leftoverUse', project.leftoverDisposal ?? undefined],
  ];
  return (
    <dl className="card facts">
      {rows
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{t(`fact.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function reached({ progress }: ProjectOfPage, language: 'zh' | 'en'): string | undefined {
  return progress.householdsReached == null ? undefined : formatNumber(progress.householdsReached, language);
}

function OwedOf({ obligations }: { readonly obligations: OneProjectQuery['obligations'] }) {
  const { t, language } = useWords('federation');
  if (obligations.edges.length === 0) return null;
  return (
    <section className="card stack" aria-labelledby="owed-of">
      <h2 id="owed-of">{t('project.owed')}</h2>
      <ul className="stack">
        {obligations.edges.map(({ node }) => (
          <li key={node.id} className={`owed ${node.state.toLowerCase()}`}>
            <strong>{t(`rule.${node.rule}`)}</strong>
            <span>{formatDay(node.dueOn, language)}</span>
            {node.fulfilledOn ? (
              <span className="tag pine">{t(`obligationState.${node.state}`)}</span>
            ) : (
              <DueIn dueOn={node.dueOn} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
