/** Promises the rules of matching: what each criterion weighs, what waits for a second person, what it would change, and its approval. */
import { useState } from 'react';
import { said, useWords } from '../../language/language';
import { AnswerStates } from '../../parts/answer-states';
import { formatMoment } from '../../parts/format';
import { ListStates } from '../../parts/list-states';
import { Notice, OutcomeNotice } from '../../parts/notices';
import { Question } from '../../parts/question';
import { useAnswer } from '../../parts/use-answer';
import { useCommand } from '../../parts/use-command';
import { useList } from '../../parts/use-list';
import './bench.css';
import { permilleText } from './figure';
import { ApproveRuleset, Rulesets, TryRuleset, type ListedRulesetFragment } from './rules.documents';

const tagOf = { DRAFT: 'amber', APPROVED: 'pine', RETIRED: '' };

export function RulesPage() {
  const { t } = useWords('bureau');
  const list = useList(Rulesets, {}, (result) => result.rulesets);
  const approving = useCommand(ApproveRuleset);
  const [asked, setAsked] = useState<ListedRulesetFragment>();
  const approve = async (ruleset: ListedRulesetFragment) => {
    const outcome = await approving.run(() => ({ input: { rulesetId: ruleset.id } }));
    setAsked(undefined);
    if (outcome.kind === 'done') list.refresh();
  };
  return (
    <div className="stack bureau">
      <p className="soft">{t('rules.lead')}</p>
      {approving.outcome?.kind === 'done' && <Notice kind="done">{t('rules.approved')}</Notice>}
      <OutcomeNotice outcome={approving.outcome} />
      <ListStates list={list} empty={<strong>{t('rules.empty')}</strong>}>
        <div className="stack">
          {list.items.map((ruleset) => (
            <RulesetCard key={ruleset.id} ruleset={ruleset} onApprove={() => setAsked(ruleset)} />
          ))}
        </div>
      </ListStates>
      {asked && (
        <Question
          open
          title={t('rules.ask', { version: asked.version })}
          yes={t('rules.approve')}
          isRunning={approving.isRunning}
          onYes={() => void approve(asked)}
          onNo={() => setAsked(undefined)}
        >
          <p>{t('rules.means')}</p>
        </Question>
      )}
    </div>
  );
}

function RulesetCard({
  ruleset,
  onApprove,
}: {
  readonly ruleset: ListedRulesetFragment;
  readonly onApprove: () => void;
}) {
  const { t, language } = useWords('bureau');
  const [isTried, setTried] = useState(false);
  const most = Math.max(...ruleset.weights.map(({ weight }) => weight), 1);
  return (
    <article className="card stack" aria-label={ruleset.version}>
      <h2>
        {ruleset.version} <span className={`tag ${tagOf[ruleset.status]}`}>{t(`rulesetStatus.${ruleset.status}`)}</span>
      </h2>
      <p>
        {ruleset.reason} <span className="soft">{formatMoment(ruleset.proposedAt, language)}</span>
      </p>
      <dl className="weights">
        {ruleset.weights.map(({ criterion, weight }) => (
          <div key={criterion}>
            <dt>{t(`criterion.${criterion}`)}</dt>
            <dd>
              <span className="gap-bar" style={{ width: `${(weight / most) * 70}%` }} />{' '}
              {permilleText(weight / 10, language)}
            </dd>
          </div>
        ))}
      </dl>
      {ruleset.status === 'DRAFT' && (
        <div className="row">
          <button type="button" className="quiet-button" onClick={() => setTried(true)}>
            {t('rules.try')}
          </button>
          <button type="button" className="quiet-button" onClick={onApprove}>
            {t('rules.approve')}
          </button>
        </div>
      )}
      {isTried && <Trial rulesetId={ruleset.id} />}
    </article>
  );
}

function Trial({ rulesetId }: { readonly rulesetId: string }) {
  const { t } = useWords('bureau');
  const answer = useAnswer(TryRuleset, { rulesetId });
  return (
    <AnswerStates answer={answer}>
      {({ dryRunRuleset: trial }) =>
        trial.__typename === 'RulesetDryRun' ? (
          <Notice kind="told">
            {t('rules.trial', { needs: trial.needs, changed: trial.rankingsChanged, first: trial.firstPlacesChanged })}
          </Notice>
        ) : (
          <Notice kind="refused">{said(trial)}</Notice>
        )
      }
    </AnswerStates>
  );
}
