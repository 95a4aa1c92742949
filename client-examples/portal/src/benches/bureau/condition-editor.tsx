/** Promises conditions edited as a tree: of each its kind and what that kind asks, parts added and taken away, by mouse and keyboard alike. */
import { useWords } from '../../language/language';
import { Chips } from '../../parts/choices';
import { lowIncomeCategories } from '../../parts/codes';
import { groupKinds, kinds, newDraft, withKind, type Draft, type Kind } from './condition-draft';
import { Limits, Range } from './condition-limits';
import type { Areas } from './read';

export interface ConditionEditorProps {
  readonly draft: Draft;
  readonly area: Areas | null | undefined;
  /** The condition that can not be sent as it is. */
  readonly wrong: string | undefined;
  /** How deep it lies: the root is 0. */
  readonly depth?: number;
  readonly onChange: (draft: Draft) => void;
  /** Not for the root. */
  readonly onRemove?: () => void;
}

/** The contract takes no deeper trees. */
const depthMaximum = 6;

const chosenFrom: Partial<Record<Kind, readonly string[]>> = {
  CATEGORY_IN: lowIncomeCategories,
  SITUATION_IN: [
    ...['ELDERLY', 'ELDERLY_ALONE', 'DISABLED', 'SERIOUSLY_ILL', 'MENTAL_ILLNESS', 'MINOR', 'SINGLE_PARENT'],
    ...['UNEMPLOYED', 'BEREAVED', 'DISASTER_STRUCK', 'DOMESTIC_VIOLENCE', 'FAMILY_DISPUTE'],
    'AWAY_FROM_REGISTERED_HOME',
  ],
  MEMBER_DISABLED: ['LEVEL_1', 'LEVEL_2', 'LEVEL_3', 'LEVEL_4'],
};

export function ConditionEditor(props: ConditionEditorProps) {
  const { draft, depth = 0, wrong, onChange, onRemove } = props;
  const { t } = useWords('bureau');
  const offered = kinds.filter((kind) => depth < depthMaximum - 1 || !groupKinds.includes(kind));
  const name = t(`conditionKind.${draft.kind}`);
  return (
    <li className={`condition-edit ${wrong === draft.key ? 'wrong' : ''}`} data-kind={draft.kind}>
      <div className="row">
        <select
          aria-label={t('policies.kind')}
          aria-invalid={wrong === draft.key}
          value={draft.kind}
          onChange={(event) => onChange(withKind(draft, event.currentTarget.value as Kind))}
        >
          {offered.map((kind) => (
            <option key={kind} value={kind}>
              {t(`conditionKind.${kind}`)}
            </option>
          ))}
        </select>
        <Fields {...props} />
        {onRemove && (
          <button type="button" className="quiet-button" onClick={onRemove}>
            {t('policies.remove')}
            <span className="unseen"> {name}</span>
          </button>
        )}
      </div>
      {groupKinds.includes(draft.kind) && <Parts {...props} depth={depth} />}
    </li>
  );
}

function Parts({ draft, area, wrong, depth, onChange }: ConditionEditorProps & { readonly depth: number }) {
  const { t } = useWords('bureau');
  const isFull = draft.kind === 'NOT' && draft.of.length > 0;
  const put = (of: readonly Draft[]) => onChange({ ...draft, of });
  return (
    <ul>
      {draft.of.map((part, place) => (
        <ConditionEditor
          key={part.key}
          {...{ draft: part, area, wrong }}
          depth={depth + 1}
          onChange={(changed) => put(draft.of.map((one, index) => (index === place ? changed : one)))}
          onRemove={() => put(draft.of.filter((_, index) => index !== place))}
        />
      ))}
      {!isFull && depth < depthMaximum - 1 && (
        <li>
          <button type="button" className="quiet-button" onClick={() => put([...draft.of, newDraft('CATEGORY_IN')])}>
            {t('policies.add')}
            <span className="unseen"> {t(`conditionKind.${draft.kind}`)}</span>
          </button>
        </li>
      )}
    </ul>
  );
}

/** What a condition that is no group asks. */
function Fields({ draft, area, onChange }: ConditionEditorProps) {
  const { t } = useWords('bureau');
  const { kind } = draft;
  const of = chosenFrom[kind];
  if (groupKinds.includes(kind)) return null;
  if (of || kind === 'AREA_IN') {
    const streets = area?.children.edges.map(({ node }) => ({ value: node.code, label: node.name })) ?? [];
    // Codes that are no street of the district stay as they are.
    const known = of?.map((value) => ({ value, label: t(`${wordsOf[kind]}.${value}`) })) ?? [
      ...streets,
      ...draft.chosen
        .filter((code) => streets.every(({ value }) => value !== code))
        .map((code) => ({ value: code, label: code })),
    ];
    return (
      <Chips
        legend={t('policies.oneOf')}
        options={known}
        values={draft.chosen}
        onChange={(chosen) => onChange({ ...draft, chosen })}
      />
    );
  }
  if (kind === 'SIZE_BETWEEN' || kind === 'MEMBER_AGED') return <Range draft={draft} onChange={onChange} />;
  if (kind !== 'ATTESTED') return <Limits draft={draft} onChange={onChange} />;
  return (
    <select
      aria-label={t('policies.fact')}
      value={draft.fact}
      onChange={(event) => onChange({ ...draft, fact: event.currentTarget.value as Draft['fact'] })}
    >
      {(['LOCAL_REGISTRATION', 'NO_ABLE_SUPPORTER', 'SUDDEN_EVENT'] as const).map((fact) => (
        <option key={fact} value={fact}>
          {t(`fact.${fact}`)}
        </option>
      ))}
    </select>
  );
}

const wordsOf: Partial<Record<Kind, string>> = {
  CATEGORY_IN: 'category',
  SITUATION_IN: 'situation',
  MEMBER_DISABLED: 'disabilityLevel',
};
