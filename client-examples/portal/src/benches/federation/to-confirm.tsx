/** Promises what other charities ask of this one: drafts for which it is to raise together with them, each led to for reading. */
import { Link } from 'react-router-dom';
import { useWords } from '../../language/language';
import { formatDay, formatFen } from '../../parts/format';
import type { ProjectsQuery } from './projects.documents';

export function ToConfirm({ asked }: { readonly asked: ProjectsQuery['toConfirm'] }) {
  const { t, language } = useWords('federation');
  if (asked.edges.length === 0) return null;
  return (
    <section className="card stack to-confirm" aria-labelledby="to-confirm">
      <h2 id="to-confirm">
        {t('partner.toConfirm')} <span className="tag amber">{asked.edges.length}</span>
      </h2>
      <ul className="stack">
        {asked.edges.map(({ node: { id, name, organisation, partnership, targetFen } }) => (
          <li key={id} className="row" data-to-confirm={id}>
            <span className="stack tight">
              <strong>{name}</strong>
              <span>{t('partner.asks', { name: organisation?.name ?? t('partner.another') })}</span>
              <span className="soft">
                {t('partner.raises', { money: formatFen(targetFen, language) })}
                {partnership &&
                  ` · ${t('partner.agreement', {
                    number: partnership.agreementNumber,
                    day: formatDay(partnership.agreedOn, language),
                  })}`}
              </span>
            </span>
            <Link className="quiet-button link-button begin" to={`projects/${id}`}>
              {t('partner.read')}
            </Link>
          </li>
        ))}
      </ul>
      {asked.pageInfo.hasNextPage && <p className="soft">{t('partner.toConfirmMore')}</p>}
    </section>
  );
}
