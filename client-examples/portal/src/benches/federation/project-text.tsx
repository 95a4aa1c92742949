/** Promises one field of a draft: its name above, what does not agree below, found by its id, and said to who cannot see it. */
import { useWords } from '../../language/language';
import { formatDay, formatFen } from '../../parts/format';
import type { Field, ProjectForm, Trouble } from './project-form';

export interface PartProps {
  readonly form: ProjectForm;
  readonly troubles: readonly Trouble[];
  readonly onChange: (part: Partial<ProjectForm>) => void;
}

export function placeOf(field: Field): string {
  return `draft-${field}`;
}

/** What does not agree, in words that say what to do. */
export function useTroubleWords(): (trouble: Trouble) => string {
  const { t, language } = useWords('federation');
  return ({ words, fen, day }) =>
    t(`drafting.trouble.${words}`, {
      money: fen === undefined ? '' : formatFen(fen, language),
      day: day === undefined ? '' : formatDay(day, language),
    });
}

type Written = {
  [Name in Field]: ProjectForm[Name] extends string ? Name : never;
}[Field];

export interface TextProps extends PartProps {
  readonly field: Exclude<Written, 'mode'>;
  readonly kind?: 'date' | 'money';
  readonly rows?: number;
  readonly maximum?: number;
}

export function Text({ form, troubles, onChange, field, kind, rows, maximum }: TextProps) {
  const { t } = useWords('federation');
  const say = useTroubleWords();
  const id = placeOf(field);
  const found = troubles.filter((one) => one.field === field);
  const shared = {
    ...{ id, value: form[field], maxLength: maximum },
    'aria-invalid': found.some(({ isLater }) => !isLater) || undefined,
    'aria-describedby': found.length > 0 ? `${id}-trouble` : undefined,
    onChange: (event: { target: { value: string } }) => onChange({ [field]: event.target.value }),
  };
  return (
    <div className="field">
      <label htmlFor={id}>{t(`drafting.field.${field}`)}</label>
      {rows === undefined ? (
        <input
          {...shared}
          type={kind === 'date' ? 'date' : 'text'}
          inputMode={kind === 'money' ? 'decimal' : undefined}
          autoComplete="off"
        />
      ) : (
        <textarea {...shared} rows={rows} />
      )}
      {found.length > 0 && (
        <p id={`${id}-trouble`} className={found.every(({ isLater }) => isLater) ? 'trouble later' : 'trouble'}>
          {found.map(say).join(' ')}
        </p>
      )}
    </div>
  );
}
