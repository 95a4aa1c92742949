/** Promises what one need could be given and why the rest may not: the rules as bits, the smallest conflict, what mends it, and a gift by hand or by rule. */
import { useState } from 'react';
import Button from 'antd/es/button';
import { useWords } from '../../language/language';
import { AnswerStates } from '../../parts/answer-states';
import { formatDay, formatFen } from '../../parts/format';
import { Notice, OutcomeNotice } from '../../parts/notices';
import { Question } from '../../parts/question';
import { useAnswer } from '../../parts/use-answer';
import { useCommand } from '../../parts/use-command';
import { AllocateByHand, AllocateByRule, Candidates as CandidatesQuestion } from './funding.documents';
import type { CandidatesQuery } from './funding.documents';
import type { Asked, Considered } from './funding';
import type { SetAside } from './set-aside';

type Found = NonNullable<CandidatesQuery['allocationCandidates']>;
type Candidate = Found['candidates'][number];

export interface CandidatesProps {
  readonly need: Considered;
  readonly organisationId: string;
  readonly asked: Asked;
  readonly onChanged: (done: SetAside) => void;
}

export function Candidates(props: CandidatesProps) {
  const { t } = useWords('federation');
  const { need, organisationId, asked } = props;
  const { needId, claimId, want } = need;
  const wanted = 'amountFen' in asked.wanted ? { amountFen: want } : { ...asked.wanted, pieces: want };
  const wish = {
    charityId: organisationId,
    needId,
    claimId,
    projectId: asked.projectId,
    withoutBudget: false,
    ...wanted,
  };
  const answer = useAnswer(CandidatesQuestion, { input: wish });
  return (
    <AnswerStates answer={answer}>
      {({ allocationCandidates: found }) =>
        found ? (
          <div className="why stack">
            {found.total === 0 && <Notice kind="told">{t('funding.nothingThere')}</Notice>}
            <Conflicts found={found} />
            <Bits found={found} />
            {found.legal > 0 && <GiveIt {...props} found={found} wish={wish} />}
          </div>
        ) : (
          <Notice kind="told">{t('funding.needGone')}</Notice>
        )
      }
    </AnswerStates>
  );
}

