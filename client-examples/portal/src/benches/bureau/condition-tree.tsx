/** Promises the conditions of a policy as a tree in words: all of these, any of these, none of these. */
import { useWords } from '../../language/language';
import type { WholePolicyFragment } from './policies.documents';

type Condition = WholePolicyFragment['conditions'][number];

/** The parts of a condition lie one step below its path. */
export function partsOf<One extends { readonly path: string }>(
  conditions: readonly One[],
  path: string,
): readonly One[] {
  const depth = path === '' ? 1 : path.split('.').length + 1;
  return conditions.filter(
    (one) =>
      one.path !== '' && one.path.split('.').length === depth && (path === '' || one.path.startsWith(`${path}.`)),
  );
}

export function ConditionTree({ conditions }: { readonly conditions: readonly Condition[] }) {
  const root = conditions.find(({ path }) => path === '');
  return <ul className="condition-tree">{root && <Branch condition={root} conditions={conditions} />}</ul>;
}

interface BranchProps {
  readonly condition: Condition;
  readonly conditions: readonly Condition[];
}

function Branch({ condition, conditions }: BranchProps) {
  const { t, language } = useWords('bureau');
  const parts = partsOf(conditions, condition.path);
  if (parts.length === 0) return <li>{language === 'zh' ? condition.textZh : condition.textEn}</li>;
  return (
    <li className={`branch ${condition.kind}`}>
      <span className="tag">{t(`conditionKind.${condition.kind}`)}</span>
      <ul>
        {parts.map((part) => (
          <Branch key={part.path} condition={part} conditions={conditions} />
        ))}
      </ul>
    </li>
  );
}
