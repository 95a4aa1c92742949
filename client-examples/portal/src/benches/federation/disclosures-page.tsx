/** Promises what the public is told of projects: drafted, looked at as it will stand, published once, and corrected by notes only. */
import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import Button from 'antd/es/button';
import { useWords } from '../../language/language';
import { announce } from '../../parts/announcer';
import { formatDay, formatFen, formatMoment } from '../../parts/format';
import { ListStates } from '../../parts/list-states';
import { OutcomeNotice } from '../../parts/notices';
import { Question } from '../../parts/question';
import { useCommand } from '../../parts/use-command';
import { useList } from '../../parts/use-list';
import { useActing } from '../../session/acting';
import './bench.css';
import './giving.css';
import { StatusTag } from './projects-page';
import { federationRoles } from './roles';
import { Correct, Disclose, Disclosures, type DisclosuresQuery, type ReportFragment } from './telling.documents';
import type { DisclosuresQueryVariables } from './telling.documents';

type Told = DisclosuresQuery['charityProjects']['edges'][number]['node'];

export function DisclosuresPage() {
  const { organisationId } = useActing(federationRoles);
  return organisationId === undefined ? null : <DisclosuresOf key={organisationId} organisationId={organisationId} />;
}

function DisclosuresOf({ organisationId }: { readonly organisationId: string }) {
  const { t, language } = useWords('federation');
  const [search, setSearch] = useSearchParams();
  const projectId = search.get('project') ?? '';
  const list = useList<Told, DisclosuresQuery, DisclosuresQueryVariables>(
    Disclosures,
    { organisationId, projectId, hasProject: projectId !== '' },
    (answer) => answer.charityProjects,
  );
  const chosen = list.items.find(({ id }) => id === projectId);
  return (
    <ListStates list={list} empty={<strong>{t('telling.empty')}</strong>}>
      <div className="telling">
        <ul className="stack" aria-label={t('telling.projects')}>
          {list.items.map((one) => (
            <li key={one.id}>
              <button
                type="button"
                className="quiet-button telling-choice"
                aria-pressed={one.id === projectId}
                onClick={() => setSearch({ project: one.id }, { replace: true })}
              >
                <strong>{one.name}</strong>
                <span className="row">
                  <StatusTag status={one.status} />
                  <span className="soft small">
                    {one.settledOn && t('telling.settled', { day: formatDay(one.settledOn, language) })}
                  </span>
                </span>
              </button>
            </li>
          ))}
        </ul>
        {chosen ? (
          <OneDisclosure
            key={chosen.id}
            project={chosen}
            report={list.first?.projectDisclosure ?? undefined}
            onPublished={list.refresh}
          />
        ) : (
          <p className="empty">{t('telling.choose')}</p>
        )}
      </div>
    </ListStates>
  );
}

interface OneDisclosureProps {
  readonly project: Told;
  readonly report: ReportFragment | undefined;
  readonly onPublished: () => void;
}

function OneDisclosure({ project, report: before, onPublished }: OneDisclosureProps) {
  const [report, setReport] = useState(before);
  return report ? (
    <Published report={report} onCorrected={setReport} />
  ) : (
    <Draft
      project={project}
      onPublished={(made) => {
        setReport(made);
        onPublished();
      }}
    />
  );
}

interface DraftProps {
  readonly project: Told;
  readonly onPublished: (report: ReportFragment) => void;
}

function Draft({ project, onPublished }: DraftProps) {
  const { t } = useWords('federation');
  const [summary, setSummary] = useState('');
  const [step, setStep] = useState<'writing' | 'looking' | 'asked'>('writing');
  const command = useCommand(Disclose);
  const publish = async () => {
    const ended = await command.run((commandId) => ({ input: { commandId, projectId: project.id, summary } }));
    setStep('looking');
    if (ended.kind !== 'done') return;
    announce(t('telling.published'));
    onPublished(ended.answer);
  };
  return (
    <section className="card stack" aria-labelledby="draft">
      <h2 id="draft">{t(step === 'writing' ? 'telling.draft' : 'telling.look')}</h2>
      {step === 'writing' ? (
        <label className="field">
          {t('telling.summary')}
          <textarea rows={9} maxLength={5000} value={summary} onChange={(event) => setSummary(event.target.value)} />
        </label>
      ) : (
        <Look project={project} summary={summary} />
      )}
      <OutcomeNotice outcome={command.outcome} />
      <div className="row">
        {step === 'writing' ? (
          <Button type="primary" disabled={summary.trim() === ''} onClick={() => setStep('looking')}>
            {t('telling.lookFirst')}
          </Button>
        ) : (
          <>
            <Button type="primary" onClick={() => setStep('asked')}>
              {t('telling.publish')}
            </Button>
            <Button onClick={() => setStep('writing')}>{t('telling.write')}</Button>
          </>
        )}
      </div>
      {step === 'asked' && (
        <Question
          open
          title={t('telling.publishTitle', { name: project.name })}
          yes={t('telling.publish')}
          isRunning={command.isRunning}
          onYes={() => void publish()}
          onNo={() => setStep('looking')}
        >
          <p>{t('telling.publishText')}</p>
        </Question>
      )}
    </section>
  );
}

