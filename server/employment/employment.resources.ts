/** Promises the posts that have places, for the list of resources. */
import { today } from '../database/today';
import { organisationName } from '../organisation/organisation.resources';
import type { ResourceSource } from '../resource';

export const employmentResources: readonly ResourceSource[] = [
  {
    kind: 'POST',
    title: { zh: '岗位', en: 'Posts' },
    rows: `SELECT p.id AS subject, p.title, coalesce(o.name, '民政部门') AS provider, ARRAY['EMPLOYMENT_SUPPORT'] AS service_kinds, p.area_codes,
             (p.places - p.places_taken)::bigint AS available, '个'::text AS unit, p.closes_on AS valid_until, NULL::text AS note
             FROM job_post p LEFT JOIN ${organisationName} o ON o.id = p.organisation_id
            WHERE p.closed_at IS NULL AND p.closes_on >= ${today} AND p.places > p.places_taken`,
  },
];
