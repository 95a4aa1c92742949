/** Promises what the law asks of the charity: overdue first as a list, or a month at a glance, and what was done written down. */
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router-dom';
import { useWords } from '../../language/language';
import { announce } from '../../parts/announcer';
import { formatDay } from '../../parts/format';
import { ListStates } from '../../parts/list-states';
import { Notice, OutcomeNotice } from '../../parts/notices';
import { Question } from '../../parts/question';
import { useCommand } from '../../parts/use-command';
import { useList } from '../../parts/use-list';
import { useUrlFilters } from '../../parts/use-url-filters';
import { useActing } from '../../session/acting';
import './bench.css';
import { today } from '../../parts/today';
import { Exports } from './exports';
import { Month } from './month';
import { Fulfil, Owed, type ObligationState, type OwedQuery, type OwedQueryVariables } from './obligations.documents';
import { DueIn } from './projects-page';
import { RecordDealingQuestion } from './record-dealing';
import { federationRoles } from './roles';
import type { Obligation, OwedParts } from './read';

const choices = { show: ['done'], view: ['month'] } as const;
const states: Record<'open' | 'done', ObligationState[]> = {
  open: ['OVERDUE', 'DUE'],
  done: ['FULFILLED', 'FULFILLED_LATE'],
};

export function ObligationsPage() {
  const { organisationId } = useActing(federationRoles);
  return organisationId === undefined ? null : <OwedBy key={organisationId} organisationId={organisationId} />;
}

function OwedBy({ organisationId }: { readonly organisationId: string }) {
  const { t } = useWords('federation');
  const [filters, choose] = useUrlFilters(choices);
  const [search, setSearch] = useSearchParams();
  const list = useList<Obligation, OwedQuery, OwedQueryVariables>(
    Owed,
    // A month shows what was done beside what is owed.
    { organisationId, states: filters.view === 'month' ? undefined : states[filters.show ?? 'open'] },
    (answer) => answer.obligations,
  );
  const [asked, setAsked] = useState<Obligation | 'new'>();
  const [told, setTold] = useState<string>();
  const done = (words: string) => {
    setAsked(undefined);
    setTold(words);
    announce(words);
    list.refresh();
  };
  const names = new Map(list.first?.charityProjects.edges.map(({ node }) => [node.id, node.name]));
  const asks = search.get('month') ?? '';
  const month = /^\d{4}-(0[1-9]|1[0-2])$/.test(asks) ? asks : today().slice(0, 7);
  const overdue = list.items.filter(({ state }) => state === 'OVERDUE').length;
  const parts = { names, onFulfil: setAsked };
  return (
    <div className="stack">
      <Choices filters={filters} choose={choose} overdue={overdue} onRecord={() => setAsked('new')} />
      {told !== undefined && <Notice kind="done">{told}</Notice>}
      <ListStates list={list} empty={<strong>{t('owed.none')}</strong>}>
        {filters.view === 'month' ? (
          <Month
            month={month}
            obligations={list.items}
            names={names}
            onFulfil={setAsked}
            onMonth={(next) =>
              setSearch((old) => (old.set('month', next), new URLSearchParams(old)), { replace: true })
            }
          />
        ) : (
          <ul className="stack">
            {list.items.map((one) => (
              <OwedRow key={one.id} obligation={one} {...parts} />
            ))}
          </ul>
        )}
      </ListStates>
      <Exports organisationId={organisationId} codes={['STATUTORY_OBLIGATIONS_DUE']} />
      {asked === 'new' && (
        <RecordDealingQuestion organisationId={organisationId} onClose={() => setAsked(undefined)} onDone={done} />
      )}
      {asked && asked !== 'new' && (
        <FulfilQuestion obligation={asked} onClose={() => setAsked(undefined)} onDone={() => done(t('owed.written'))} />
      )}
    </div>
  );
}

interface ChoicesProps {
  readonly filters: { readonly show?: 'done'; readonly view?: 'month' };
  readonly choose: (name: 'show' | 'view', value: string | undefined) => void;
  readonly overdue: number;
  readonly onRecord: () => void;
}