function Look({ project, summary }: { readonly project: Told; readonly summary: string }) {
  const { language } = useWords('federation');
  return (
    <article className="report stack">
      <h3>{project.name}</h3>
      <p className="report-text">{summary}</p>
      <Figures
        rows={(['raisedFen', 'spentFen', 'budgetLeftFen'] as const).map((name) => [
          name,
          formatFen(project.progress[name], language),
        ])}
      />
    </article>
  );
}

function Figures({ rows }: { readonly rows: readonly (readonly [string, string])[] }) {
  const { t } = useWords('federation');
  return (
    <dl className="facts">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{t(`sum.${name}`)}</dt>
          <dd>
            <strong>{value}</strong>
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface PublishedProps {
  readonly report: ReportFragment;
  readonly onCorrected: (report: ReportFragment) => void;
}

function Published({ report, onCorrected }: PublishedProps) {
  const { t, language } = useWords('federation');
  const { charityName, figures, notes, project, publishedAt, summary } = report;
  return (
    <section className="stack">
      <article className="card report stack" data-report={project.id}>
        <h2>{project.name}</h2>
        <p className="soft">
          {charityName} · {t('telling.publishedAt', { time: formatMoment(publishedAt, language) })}
        </p>
        <p className="report-text">{summary}</p>
        <Figures
          rows={(['raisedFen', 'spentFen', 'budgetLeftFen', 'freeFen'] as const).map((name) => [
            name,
            formatFen(figures[name], language),
          ])}
        />
        {notes.map((one) => (
          <p key={one.writtenAt} className="report-note">
            <strong>{t('telling.note', { time: formatMoment(one.writtenAt, language) })}</strong> {one.note}
          </p>
        ))}
        <a
          className="quiet-button link-button start"
          href={`/disclosures/${project.id}`}
          target="_blank"
          rel="noreferrer"
        >
          {t('telling.publicPage')}
        </a>
      </article>
      <Correction projectId={project.id} onCorrected={onCorrected} />
    </section>
  );
}

interface CorrectionProps extends Pick<PublishedProps, 'onCorrected'> {
  readonly projectId: string;
}

function Correction({ projectId, onCorrected }: CorrectionProps) {
  const { t } = useWords('federation');
  const [note, setNote] = useState('');
  const [isAsked, setAsked] = useState(false);
  const command = useCommand(Correct);
  const correct = async () => {
    const ended = await command.run((noteId) => ({ input: { noteId, projectId, note } }));
    setAsked(false);
    if (ended.kind !== 'done') return;
    setNote('');
    announce(t('telling.corrected'));
    onCorrected(ended.answer);
  };
  return (
    <div className="card stack">
      <label className="field">
        {t('telling.correction')}
        <textarea rows={3} maxLength={1000} value={note} onChange={(event) => setNote(event.target.value)} />
      </label>
      <OutcomeNotice outcome={command.outcome} />
      <Button className="start" disabled={note.trim() === ''} onClick={() => setAsked(true)}>
        {t('telling.correct')}
      </Button>
      {isAsked && (
        <AskedCorrection isRunning={command.isRunning} onYes={() => void correct()} onNo={() => setAsked(false)} />
      )}
    </div>
  );
}

interface AskedCorrectionProps {
  readonly isRunning: boolean;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

function AskedCorrection(props: AskedCorrectionProps) {
  const { t } = useWords('federation');
  return (
    <Question open title={t('telling.correctTitle')} yes={t('telling.correct')} {...props}>
      <p>{t('telling.correctText')}</p>
    </Question>
  );
}
