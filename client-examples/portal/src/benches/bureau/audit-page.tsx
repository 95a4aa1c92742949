/** Promises the search of the audit for whoever audits: by days, operation and object; and whether the sealed chain is whole. */
import { useState, type FormEvent } from 'react';
import { useWords } from '../../language/language';
import { formatMoment, formatNumber } from '../../parts/format';
import { ListStates } from '../../parts/list-states';
import { useList } from '../../parts/use-list';
import './bench.css';
import { AuditSearch, type AuditSearchQuery } from './audit.documents';
import { today as todayOf } from '../../parts/today';

interface Wanted {
  readonly from: string;
  readonly to: string;
  readonly operation?: string;
  readonly subjectType?: string;
  readonly subjectId?: string;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function AuditPage() {
  const { t } = useWords('bureau');
  const today = todayOf();
  // Ids are no part of the address: what was looked for stays between the auditor and the audit.
  const [filter, setFilter] = useState<Wanted>({ from: `${today.slice(0, 7)}-01`, to: today });
  const list = useList(AuditSearch, { filter }, (result) => result.auditLines);
  return (
    <div className="stack bureau">
      {list.first && <Chain chain={list.first.auditChain} />}
      <SearchForm filter={filter} onSearch={setFilter} />
      <p className="soft">{t('audit.itself')}</p>
      <ListStates list={list} empty={<strong>{t('audit.empty')}</strong>}>
        <Lines lines={list.items} />
      </ListStates>
    </div>
  );
}

function Chain({ chain }: { readonly chain: AuditSearchQuery['auditChain'] }) {
  const { t, language } = useWords('bureau');
  const findings = language === 'en' ? chain.findingsEn : chain.findingsZh;
  const isWhole = findings.length === 0;
  return (
    <section className="card stack" aria-labelledby="chain">
      <h2 id="chain">
        {t('audit.chain')}{' '}
        <span className={`tag ${isWhole ? 'pine' : 'persimmon'}`}>{t(isWhole ? 'audit.whole' : 'audit.broken')}</span>
      </h2>
      <p>
        {t('audit.sealed', {
          batches: formatNumber(chain.batches, language),
          lines: formatNumber(chain.sealedLines, language),
          unsealed: formatNumber(chain.unsealedLines, language),
          checked: chain.checkedBatches,
        })}
      </p>
      {chain.sealedAt && chain.newestHash && (
        <p className="soft hash">
          {t('audit.newest', { time: formatMoment(chain.sealedAt, language) })} <code>{chain.newestHash}</code>
        </p>
      )}
      {findings.map((finding) => (
        <p key={finding} className="notice failed" role="alert">
          {finding}
        </p>
      ))}
    </section>
  );
}

function SearchForm({ filter, onSearch }: { readonly filter: Wanted; readonly onSearch: (wanted: Wanted) => void }) {
  const { t } = useWords('bureau');
  const [isStrange, setStrange] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const text = (name: string) => (given.get(name) as string).trim() || undefined;
    const subjectId = text('subjectId');
    setStrange(subjectId !== undefined && !uuid.test(subjectId));
    if (subjectId !== undefined && !uuid.test(subjectId)) return;
    const [from, to] = [text('from') ?? filter.from, text('to') ?? filter.to];
    onSearch({ from, to, operation: text('operation'), subjectType: text('subjectType'), subjectId });
  };
  return (
    <form className="card search-form" onSubmit={submit}>
      <label className="field">
        <span>{t('audit.from')}</span>
        <input type="date" name="from" required defaultValue={filter.from} />
      </label>
      <label className="field">
        <span>{t('audit.to')}</span>
        <input type="date" name="to" required defaultValue={filter.to} />
      </label>
      <label className="field">
        <span>{t('audit.operation')}</span>
        <input name="operation" autoComplete="off" placeholder="claimNeed" />
      </label>
      <label className="field">
        <span>{t('audit.subjectType')}</span>
        <input name="subjectType" autoComplete="off" placeholder="Need" />
      </label>
      <label className="field">
        <span>{t('audit.subjectId')}</span>
        <input
          name="subjectId"
          autoComplete="off"
          aria-invalid={isStrange}
          aria-describedby={isStrange ? 'strange-id' : undefined}
        />
        {isStrange && (
          <span id="strange-id" role="alert">
            {t('audit.strangeId')}
          </span>
        )}
      </label>
      <button type="submit" className="quiet-button">
        {t('audit.search')}
      </button>
    </form>
  );
}

type Line = AuditSearchQuery['auditLines']['edges'][number]['node'];

function Lines({ lines }: { readonly lines: readonly Line[] }) {
  const { t, language } = useWords('bureau');
  return (
    <div className="table-scroll card" role="region" aria-label={t('audit.lines')} tabIndex={0}>
      <table className="plain-table">
        <thead>
          <tr>
            {(['position', 'at', 'operation', 'subject', 'who'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`audit.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.position}>
              <td>{line.position}</td>
              <td>{formatMoment(line.at, language)}</td>
              <th scope="row">{line.operation}</th>
              <td>
                {line.subjectType} <code>{line.subjectId?.slice(-12)}</code>
              </td>
              <td>{line.accountId ? <code>{line.accountId.slice(-12)}</code> : t('audit.system')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
