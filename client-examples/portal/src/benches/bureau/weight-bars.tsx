/** Promises the weights of a ruleset as bars, each beside that of the ruleset in force, with the difference in words. */
import { useWords } from '../../language/language';
import { permilleText } from './figure';
import type { Weight } from './weights';
import './rules.css';

export interface WeightBarsProps {
  readonly weights: readonly Weight[];
  /** What they are compared with; nothing when they are in force themselves. */
  readonly inForce: readonly Weight[] | undefined;
}

export function WeightBars({ weights, inForce }: WeightBarsProps) {
  const { t, language } = useWords('bureau');
  const before = new Map(inForce?.map(({ criterion, weight }) => [criterion, weight]));
  const most = Math.max(...weights.map(({ weight }) => weight), ...before.values(), 1);
  const list = (
    <dl className="weights">
      {weights.map(({ criterion, weight }) => (
        <div key={criterion}>
          <dt>{t(`criterion.${criterion}`)}</dt>
          <dd>
            <span className="weight-room" aria-hidden="true">
              <span className="weight-bar" style={{ width: `${(weight / most) * 100}%` }} />
              {before.has(criterion) && (
                <i className="weight-before" style={{ left: `${((before.get(criterion) ?? 0) / most) * 100}%` }} />
              )}
            </span>
            <span className="weight-told">
              {permilleText(weight / 10, language)}{' '}
              {inForce && <Difference by={weight - (before.get(criterion) ?? 0)} />}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
  if (!inForce) return list;
  return (
    <div className="stack">
      {list}
      <p className="weight-legend soft" aria-hidden="true">
        <i className="weight-before" /> {t('rules.legend')}
      </p>
    </div>
  );
}

export function Difference({ by }: { readonly by: number }) {
  const { t, language } = useWords('bureau');
  if (by === 0) return null;
  const share = permilleText(Math.abs(by) / 10, language);
  return (
    <span className={`weight-change ${by > 0 ? 'up' : 'down'}`}>
      {t(by > 0 ? 'rules.up' : 'rules.down', { share })}
    </span>
  );
}
