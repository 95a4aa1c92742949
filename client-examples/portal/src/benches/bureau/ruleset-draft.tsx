/** Promises new weights begun from those in force: seen beside them while they are moved, tried before they are proposed, whole when sent. */
import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import Button from 'antd/es/button';
import { useWords } from '../../language/language';
import { OutcomeNotice } from '../../parts/notices';
import { useCommand } from '../../parts/use-command';
import { permilleText } from './figure';
import { TrialOfWeights } from './rank-moves';
import { DraftRuleset, type ListedRulesetFragment } from './rules.documents';
import './rules.css';
import { Difference } from './weight-bars';
import { balanced, isSame, readPercent, sumOf, whole } from './weights';

type Weights = ListedRulesetFragment['weights'];

export interface RulesetDraftProps {
  readonly inForce: ListedRulesetFragment;
  readonly onDone: (drafted: ListedRulesetFragment) => void;
  readonly onLeave: () => void;
}

export function RulesetDraft({ inForce, onDone, onLeave }: RulesetDraftProps) {
  const { t } = useWords('bureau');
  const [weights, setWeights] = useState<Weights>(inForce.weights);
  const [tried, setTried] = useState<Weights>();
  const [reason, setReason] = useState('');
  const drafting = useCommand(DraftRuleset);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const isWhole = sumOf(weights) === whole;
  const canSend = isWhole && reason.trim() !== '' && !isSame(weights, inForce.weights);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (!canSend) return;
    const asked = weights.map(({ criterion, weight }) => ({ criterion, weight }));
    const ended = await drafting.run((rulesetId) => ({ input: { rulesetId, reason: reason.trim(), weights: asked } }));
    if (ended.kind === 'done') onDone(ended.answer);
  };
  return (
    <form className="card stack" aria-labelledby="ruleset-draft" onSubmit={(event) => void send(event)}>
      <h2 id="ruleset-draft" ref={heading} tabIndex={-1}>
        {t('rules.draftTitle')}
      </h2>
      <p className="soft">{t('rules.draftLead', { version: inForce.version })}</p>
      <WeightFields weights={weights} inForce={inForce} onChange={setWeights} />
      <Total weights={weights} onBalance={() => setWeights([...balanced(weights)])} />
      <div className="row">
        <button type="button" className="quiet-button" disabled={!isWhole} onClick={() => setTried(weights)}>
          {t('rules.try')}
        </button>
        {tried && !isSame(tried, weights) && <span className="tag amber">{t('rules.triedBefore')}</span>}
      </div>
      {tried && <TrialOfWeights weights={tried.map(({ criterion, weight }) => ({ criterion, weight }))} />}
      <label className="field">
        <span>{t('rules.reason')}</span>
        <textarea
          name="reason"
          rows={3}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </label>
      <OutcomeNotice outcome={drafting.outcome} />
      <div className="row">
        <Button type="primary" htmlType="submit" loading={drafting.isRunning} disabled={!canSend}>
          {t('rules.send')}
        </Button>
        <Button onClick={onLeave}>{t('rules.leave')}</Button>
      </div>
    </form>
  );
}

interface WeightFieldsProps {
  readonly weights: Weights;
  readonly inForce: ListedRulesetFragment;
  readonly onChange: (weights: Weights) => void;
}

function WeightFields({ weights, inForce, onChange }: WeightFieldsProps) {
  return (
    <div className="weight-fields">
      {weights.map((one) => (
        <WeightField
          key={one.criterion}
          weight={one}
          before={inForce.weights.find(({ criterion }) => criterion === one.criterion)?.weight ?? 0}
          onChange={(weight) =>
            onChange(weights.map((old) => (old.criterion === one.criterion ? { ...old, weight } : old)))
          }
        />
      ))}
    </div>
  );
}

function Total({ weights, onBalance }: { readonly weights: Weights; readonly onBalance: () => void }) {
  const { t, language } = useWords('bureau');
  const left = whole - sumOf(weights);
  const share = permilleText(Math.abs(left) / 10, language);
  return (
    <p className="row weight-total" role="status">
      <strong className={left === 0 ? 'right' : 'wrong'}>
        {left === 0 ? t('rules.whole') : t(left > 0 ? 'rules.lacking' : 'rules.tooMuch', { share })}
      </strong>
      {left !== 0 && sumOf(weights) > 0 && (
        <button type="button" className="quiet-button" onClick={onBalance}>
          {t('rules.balance')}
        </button>
      )}
    </p>
  );
}

interface WeightFieldProps {
  readonly weight: Weights[number];
  readonly before: number;
  readonly onChange: (weight: number) => void;
}

function WeightField({ weight: { criterion, weight }, before, onChange }: WeightFieldProps) {
  const { t } = useWords('bureau');
  const id = useId();
  /** What is being typed, which may be no number yet. */
  const [typed, setTyped] = useState<string>();
  const name = t(`criterion.${criterion}`);
  return (
    <div className="weight-field" data-criterion={criterion}>
      <label htmlFor={id}>
        {name}
        <small className="soft">{t(`criterionHint.${criterion}`)}</small>
      </label>
      <span className="weight-slider">
        <input
          type="range"
          min={0}
          max={whole}
          step={50}
          value={weight}
          aria-label={name}
          aria-valuetext={`${weight / 100}%`}
          onChange={(event) => onChange(Number(event.currentTarget.value))}
        />
        <i
          className="weight-before"
          aria-hidden="true"
          style={{ left: `calc(8px + ${before / 100}% - ${(before / whole) * 16}px)` }}
        />
      </span>
      <span className="weight-number">
        <input
          id={id}
          inputMode="decimal"
          autoComplete="off"
          value={typed ?? String(weight / 100)}
          aria-invalid={typed !== undefined && readPercent(typed) === undefined}
          onChange={(event) => {
            const text = event.currentTarget.value;
            setTyped(text);
            const read = readPercent(text);
            if (read !== undefined) onChange(read);
          }}
          onBlur={() => setTyped(undefined)}
        />{' '}
        %
      </span>
      <span className="weight-told">
        <Difference by={weight - before} />
      </span>
    </div>
  );
}
