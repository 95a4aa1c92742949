/** Promises what an organisation stands ready for: each subscription with its room as a bar, changed where it stands. */
import { useCallback, useEffect, useState } from 'react';
import Button from 'antd/es/button';
import { client, faultOf, type Fault } from '../../graphql/client';
import { useWords } from '../../language/language';
import { ListStates } from '../../parts/list-states';
import { useActing } from '../../session/acting';
import { OfferingCard } from './offering-card';
import { OfferingEditor } from './offering-editor';
import { Offerings, type OfferingsQuery } from './offerings.documents';
import './offerings.css';
import { organisationRoles } from './roles';
import type { Offering } from './offering';

type Organisation = NonNullable<OfferingsQuery['organisation']>;

export function OfferingsPage() {
  const { organisationId } = useActing(organisationRoles);
  return organisationId === undefined ? null : <OwnOfferings key={organisationId} organisationId={organisationId} />;
}

/** All of them at once: an organisation has at most a hundred. */
function useOfferings(organisationId: string) {
  const [organisation, setOrganisation] = useState<Organisation>();
  const [fault, setFault] = useState<Fault>();
  const refresh = useCallback(async () => {
    const { data, error } = await client
      .query<OfferingsQuery>(Offerings, { organisationId }, { requestPolicy: 'network-only' })
      .toPromise();
    if (data?.organisation) setOrganisation(data.organisation);
    setFault(error ? faultOf(error) : data?.organisation ? undefined : { code: 'NOT_FOUND' });
  }, [organisationId]);
  useEffect(() => void refresh(), [refresh]);
  const put = useCallback(
    (offering: Offering) =>
      setOrganisation(
        (old) => old && { ...old, offerings: [offering, ...old.offerings.filter((one) => one.id !== offering.id)] },
      ),
    [],
  );
  const standing = organisation?.offerings.filter((one) => !one.withdrawnAt) ?? [];
  return { organisation, standing: standing.toSorted((a, b) => a.id.localeCompare(b.id)), fault, refresh, put };
}

function OwnOfferings({ organisationId }: { readonly organisationId: string }) {
  const { t } = useWords('organisation');
  const { organisation, standing, fault, refresh, put } = useOfferings(organisationId);
  /** The id of the one that is being changed; 'new' for one that is being made. */
  const [open, setOpen] = useState<string>();
  const phase = organisation ? 'ready' : fault ? 'failed' : 'loading';
  const home = organisation?.area ?? { code: '', name: '' };
  const editor = (offering?: Offering) => (
    <OfferingEditor
      organisationId={organisationId}
      home={home}
      offering={offering}
      onDone={(now) => {
        put(now);
        setOpen(undefined);
      }}
      onClose={() => setOpen(undefined)}
    />
  );
  return (
    <div className="stack">
      <p className="soft">{t('offerings.intro')}</p>
      {organisation &&
        (open === 'new' ? (
          editor()
        ) : (
          <div>
            <Button type="primary" onClick={() => setOpen('new')}>
              {t('offerings.add')}
            </Button>
          </div>
        ))}
      <ListStates
        list={{
          ...{ phase, items: standing, hasMore: false, isLoadingMore: false, more: () => undefined },
          ...{ isStale: organisation !== undefined && fault !== undefined, fault, refresh: () => void refresh() },
        }}
        empty={<strong>{t('offerings.empty')}</strong>}
      >
        <ul className="stack">
          {standing.map((offering) => (
            <li key={offering.id}>
              {open === offering.id ? (
                editor(offering)
              ) : (
                <OfferingCard offering={offering} onChanged={put} onEdit={() => setOpen(offering.id)} />
              )}
            </li>
          ))}
        </ul>
      </ListStates>
    </div>
  );
}
