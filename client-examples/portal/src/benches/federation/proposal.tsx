/** Promises a proposal as lines to accept together or one by one, its bound in plain words, and for what is left out the way to see why. */
import { useState } from 'react';
import Button from 'antd/es/button';
import { said, useWords } from '../../language/language';
import { AnswerStates } from '../../parts/answer-states';
import { announce } from '../../parts/announcer';
import { formatFen, formatNumber } from '../../parts/format';
import { Notice, OutcomeNotice } from '../../parts/notices';
import { useAnswer } from '../../parts/use-answer';
import { useCommand } from '../../parts/use-command';
import { UrgencyTag } from '../../parts/urgency-tag';
import { Candidates } from './candidates';
import { AcceptAllocations, Propose } from './funding.documents';
import { SetAsideNotice, type SetAside } from './set-aside';
import type { Asked, Considered, Proposed } from './funding';

type Line = Proposed['lines'][number];

export interface ProposalProps {
  readonly organisationId: string;
  readonly asked: Asked;
}

export function Proposal({ organisationId, asked }: ProposalProps) {
  const { t } = useWords('federation');
  const answer = useAnswer(Propose, { input: { projectId: asked.projectId, ...asked.wanted } });
  const [done, setDone] = useState<SetAside>();
  const onChanged = (next: SetAside) => {
    setDone(next);
    announce(next.words);
    answer.refresh();
  };
  return (
    <AnswerStates answer={answer}>
      {({ proposeAllocations: proposal }) =>
        proposal?.__typename === 'EngineRefused' ? (
          <Notice kind="refused">{said(proposal)}</Notice>
        ) : proposal ? (
          <div className="stack">
            {done && <SetAsideNotice done={done} onReleased={(words) => onChanged({ words })} />}
            <ProposalLines
              key={proposal.lines.map((line) => line.needId).join()}
              proposal={proposal}
              organisationId={organisationId}
              asked={asked}
              onChanged={onChanged}
            />
          </div>
        ) : (
          <Notice kind="told">{t('project.gone')}</Notice>
        )
      }
    </AnswerStates>
  );
}

interface ProposalLinesProps extends ProposalProps {
  readonly proposal: Proposed;
  readonly onChanged: (done: SetAside) => void;
}

function ProposalLines({ organisationId, asked, proposal, onChanged }: ProposalLinesProps) {
  const { t, language } = useWords('federation');
  const { considered, gap, lines } = proposal;
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const command = useCommand(AcceptAllocations);
  const chosen = lines.filter(({ needId }) => !left.has(needId));
  const withLine = new Set(lines.map(({ needId }) => needId));
  const { outcome } = command;
  const isOutdated = outcome?.kind === 'refused' && outcome.refusal.__typename === 'ProposalOutdated';
  const outdated = brokenBy(isOutdated ? outcome.refusal.lines : [], chosen);
  const accept = async () => {
    const sent = chosen.map(({ needId, claimId, donationId, lotId, amount }) => ({
      ...{ needId, claimId, donationId, lotId, amount },
    }));
    const { projectId } = asked;
    const ended = await command.run((commandId) => ({ input: { commandId, projectId, lines: sent } }));
    if (ended.kind !== 'done') return;
    onChanged({ words: t('funding.accepted', { count: sent.length }) });
  };
  return (
    <section className="stack" aria-labelledby="proposal">
      <div className="card stack">
        <h2 id="proposal">{t('funding.proposal', { count: considered.length, lines: lines.length })}</h2>
        <p className="large">
          {gap === 0
            ? t('funding.proved')
            : t('funding.provedNear', { better: formatNumber(Math.ceil(gap * 10_000) / 100, language) })}
        </p>
        <ul className="lines">
          {lines.map((line) => (
            <ProposedLine
              key={line.needId}
              need={considered.find(({ needId }) => needId === line.needId)!}
              line={line}
              isChosen={!left.has(line.needId)}
              broken={outdated.get(line.needId)}
              onChoose={(isOn) => setLeft((old) => withOrWithout(old, line.needId, !isOn))}
            />
          ))}
        </ul>
        <OutcomeNotice outcome={command.outcome} />
        {lines.length > 0 && (
          <AcceptButton chosen={chosen} isRunning={command.isRunning} onAccept={() => void accept()} />
        )}
      </div>
      <LeftOut
        needs={considered.filter(({ needId }) => !withLine.has(needId))}
        organisationId={organisationId}
        asked={asked}
        onChanged={onChanged}
      />
    </section>
  );
}

