/** Promises the cases of a household that this reader sees, asked for by a tap, since to see a restricted one is written down, and is said. */
import { useState } from 'react';
import Button from 'antd/es/button';
import { client, faultOf, type Fault } from '../../graphql/client';
import { useWords } from '../../language/language';
import { dayOf, formatDay } from '../../parts/format';
import { FaultNotice, Notice } from '../../parts/notices';
import { CaseRecord } from './case-record';
import { CasesOfHousehold, type CasesOfHouseholdQuery } from './cases.documents';
import type { HouseholdRead } from './read';

type Seen = CasesOfHouseholdQuery['careCases']['edges'][number]['node'];

export function CareCases({ household }: { readonly household: HouseholdRead }) {
  const { t } = useWords('adviser');
  const [cases, setCases] = useState<readonly Seen[]>();
  const [fault, setFault] = useState<Fault>();
  const [isReading, setReading] = useState(false);
  const read = async () => {
    setReading(true);
    const of = { areaCode: household.areaCode, householdId: household.id };
    const { data, error } = await client
      .query<CasesOfHouseholdQuery>(CasesOfHousehold, of, { requestPolicy: 'network-only' })
      .toPromise();
    setReading(false);
    setFault(error && faultOf(error));
    setCases(data?.careCases.edges.map((edge) => edge.node));
  };
  return (
    <section className="card stack">
      <h2>{t('cases.title')}</h2>
      <p className="soft">{t('cases.hint')}</p>
      {fault && <FaultNotice fault={fault} onRetry={() => void read()} />}
      {cases?.length === 0 && <p role="status">{t('cases.none')}</p>}
      {cases && cases.length > 0 && (
        <ul className="stack">
          {cases.map((one) => (
            <Case key={one.id} seen={one} />
          ))}
        </ul>
      )}
      {!cases && !fault && (
        <div>
          <Button loading={isReading} onClick={() => void read()}>
            {t('cases.show')}
          </Button>
        </div>
      )}
    </section>
  );
}

function Case({ seen }: { readonly seen: Seen }) {
  const { t, language } = useWords('adviser');
  return (
    <li className="member stack" data-case={seen.id}>
      <div className="row">
        <strong>{t(`caseKind.${seen.kind}`)}</strong>
        <span className="tag">{t(`caseStatus.${seen.status}`)}</span>
        <span className="soft">
          {t('cases.since', { day: formatDay(dayOf(Date.parse(seen.openedAt)), language) })}
          {seen.nextReviewOn && ` · ${t('cases.review', { day: formatDay(seen.nextReviewOn, language) })}`}
        </span>
      </div>
      {seen.kind !== 'GENERAL' && <Notice kind="told">{t('cases.restricted')}</Notice>}
      <CaseRecord caseId={seen.id} />
    </li>
  );
}
