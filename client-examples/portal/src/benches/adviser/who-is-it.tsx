/** Promises that a name and an address are seen only with a reason, each time anew, and are gone when the page is left. */
import { useState } from 'react';
import Button from 'antd/es/button';
import { client, faultOf, type Fault } from '../../graphql/client';
import { useWords } from '../../language/language';
import { formatList } from '../../parts/format';
import { FaultNotice } from '../../parts/notices';
import { WhoIsFound, WhoIsHousehold, type WhoIsFoundQuery, type WhoIsHouseholdQuery } from './visit.documents';

interface Known {
  readonly names: readonly string[];
  readonly address: string;
  readonly phone: string | null | undefined;
}

async function household(id: string, reason: string): Promise<Known | Fault> {
  const { data, error } = await client
    .query<WhoIsHouseholdQuery>(WhoIsHousehold, { id, reason }, { requestPolicy: 'network-only' })
    .toPromise();
  const identity = data?.household?.identity;
  if (error || !identity) return error ? faultOf(error) : { code: 'NOT_FOUND' };
  return { names: identity.members.map(({ name }) => name), address: identity.address, phone: identity.phone };
}

async function foundPerson(obligationId: string, reason: string): Promise<Known | Fault> {
  const { data, error } = await client
    .query<WhoIsFoundQuery>(WhoIsFound, { id: obligationId, reason }, { requestPolicy: 'network-only' })
    .toPromise();
  const node = data?.node;
  const identity = node && 'foundPerson' in node ? node.foundPerson?.identity : undefined;
  if (error || !identity) return error ? faultOf(error) : { code: 'NOT_FOUND' };
  return { names: [identity.name], address: identity.address ?? '', phone: identity.phone };
}

export interface WhoIsItProps {
  readonly householdId?: string;
  /** The obligation that tells of a person who is in no household. */
  readonly obligationId?: string;
  /** Why it is read; written down. */
  readonly reason: string;
}

export function WhoIsIt({ householdId, obligationId, reason }: WhoIsItProps) {
  const { t, language } = useWords('adviser');
  const [known, setKnown] = useState<Known | Fault>();
  const [isReading, setReading] = useState(false);
  const read = async () => {
    setReading(true);
    setKnown(
      householdId === undefined ? await foundPerson(obligationId ?? '', reason) : await household(householdId, reason),
    );
    setReading(false);
  };
  if (known && 'code' in known) return <FaultNotice fault={known} onRetry={() => void read()} />;
  if (!known)
    return (
      <Button loading={isReading} onClick={() => void read()}>
        {t('who.show')}
      </Button>
    );
  return (
    <dl className="who">
      <div>
        <dt>{t('who.names')}</dt>
        <dd>{formatList(known.names, language)}</dd>
      </div>
      <div>
        <dt>{t('who.address')}</dt>
        <dd>{known.address || t('who.none')}</dd>
      </div>
      <div>
        <dt>{t('who.phone')}</dt>
        <dd>{known.phone ? <a href={`tel:${known.phone}`}>{known.phone}</a> : t('who.none')}</dd>
      </div>
      <button type="button" className="quiet-button" onClick={() => setKnown(undefined)}>
        {t('who.hide')}
      </button>
    </dl>
  );
}