function Choices({ filters, choose, overdue, onRecord }: ChoicesProps) {
  const { t } = useWords('federation');
  return (
    <div className="row">
      {(['list', 'month'] as const).map((view) => (
        <button
          key={view}
          type="button"
          className="quiet-button"
          aria-pressed={(filters.view ?? 'list') === view}
          onClick={() => choose('view', view === 'month' ? view : undefined)}
        >
          {t(`owed.view.${view}`)}
        </button>
      ))}
      {filters.view !== 'month' && (
        <label className="row check">
          <input
            type="checkbox"
            checked={filters.show === 'done'}
            onChange={(event) => choose('show', event.target.checked ? 'done' : undefined)}
          />
          {t('owed.showDone')}
        </label>
      )}
      {overdue > 0 && <span className="tag persimmon">{t('owed.overdueCount', { count: overdue })}</span>}
      <button type="button" className="quiet-button begin" onClick={onRecord}>
        {t('owed.record')}
      </button>
    </div>
  );
}

function OwedRow({ obligation, names, onFulfil }: OwedParts & { readonly obligation: Obligation }) {
  const { t, language } = useWords('federation');
  const { dueOn, evidence, fulfilledOn, rule, source, state, subjectId } = obligation;
  return (
    <li className={`card owed-row ${state.toLowerCase()}`} data-rule={rule}>
      <div className="stack tight">
        <h2>{t(`rule.${rule}`)}</h2>
        <p>{names.get(subjectId) ?? t('owed.charity')}</p>
        <p className="soft small">{source}</p>
        {evidence && <Evidence evidence={evidence} />}
      </div>
      <div className="stack tight end">
        <strong>{formatDay(dueOn, language)}</strong>
        {fulfilledOn ? (
          <span className={`tag ${state === 'FULFILLED' ? 'pine' : 'amber'}`}>
            {t(`obligationState.${state}`)} · {formatDay(fulfilledOn, language)}
          </span>
        ) : (
          <>
            <DueIn dueOn={dueOn} />
            {obligation.fulfilledByHand ? (
              <button type="button" className="quiet-button" onClick={() => onFulfil(obligation)}>
                {t('owed.fulfil')}
              </button>
            ) : (
              <Link className="quiet-button link-button" to={`/federation/projects/${subjectId}`}>
                {t('owed.toProject')}
              </Link>
            )}
          </>
        )}
      </div>
    </li>
  );
}

/** What was written down; an address can be gone to. */
function Evidence({ evidence }: { readonly evidence: string }) {
  const { t } = useWords('federation');
  return (
    <p className="soft small">
      {t('owed.evidenceIs', { evidence })}{' '}
      {/^https:\/\/\S+$/.test(evidence) && (
        <a href={evidence} target="_blank" rel="noreferrer noopener">
          {t('owed.seeEvidence')}
        </a>
      )}
    </p>
  );
}

interface FulfilQuestionProps {
  readonly obligation: Obligation;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function FulfilQuestion({ obligation, onClose, onDone }: FulfilQuestionProps) {
  const { t } = useWords('federation');
  const command = useCommand(Fulfil);
  const [fulfilledOn, setDay] = useState(today());
  const [evidence, setEvidence] = useState('');
  const input = { obligationId: obligation.id, fulfilledOn, evidence };
  return (
    <Question
      open
      title={t('owed.fulfilTitle', { rule: t(`rule.${obligation.rule}`) })}
      yes={t('owed.fulfil')}
      isRunning={command.isRunning}
      onYes={() =>
        void command
          .run((commandId) => ({ input: { commandId, ...input } }))
          .then(({ kind }) => {
            if (kind === 'done') onDone();
          })
      }
      onNo={onClose}
    >
      <label className="field">
        {t('owed.fulfilledOn')}
        <input
          type="date"
          value={fulfilledOn}
          max={today()}
          required
          onChange={(event) => setDay(event.target.value)}
        />
      </label>
      <label className="field">
        {t('owed.evidence')}
        <input value={evidence} required maxLength={300} onChange={(event) => setEvidence(event.target.value)} />
      </label>
      <OutcomeNotice outcome={command.outcome} />
    </Question>
  );
}
