/** Promises the rules of matching: what each criterion weighs, new weights proposed by one person and approved by another, and what was before. */
import { useRef, useState } from 'react';
import { useWords } from '../../language/language';
import { announce } from '../../parts/announcer';
import { ListStates } from '../../parts/list-states';
import { Notice, OutcomeNotice } from '../../parts/notices';
import { Question } from '../../parts/question';
import { useCommand } from '../../parts/use-command';
import { useList } from '../../parts/use-list';
import { useSession } from '../../session/session';
import './bench.css';
import { ApproveRuleset, Rulesets, type ListedRulesetFragment } from './rules.documents';
import { RulesetCard } from './ruleset-card';
import { RulesetDraft, type RulesetDraftProps } from './ruleset-draft';
import { WeightBars } from './weight-bars';

export function RulesPage() {
  const { t } = useWords('bureau');
  const session = useSession();
  const own = session.phase === 'signed-in' ? session.account.id : undefined;
  const list = useList(Rulesets, {}, (result) => result.rulesets);
  const inForce = list.first?.ruleset;
  const approving = useCommand(ApproveRuleset);
  const [asked, setAsked] = useState<ListedRulesetFragment>();
  const [done, setDone] = useState<string>();
  const finish = (words: string) => {
    setDone(words);
    announce(words);
    list.refresh();
  };
  const approve = async (ruleset: ListedRulesetFragment) => {
    setDone(undefined);
    const outcome = await approving.run(() => ({ input: { rulesetId: ruleset.id } }));
    setAsked(undefined);
    if (outcome.kind === 'done') finish(t('rules.approved', { version: ruleset.version }));
  };
  return (
    <div className="stack bureau">
      <p className="lead">{t('rules.lead')}</p>
      {done !== undefined && <Notice kind="done">{done}</Notice>}
      <OutcomeNotice outcome={approving.outcome} />
      {inForce && <Drafting inForce={inForce} onDone={({ version }) => finish(t('rules.drafted', { version }))} />}
      <ListStates list={list} empty={<strong>{t('rules.empty')}</strong>}>
        <div className="stack">
          {list.items.map((ruleset) => (
            <RulesetCard
              key={ruleset.id}
              {...{ ruleset, inForce }}
              isOwn={own !== undefined && ruleset.proposedBy === own}
              onApprove={() => setAsked(ruleset)}
            />
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
          <WeightBars weights={asked.weights} inForce={inForce?.weights} />
        </Question>
      )}
    </div>
  );
}

type DraftingProps = Pick<RulesetDraftProps, 'inForce' | 'onDone'>;

/** The form, once it is asked for; the focus comes back to where it was. */
function Drafting({ inForce, onDone }: DraftingProps) {
  const { t } = useWords('bureau');
  const [isDrafting, setDrafting] = useState(false);
  const begin = useRef<HTMLButtonElement>(null);
  const leave = () => {
    setDrafting(false);
    window.setTimeout(() => begin.current?.focus());
  };
  if (!isDrafting)
    return (
      <p>
        <button ref={begin} type="button" className="quiet-button" onClick={() => setDrafting(true)}>
          {t('rules.begin')}
        </button>
      </p>
    );
  return (
    <RulesetDraft
      inForce={inForce}
      onLeave={leave}
      onDone={(drafted) => {
        leave();
        onDone(drafted);
      }}
    />
  );
}
