/** Promises the next version of a policy, or a new one: every field in its words, conditions as a tree, published after a question. */
import { useEffect, useRef, useState } from 'react';
import Button from 'antd/es/button';
import { useWords } from '../../language/language';
import { OutcomeNotice } from '../../parts/notices';
import { Question } from '../../parts/question';
import { dayOf, formatDay } from '../../parts/format';
import { useCommand } from '../../parts/use-command';
import { serverNow } from '../../graphql/server-time';
import { faultIn } from './condition-draft';
import { ConditionEditor, type ConditionEditorProps } from './condition-editor';
import { PublishPolicy, type WholePolicyFragment } from './policies.documents';
import { policyInput, startOf, type PolicyDraft } from './policy-draft';
import { PolicyFields } from './policy-fields';
import type { Areas } from './read';

export interface PolicyFormProps {
  /** The version before; none for a new policy. */
  readonly from: WholePolicyFragment | undefined;
  readonly area: Areas | null | undefined;
  readonly areaCode: string;
  readonly onDone: (code: string) => void;
  readonly onLeave: () => void;
}

const dayMilliseconds = 86_400_000;

export function PolicyForm({ from, area, areaCode, onDone, onLeave }: PolicyFormProps) {
  const { t } = useWords('bureau');
  const [draft, setDraft] = useState(() => startOf(from, dayOf(serverNow() + dayMilliseconds)));
  const [isAsked, setAsked] = useState(false);
  const [isTried, setTried] = useState(false);
  const command = useCommand(PublishPolicy);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const wrong = faultIn(draft.eligibility)?.key;
  const change = (part: Partial<PolicyDraft>) => setDraft((old) => ({ ...old, ...part }));
  const publish = async () => {
    const ended = await command.run((policyId) => ({ input: policyInput(draft, policyId, areaCode) }));
    setAsked(false);
    if (ended.kind === 'done') onDone(ended.answer.code);
  };
  return (
    <>
      <form
        className="card stack"
        aria-labelledby="policy-form"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          setAsked(wrong === undefined);
        }}
      >
        <h2 id="policy-form" ref={heading} tabIndex={-1}>
          {from ? t('policies.nextTitle', { version: from.version }) : t('policies.new')}
        </h2>
        <p className="soft">{t('policies.formLead')}</p>
        <PolicyFields draft={draft} isNew={from === undefined} onChange={change} />
        <Conditions
          draft={draft.eligibility}
          area={area}
          wrong={isTried ? wrong : undefined}
          onChange={(eligibility) => change({ eligibility })}
        />
        <OutcomeNotice outcome={command.outcome} />
        <div className="row">
          <Button type="primary" htmlType="submit" loading={command.isRunning}>
            {t('policies.publish')}
          </Button>
          <Button onClick={onLeave}>{t('policies.leave')}</Button>
        </div>
      </form>
      {isAsked && (
        <PublishQuestion
          draft={draft}
          isRunning={command.isRunning}
          onYes={() => void publish()}
          onNo={() => setAsked(false)}
        />
      )}
    </>
  );
}

/** The tree, and in words that a part of it is not complete. */
function Conditions(props: ConditionEditorProps) {
  const { t } = useWords('bureau');
  return (
    <>
      <h3 id="conditions">{t('policies.whoGets')}</h3>
      <ul className="condition-edits" aria-labelledby="conditions">
        <ConditionEditor {...props} />
      </ul>
      {props.wrong !== undefined && (
        <p className="notice refused" role="alert">
          {t('policies.wrong')}
        </p>
      )}
    </>
  );
}

interface PublishQuestionProps {
  readonly draft: PolicyDraft;
  readonly isRunning: boolean;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

function PublishQuestion({ draft, ...rest }: PublishQuestionProps) {
  const { t, language } = useWords('bureau');
  return (
    <Question open title={t('policies.ask', { title: draft.titleZh })} yes={t('policies.publish')} {...rest}>
      <p>{t('policies.means', { day: formatDay(draft.validFrom, language) })}</p>
    </Question>
  );
}
