/** Promises the charity projects that are open, for the list of resources. */
import { organisationName } from '../organisation/organisation.resources';
import type { ResourceSource } from '../resource';

export const projectResources: readonly ResourceSource[] = [
  {
    kind: 'PROJECT',
    title: { zh: '慈善项目', en: 'Charity projects' },
    rows: `SELECT p.id AS subject, p.name AS title, o.name AS provider, p.service_kinds, p.area_codes, NULL::bigint AS available,
             NULL::text AS unit, p.ends_on AS valid_until, p.filing_number AS note
             FROM charity_project p JOIN ${organisationName} AS o ON o.id = p.organisation_id WHERE p.status = 'OPEN'`,
  },
];
