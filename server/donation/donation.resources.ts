/** Promises the goods that were received and are free, for the list of resources; who gave them is not said. */
import { freeOfHolding } from '../ledger/free';
import { organisationName } from '../organisation/organisation.resources';
import type { ResourceSource } from '../resource';

export const donationResources: readonly ResourceSource[] = [
  {
    kind: 'GOODS',
    title: { zh: '物资', en: 'Goods' },
    rows: `SELECT l.id AS subject, l.item AS title, o.name AS provider, array_remove(ARRAY[d.earmark_service_kind], NULL) AS service_kinds,
             ARRAY[coalesce(d.earmark_area_code, '640104')] AS area_codes, free.balance AS available, l.unit, l.expires_on AS valid_until,
             NULL::text AS note
             FROM donation_lot l JOIN donation d ON d.id = l.donation_id JOIN ${freeOfHolding} AS free ON free.holding_id = l.id
             JOIN ${organisationName} AS o ON o.id = d.recipient_organisation_id
            WHERE d.status = 'RECEIVED' AND d.earmark_need_id IS NULL AND l.withdrawn_at IS NULL
              AND (l.expires_on IS NULL OR l.expires_on >= (now() AT TIME ZONE 'Asia/Shanghai')::date)`,
  },
];
