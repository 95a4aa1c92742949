/** Promises the evaluation of a year: computed by a scheme and frozen, published by another person, its appeals decided with reasons. */
import { useState, type FormEvent } from 'react';
import { useWords } from '../../language/language';
import { formatDay } from '../../parts/format';
import { ListStates } from '../../parts/list-states';
import { Notice, OutcomeNotice } from '../../parts/notices';
import { Question } from '../../parts/question';
import { useCommand } from '../../parts/use-command';
import { useList } from '../../parts/use-list';
import { AppealQuestion, type Decided } from './appeal-question';
import './bench.css';
import {
  DecideEvaluationAppeal,
  Evaluations,
  EvaluateYear,
  PublishEvaluation,
  type EvaluationsQuery,
  type ListedEvaluationFragment,
  type ListedResultFragment,
} from './evaluation.documents';
import { EvaluationResults } from './evaluation-results';
import { today } from '../../parts/today';

export function EvaluationPage() {
  const { t } = useWords('bureau');
  const list = useList(Evaluations, {}, (result) => result.evaluations);
  const [published, setPublished] = useState<ListedEvaluationFragment>();
  const [appealed, setAppealed] = useState<ListedResultFragment>();
  const evaluating = useEvaluating(() => {
    setPublished(undefined);
    setAppealed(undefined);
  }, list.refresh);
  const { computing, publishing, deciding, compute, publish, decide } = evaluating;
  const outcomes = [computing.outcome, publishing.outcome, deciding.outcome];
  return (
    <div className="stack bureau">
      <p className="soft">{t('evaluation.lead')}</p>
      {list.first && (
        <Compute schemes={list.first.evaluationSchemes} isRunning={computing.isRunning} onCompute={compute} />
      )}
      {outcomes.map((outcome, index) => (
        <OutcomeNotice key={index} outcome={outcome} />
      ))}
      {deciding.outcome?.kind === 'done' && <Notice kind="done">{t('evaluation.decided')}</Notice>}
      <ListStates list={list} empty={<strong>{t('evaluation.empty')}</strong>}>
        <div className="stack">
          {list.items.map((evaluation) => (
            <EvaluationCard
              key={evaluation.evaluationId}
              evaluation={evaluation}
              onPublish={() => setPublished(evaluation)}
              onAppeal={setAppealed}
            />
          ))}
        </div>
      </ListStates>
      {published && (
        <Question
          open
          title={t('evaluation.askPublish', { title: published.scheme.title, year: published.year })}
          yes={t('evaluation.publish')}
          isRunning={publishing.isRunning}
          onYes={() => void publish(published)}
          onNo={() => setPublished(undefined)}
        >
          <p>{t('evaluation.publishMeans')}</p>
        </Question>
      )}
      {appealed && (
        <AppealQuestion
          result={appealed}
          isRunning={deciding.isRunning}
          onDecide={(decided) => void decide(appealed, decided)}
          onNo={() => setAppealed(undefined)}
        />
      )}
    </div>
  );
}

/** The commands on evaluations; `onEnd` however they end, `onDone` when something is other than before. */
function useEvaluating(onEnd: () => void, onDone: () => void) {
  const computing = useCommand(EvaluateYear);
  const publishing = useCommand(PublishEvaluation);
  const deciding = useCommand(DecideEvaluationAppeal);
  const publish = async (evaluation: ListedEvaluationFragment) => {
    const { evaluationId } = evaluation;
    const outcome = await publishing.run((commandId) => ({ input: { commandId, evaluationId } }));
    onEnd();
    if (outcome.kind === 'done') onDone();
  };
  const decide = async (result: ListedResultFragment, decided: Decided) => {
    const { appealId } = result.appeal!;
    const outcome = await deciding.run((commandId) => ({ input: { commandId, appealId, ...decided } }));
    onEnd();
    if (outcome.kind === 'done') onDone();
  };
  const compute = async (schemeId: string, year: number) => {
    const outcome = await computing.run((evaluationId) => ({ input: { evaluationId, schemeId, year } }));
    if (outcome.kind === 'done') onDone();
  };
  return { computing, publishing, deciding, compute, publish, decide };
}

interface ComputeProps {
  readonly schemes: EvaluationsQuery['evaluationSchemes'];
  readonly isRunning: boolean;
  readonly onCompute: (schemeId: string, year: number) => Promise<void>;
}

function Compute({ schemes, isRunning, onCompute }: ComputeProps) {
  const { t } = useWords('bureau');
  const lastYear = Number(today().slice(0, 4)) - 1;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    void onCompute(given.get('scheme') as string, Number(given.get('year')));
  };
  if (schemes.length === 0) return <p className="empty">{t('evaluation.noScheme')}</p>;
  return (
    <form className="card search-form" onSubmit={submit}>
      <label className="field">
        <span>{t('evaluation.scheme')}</span>
        <select name="scheme">
          {schemes.map(({ schemeId, title, version }) => (
            <option key={schemeId} value={schemeId}>
              {t('evaluation.schemeName', { title, version })}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>{t('evaluation.year')}</span>
        <input name="year" type="number" required min={2000} max={lastYear} defaultValue={lastYear} />
      </label>
      <button type="submit" className="quiet-button" disabled={isRunning}>
        {t('evaluation.compute')}
      </button>
    </form>
  );
}

interface EvaluationCardProps {
  readonly evaluation: ListedEvaluationFragment;
  readonly onPublish: () => void;
  readonly onAppeal: (result: ListedResultFragment) => void;
}

function EvaluationCard({ evaluation, onPublish, onAppeal }: EvaluationCardProps) {
  const { t, language } = useWords('bureau');
  const { scheme, year, status, hash, appealUntil } = evaluation;
  const isPublished = status === 'PUBLISHED';
  return (
    <article className="card stack" aria-label={`${scheme.title} ${year}`}>
      <h2>
        {t('evaluation.name', { title: scheme.title, year })}{' '}
        <span className={`tag ${isPublished ? 'pine' : 'amber'}`}>{t(`evaluationStatus.${status}`)}</span>
      </h2>
      <p className="soft hash">
        {isPublished && appealUntil
          ? t('evaluation.appealUntil', { day: formatDay(appealUntil, language) })
          : t('evaluation.frozen')}{' '}
        <code>{hash.slice(0, 16)}</code>
      </p>
      <EvaluationResults results={evaluation.results.edges.map(({ node }) => node)} onAppeal={onAppeal} />
      {evaluation.results.pageInfo.hasNextPage && <p className="soft">{t('evaluation.firstOnly')}</p>}
      {!isPublished && (
        <div className="row">
          <button type="button" className="quiet-button" onClick={onPublish}>
            {t('evaluation.publish')}
          </button>
        </div>
      )}
    </article>
  );
}
