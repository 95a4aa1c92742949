/** Promises what a list holds as a table to keep: which records, of which days, and then the file. */
import { useState } from 'react';
import { useWords } from '../language/language';
import { ExportFile, type Exported, type ExportScope } from './export-file';
import { today } from './today';

export interface ExportKind extends Exported {
  /** What people call it. */
  readonly name: string;
}

export interface ExportBoxProps {
  readonly kinds: readonly [ExportKind, ...ExportKind[]];
  /** Whose work, and of which days; the days are asked for where they are left out. */
  readonly scope: Omit<ExportScope, 'from' | 'to'> & Partial<Pick<ExportScope, 'from' | 'to'>>;
}

export function ExportBox({ kinds, scope }: ExportBoxProps) {
  const { t } = useWords();
  const [days, setDays] = useState({ from: `${today().slice(0, 4)}-01-01`, to: today() });
  const [chosen, setChosen] = useState(0);
  const hasDays = scope.from !== undefined && scope.to !== undefined;
  const what = kinds[chosen] ?? kinds[0];
  const whole: ExportScope = { ...days, ...scope };
  return (
    <details className="card export-box">
      <summary>{t('export.title')}</summary>
      <div className="stack">
        <p className="soft">{t('export.text')}</p>
        <div className="row">
          {kinds.length > 1 && (
            <label className="field">
              {t('export.kind')}
              <select value={chosen} onChange={(event) => setChosen(Number(event.target.value))}>
                {kinds.map(({ name }, index) => (
                  <option key={name} value={index}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
          )}
          {!hasDays &&
            (['from', 'to'] as const).map((end) => (
              <label key={end} className="field">
                {t(`export.${end}`)}
                <input
                  type="date"
                  value={days[end]}
                  required
                  onChange={(event) => setDays({ ...days, [end]: event.target.value })}
                />
              </label>
            ))}
        </div>
        <ExportFile
          key={JSON.stringify([what, whole])}
          what={what}
          scope={whole}
          canAsk={whole.from !== '' && whole.to !== ''}
        />
      </div>
    </details>
  );
}
