/** Promises what is wrong in a file, row by row as its spreadsheet counts, with the row beside it where it can be read here. */
import { said, useWords } from '../../language/language';
import type { RegisterDonationsMutation } from './upload.documents';

type Refused = Extract<RegisterDonationsMutation['registerDonations'], { __typename: 'ImportRefused' }>;

export interface ProblemsProps {
  readonly problems: Refused['problems'];
  readonly count: number;
  readonly rows: readonly (readonly string[])[] | undefined;
  readonly fileName: string;
}

export function Problems({ problems, count, rows, fileName }: ProblemsProps) {
  const { t } = useWords('company');
  const numbers = [...new Set(problems.map((problem) => problem.row))];
  return (
    <section className="card stack problems" role="alert">
      <h2>{t('upload.wrong', { count, name: fileName })}</h2>
      <p>{t('upload.wrongHint')}</p>
      {count > problems.length && <p className="soft">{t('upload.first', { count: problems.length })}</p>}
      <ol className="stack">
        {numbers.map((number) => {
          const wrong = problems.filter((problem) => problem.row === number);
          const cells = rows?.[number - 1];
          return (
            <li key={number} data-row={number}>
              <h3>{t('upload.row', { number })}</h3>
              {cells && <Cells headings={rows[0]!} cells={cells} wrong={new Set(wrong.map((one) => one.column))} />}
              <ul>
                {wrong.map((problem) => (
                  <li key={problem.column + problem.messageEn}>
                    <strong>{problem.column}</strong> {said(problem)}
                  </li>
                ))}
              </ul>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

interface CellsProps {
  readonly headings: readonly string[];
  readonly cells: readonly string[];
  readonly wrong: ReadonlySet<string>;
}

/** The row as it was sent; what is wrong is marked by more than its colour. */
function Cells({ headings, cells, wrong }: CellsProps) {
  const shown = headings.flatMap((heading, index) => {
    const [name, cell] = [heading.replace(/^\uFEFF/, ''), cells[index] ?? ''];
    return cell !== '' || wrong.has(name) ? [{ name, cell }] : [];
  });
  return (
    <dl className="cells">
      {shown.map(({ name, cell }) => (
        <div key={name} className={wrong.has(name) ? 'cell-wrong' : ''}>
          <dt>{name}</dt>
          <dd>{cell === '' ? '—' : cell}</dd>
        </div>
      ))}
    </dl>
  );
}
