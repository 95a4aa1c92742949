/** Promises the policies that apply in the district on a day: what each gives, from when until when, and the way to its versions. */
import { Link } from 'react-router-dom';
import { useWords } from '../../language/language';
import { formatDay } from '../../parts/format';
import { ListStates } from '../../parts/list-states';
import { today as todayOf } from '../../parts/today';
import { useList } from '../../parts/use-list';
import { useUrlFilters } from '../../parts/use-url-filters';
import { useAreas } from '../../session/acting';
import './bench.css';
import './policies.css';
import { PoliciesOn, type ListedPolicyFragment } from './policies.documents';
import { bureauRoles } from './roles';

const choices = { day: /^\d{4}-\d{2}-\d{2}$/ };

export function PoliciesPage() {
  const { t } = useWords('bureau');
  const areaCode = useAreas(bureauRoles)[0] ?? '';
  const [filters, choose] = useUrlFilters(choices);
  const today = todayOf();
  const onDay = filters.day ?? today;
  const list = useList(PoliciesOn, { areaCode, onDay }, (result) => result.policies);
  return (
    <div className="stack bureau">
      <p className="lead">{t('policies.lead')}</p>
      <div className="row">
        <label className="row">
          {t('policies.onDay')}
          <input
            type="date"
            className="day-field"
            value={onDay}
            required
            onChange={({ currentTarget: { value } }) =>
              value !== '' && choose('day', value === today ? undefined : value)
            }
          />
        </label>
        <Link className="quiet-button button-link" to="/bureau/policies/new">
          {t('policies.new')}
        </Link>
      </div>
      <ListStates
        list={list}
        empty={
          <>
            <strong>{t('policies.empty')}</strong>
            {t('policies.emptyHint')}
          </>
        }
      >
        <ul className="policy-cards">
          {list.items.map((policy) => (
            <PolicyCard key={policy.id} policy={policy} isLocal={policy.areaCode === areaCode} />
          ))}
        </ul>
      </ListStates>
    </div>
  );
}

function PolicyCard({ policy, isLocal }: { readonly policy: ListedPolicyFragment; readonly isLocal: boolean }) {
  const { t, language } = useWords('bureau');
  const isChinese = language === 'zh';
  return (
    <li className="card stack" data-policy={policy.code}>
      <h2>
        <Link to={`/bureau/policies/${policy.code}`}>{isChinese ? policy.titleZh : policy.titleEn}</Link>{' '}
        <span className="tag">{t('policies.version', { version: policy.version })}</span>
      </h2>
      <p>{isChinese ? policy.benefitZh : policy.benefitEn}</p>
      <p className="soft">
        {policy.issuingDepartment} · {t('policies.since', { day: formatDay(policy.validFrom, language) })}
        {policy.validUntil && t('policies.until', { day: formatDay(policy.validUntil, language) })}
      </p>
      <p className="row">
        {!isLocal && <span className="tag sky">{t('policies.wider')}</span>}
        {policy.isSample && <span className="tag amber">{t('policies.sample')}</span>}
      </p>
    </li>
  );
}
