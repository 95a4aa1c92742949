/** Promises the figures of a condition: a range of years or people, and a limit by a standard of the locality or a fixed amount. */
import { useWords } from '../../language/language';
import type { Draft } from './condition-draft';

export interface FigureProps {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

export function Range({ draft, onChange }: FigureProps) {
  const { t } = useWords('bureau');
  return (
    <>
      <Figure label={t('policies.from')} value={draft.from} onChange={(from) => onChange({ ...draft, from })} />
      <Figure label={t('policies.to')} value={draft.to} onChange={(to) => onChange({ ...draft, to })} />
    </>
  );
}

const standardsOf: Partial<Record<Draft['kind'], readonly Draft['standard'][]>> = {
  INCOME_PER_HEAD_BELOW: ['DIBAO_MONTHLY', 'DISPOSABLE_INCOME_MONTHLY'],
  PROPERTY_PER_HEAD_AT_MOST: ['PROPERTY_PER_HEAD'],
};

export function Limits({ draft, onChange }: FigureProps) {
  const { t } = useWords('bureau');
  const standards = standardsOf[draft.kind];
  const percent = (
    <Figure
      label={t(standards ? 'policies.times' : 'policies.share')}
      value={draft.percent}
      onChange={(value) => onChange({ ...draft, percent: value })}
    />
  );
  if (!standards) return percent;
  const isFixed = draft.yuan !== '';
  return (
    <>
      <select
        aria-label={t('policies.standard')}
        disabled={isFixed}
        value={draft.standard}
        onChange={(event) => onChange({ ...draft, standard: event.currentTarget.value as Draft['standard'] })}
      >
        {standards.map((standard) => (
          <option key={standard} value={standard}>
            {t(`standard.${standard}`)}
          </option>
        ))}
      </select>
      {!isFixed && percent}
      <Figure
        label={t('policies.orYuan')}
        value={draft.yuan}
        onChange={(yuan) => onChange({ ...draft, yuan, percent: yuan === '' ? draft.percent : '' })}
      />
    </>
  );
}

interface FigureFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Figure({ label, value, onChange }: FigureFieldProps) {
  return (
    <label className="figure-field">
      <span>{label}</span>
      <input
        inputMode="decimal"
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value.normalize('NFKC').trim())}
      />
    </label>
  );
}
