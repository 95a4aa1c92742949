/** Promises the files that one asked for before and may still save, of the kinds that a page names. */
import { useWords } from '../language/language';
import { MyExports } from './exports.documents';
import { SaveFile } from './export-file';
import { formatDay, formatMoment, formatNumber } from './format';
import { useAnswer } from './use-answer';

export interface EarlierProps {
  /** What people call an export of a subject and its first code; undefined for what the page does not name. */
  readonly nameOf: (subject: string, code: string | undefined) => string | undefined;
}

export function EarlierExports({ nameOf }: EarlierProps) {
  const { t, language } = useWords();
  const { answer } = useAnswer(MyExports, {});
  const files = (answer?.dataExports.edges ?? []).flatMap(({ node }) => {
    const name = nameOf(node.subject, node.codes[0]);
    return node.status === 'READY' && node.path != null && name !== undefined
      ? [{ ...node, path: node.path, name }]
      : [];
  });
  if (files.length === 0) return null;
  return (
    <section className="stack" aria-label={t('export.earlier')}>
      <strong>{t('export.earlier')}</strong>
      <ul className="stack">
        {files.map(({ id, name, path, from, to, rowCount, requestedAt, codes, subject }) => (
          <li key={id} className="row" data-export={id}>
            <span>
              {name} · {formatDay(from, language)} – {formatDay(to, language)}
            </span>
            <span className="soft">
              {t('export.rows', { rows: formatNumber(rowCount ?? 0, language) })} ·{' '}
              {formatMoment(requestedAt, language)}
            </span>
            <SaveFile path={path} name={`${codes[0] ?? subject}-${from}.xlsx`} />
          </li>
        ))}
      </ul>
    </section>
  );
}
