/** Promises that somebody who is registered already is said kindly: whether it is in one's own area, by a search that is written down; else whom to ask. */
import { useState } from 'react';
import { Link } from 'react-router-dom';
import Button from 'antd/es/button';
import { client, faultOf, type Fault } from '../../graphql/client';
import { said, useWords } from '../../language/language';
import { FaultNotice, Notice } from '../../parts/notices';
import type { Said } from '../../parts/use-command';
import { HouseholdOfPerson, type HouseholdOfPersonQuery } from './household.documents';

export interface RegisterKnownProps {
  readonly refusal: Said;
  readonly residentNumbers: readonly string[];
}

type Found = { readonly id: string } | 'elsewhere' | Fault;

async function find(residentNumbers: readonly string[]): Promise<Found> {
  for (const residentNumber of residentNumbers) {
    const { data, error } = await client
      .query<HouseholdOfPersonQuery>(HouseholdOfPerson, { residentNumber }, { requestPolicy: 'network-only' })
      .toPromise();
    if (error) return faultOf(error);
    if (data?.householdOfPerson) return data.householdOfPerson;
  }
  return 'elsewhere';
}

export function RegisterKnown({ refusal, residentNumbers }: RegisterKnownProps) {
  const { t } = useWords('adviser');
  const [found, setFound] = useState<Found>();
  const [isSearching, setSearching] = useState(false);
  const search = async () => {
    setSearching(true);
    setFound(await find(residentNumbers));
    setSearching(false);
  };
  if (found && typeof found === 'object' && 'code' in found)
    return <FaultNotice fault={found} onRetry={() => void search()} />;
  if (found === 'elsewhere') return <Notice kind="told">{t('register.elsewhere')}</Notice>;
  if (found)
    return (
      <Notice
        kind="told"
        action={
          <Link className="quiet-link" to={`/adviser/household/${encodeURIComponent(found.id)}`}>
            {t('register.open')}
          </Link>
        }
      >
        {t('register.here')}
      </Notice>
    );
  return (
    <Notice
      kind="refused"
      action={
        <Button loading={isSearching} onClick={() => void search()}>
          {t('register.search')}
        </Button>
      }
    >
      {said(refusal)} {t('register.searchHint')}
    </Notice>
  );
}
