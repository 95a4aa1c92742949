/** Promises the services that approved organisations offer, for the list of resources. */
import type { ResourceSource } from '../resource';

/** `JOIN ${organisationName} AS o ON o.id = …`: what an organisation is called. */
export const organisationName = '(SELECT id, name FROM organisation)';

export const organisationResources: readonly ResourceSource[] = [
  {
    kind: 'SERVICE',
    title: { zh: '服务', en: 'Services' },
    rows: `SELECT s.id AS subject, s.name AS title, o.name AS provider, ARRAY[s.service_kind] AS service_kinds, s.area_codes,
             s.capacity_maximum::bigint AS available, '户'::text AS unit, NULL::date AS valid_until, NULL::text AS note
             FROM service_offering s JOIN organisation o ON o.id = s.organisation_id
            WHERE s.withdrawn_at IS NULL AND o.status = 'APPROVED'`,
  },
];
