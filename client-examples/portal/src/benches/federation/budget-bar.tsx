/** Promises a budget at a glance: spent, reserved and left as parts of one bar, and the same in words. */
import { useWords } from '../../language/language';
import { formatFen } from '../../parts/format';

export interface BudgetBarProps {
  readonly budgetFen: string;
  readonly progress: { readonly spentFen: string; readonly reservedFen: string; readonly budgetLeftFen: string };
}

/** A part of a whole in percent, for a width. */
export function percent(part: string, whole: string): number {
  const [of, all] = [BigInt(part), BigInt(whole)];
  return all <= 0n ? 0 : Math.min(100, Number((of * 10_000n) / all) / 100);
}

export function BudgetBar({ budgetFen, progress }: BudgetBarProps) {
  const { t, language } = useWords('federation');
  return (
    <div className="budget">
      <span className="budget-bar" aria-hidden="true">
        <i className="spent" style={{ width: `${percent(progress.spentFen, budgetFen)}%` }} />
        <i className="reserved" style={{ width: `${percent(progress.reservedFen, budgetFen)}%` }} />
      </span>
      <dl className="figures">
        {(['spentFen', 'reservedFen', 'budgetLeftFen'] as const).map((name) => (
          <div key={name} className={name}>
            <dt>{t(`sum.${name}`)}</dt>
            <dd>{formatFen(progress[name], language)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