function Conflicts({ found: { conflicts, total } }: { readonly found: Found }) {
  const { t, language } = useWords('federation');
  if (conflicts.length === 0) return null;
  return (
    <div className="stack conflict" role="group" aria-label={t('funding.conflict')}>
      <h3>{t(conflicts.length === 1 ? 'funding.conflictOne' : 'funding.conflict')}</h3>
      <ol className="stack tight">
        {conflicts.map(({ rule, excluded, remedyZh, remedyEn }) => (
          <li key={rule}>
            <strong>{t(`allocationRule.${rule}`)}</strong>{' '}
            <span className="soft">{t('funding.excluded', { excluded, total })}</span>
            <p>{language === 'zh' ? remedyZh : remedyEn}</p>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** One row for each gift, one column for each rule that any of them breaks. */
function Bits({ found }: { readonly found: Found }) {
  const { t, language } = useWords('federation');
  const rules = [...new Set(found.candidates.flatMap(({ broken }) => broken))];
  const smallest = new Set(found.conflicts.map(({ rule }) => rule));
  if (rules.length === 0) return null;
  const name = ({ available, expiresOn, lotId }: Candidate) =>
    `${lotId ? available : formatFen(available, language)}${expiresOn ? ` · ${formatDay(expiresOn, language)}` : ''}`;
  return (
    <div className="month-scroll" tabIndex={0} role="region" aria-label={t('funding.bits')}>
      <table className="bits">
        <caption>{t('funding.bits')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('funding.gift')}</th>
            {rules.map((rule) => (
              <th key={rule} scope="col" className={smallest.has(rule) ? 'smallest' : ''}>
                {t(`allocationRule.${rule}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {found.candidates.map((one) => (
            <tr key={`${one.donationId} ${one.lotId ?? ''} ${one.projectId ?? ''}`}>
              <th scope="row">{name(one)}</th>
              {rules.map((rule) => {
                const isBroken = one.broken.includes(rule);
                return (
                  <td key={rule} className={smallest.has(rule) ? 'smallest' : ''}>
                    <span className={isBroken ? 'bit broken' : 'bit'}>
                      <span aria-hidden="true">{isBroken ? '✗' : '✓'}</span>
                      <span className="unseen">{t(isBroken ? 'funding.breaks' : 'funding.keeps')}</span>
                    </span>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface GiveItProps extends CandidatesProps {
  readonly found: Found;
  readonly wish: {
    readonly charityId: string;
    readonly needId: string;
    readonly claimId?: string | null;
    readonly projectId: string;
    readonly withoutBudget: boolean;
  };
}

function GiveIt({ need, asked, found, wish, onChanged }: GiveItProps) {
  const { t, language } = useWords('federation');
  const byHand = useCommand(AllocateByHand);
  const byRule = useCommand(AllocateByRule);
  const [isAsked, setAsked] = useState(false);
  const legal = found.candidates.filter(({ amount }) => amount !== '0');
  const say = (amount: string) =>
    'amountFen' in asked.wanted ? formatFen(amount, language) : `${amount} ${asked.wanted.unit}`;
  const dry = dryLook(legal, BigInt(need.want));
  const give = async ({ amount, donationId, lotId, projectId }: Candidate) => {
    const { needId, claimId } = need;
    const input = { amount, donationId, lotId, projectId, needId, claimId };
    const ended = await byHand.run((allocationId) => ({ input: { allocationId, ...input } }));
    if (ended.kind === 'done')
      onChanged({ words: t('funding.given', { amount: say(amount) }), allocationId: ended.answer.id });
  };
  const giveByRule = async () => {
    const ended = await byRule.run((commandId) => ({ input: { commandId, ...wish } }));
    setAsked(false);
    if (ended.kind === 'done') onChanged({ words: t('funding.given', { amount: say(ended.answer.amount) }) });
  };
  return (
    <div className="stack">
      <Lawful legal={legal} say={say} isRunning={byHand.isRunning} onGive={(one) => void give(one)} />
      <Button className="start" onClick={() => setAsked(true)}>
        {t('funding.byRule')}
      </Button>
      <OutcomeNotice outcome={byHand.outcome} />
      <OutcomeNotice outcome={byRule.outcome} />
      {isAsked && (
        <Question
          open
          title={t('funding.byRuleTitle')}
          yes={t('funding.byRule')}
          isRunning={byRule.isRunning}
          onYes={() => void giveByRule()}
          onNo={() => setAsked(false)}
        >
          <p>
            {t('funding.dry', { gifts: dry.gifts, amount: say(String(dry.amount)), missing: say(String(dry.missing)) })}
          </p>
          <p className="soft">{t('funding.byRuleText')}</p>
        </Question>
      )}
    </div>
  );
}

interface LawfulProps {
  readonly legal: readonly Candidate[];
  readonly say: (amount: string) => string;
  readonly isRunning: boolean;
  readonly onGive: (candidate: Candidate) => void;
}

function Lawful({ legal, say, isRunning, onGive }: LawfulProps) {
  const { t, language } = useWords('federation');
  return (
    <ul className="lines">
      {legal.map((one) => (
        <li key={`${one.donationId} ${one.lotId ?? ''}`} className="row spread">
          <span>
            {t('funding.mayGive', { amount: say(one.amount), free: say(one.available) })}
            {one.expiresOn && (
              <span className="soft"> · {t('lot.until', { day: formatDay(one.expiresOn, language) })}</span>
            )}
          </span>
          <button type="button" className="quiet-button" disabled={isRunning} onClick={() => onGive(one)}>
            {t('funding.useIt')}
          </button>
        </li>
      ))}
    </ul>
  );
}

/**
 * What the rule would take, in its order: looked at before, and nothing is moved by it. Where less may be given than is free, the cap
 * or the budget of the project binds, and it binds all gifts together.
 */
function dryLook(legal: readonly Candidate[], want: bigint): { gifts: number; amount: bigint; missing: bigint } {
  const bound = legal
    .filter(({ amount, available }) => BigInt(amount) < BigInt(available))
    .reduce((least, { amount }) => (BigInt(amount) < least ? BigInt(amount) : least), want);
  let amount = 0n;
  let gifts = 0;
  for (const one of legal) {
    if (amount >= bound) break;
    const rest = bound - amount;
    amount += BigInt(one.amount) < rest ? BigInt(one.amount) : rest;
    gifts += 1;
  }
  return { gifts, amount, missing: want - amount };
}