interface AcceptButtonProps {
  readonly chosen: readonly Line[];
  readonly isRunning: boolean;
  readonly onAccept: () => void;
}

function AcceptButton({ chosen, isRunning, onAccept }: AcceptButtonProps) {
  const { t, language } = useWords('federation');
  const money = formatFen(String(chosen.reduce((sum, one) => sum + BigInt(one.valueFen), 0n)), language);
  return (
    <Button type="primary" className="start" disabled={chosen.length === 0} loading={isRunning} onClick={onAccept}>
      {t('funding.accept', { count: chosen.length, money })}
    </Button>
  );
}

function withOrWithout(old: ReadonlySet<string>, one: string, isIn: boolean): ReadonlySet<string> {
  const next = new Set(old);
  if (isIn) next.add(one);
  else next.delete(one);
  return next;
}

/** Which rules lines break now, by need, when they were refused. */
function brokenBy(outdated: readonly Outdated[], sent: readonly Line[]): Map<string, readonly string[]> {
  return new Map(outdated.map(({ index, broken }) => [sent[index]?.needId ?? '', broken]));
}

interface Outdated {
  readonly index: number;
  readonly broken: readonly string[];
}

export function NeedName({ need }: { readonly need: Considered }) {
  const { t } = useWords('federation');
  return (
    <span className="row">
      <strong>{`${t(`serviceKind.${need.serviceKind}`)} · ${need.area?.name ?? need.areaCode}`}</strong>
      <UrgencyTag of={need.urgency}>{t(`urgency.${need.urgency}`)}</UrgencyTag>
    </span>
  );
}

interface ProposedLineProps {
  readonly need: Considered;
  readonly line: Line;
  readonly isChosen: boolean;
  readonly broken: readonly string[] | undefined;
  readonly onChoose: (isOn: boolean) => void;
}

function ProposedLine({ need, line, isChosen, broken, onChoose }: ProposedLineProps) {
  const { t, language } = useWords('federation');
  return (
    <li data-need={need.needId}>
      <label className="row check proposed">
        <input type="checkbox" checked={isChosen} onChange={(event) => onChoose(event.target.checked)} />
        <NeedName need={need} />
        <strong className="money">{formatFen(line.valueFen, language)}</strong>
      </label>
      {broken && (
        <p className="row">
          {broken.map((rule) => (
            <span key={rule} className="tag persimmon">
              {t(`allocationRule.${rule}`)}
            </span>
          ))}
        </p>
      )}
    </li>
  );
}

interface LeftOutProps extends ProposalProps {
  readonly needs: readonly Considered[];
  readonly onChanged: (done: SetAside) => void;
}

function LeftOut({ needs, onChanged, ...ground }: LeftOutProps) {
  const { t } = useWords('federation');
  const [open, setOpen] = useState<string>();
  if (needs.length === 0) return null;
  return (
    <div className="card stack">
      <h2>{t('funding.leftOut', { count: needs.length })}</h2>
      <ul className="lines">
        {needs.map((need) => (
          <li key={need.needId} className="stack" data-need={need.needId}>
            <div className="row spread">
              <NeedName need={need} />
              <button
                type="button"
                className="quiet-button"
                aria-expanded={open === need.needId}
                onClick={() => setOpen(open === need.needId ? undefined : need.needId)}
              >
                {t(open === need.needId ? 'plan.hideWhy' : 'funding.whyNot')}
              </button>
            </div>
            {open === need.needId && <Candidates need={need} {...ground} onChanged={onChanged} />}
          </li>
        ))}
      </ul>
    </div>
  );
}
