/** Promises the table behind a picture: the same figures as text, for whoever reads rather than looks. */
import { useWords } from '../language/language';
import './twin.css';

export interface TwinProps {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function Twin({ title, columns, rows }: TwinProps) {
  const { t } = useWords();
  return (
    <details className="twin">
      <summary>{t('picture.asTable')}</summary>
      <div className="twin-scroll" tabIndex={0} role="region" aria-label={title}>
        <table>
          <caption className="unseen">{title}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([head, ...cells], row) => (
              <tr key={row}>
                <th scope="row">{head}</th>
                {cells.map((cell, column) => (
                  <td key={column}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
