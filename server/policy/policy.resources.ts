/** Promises the policies that apply today, for the list of resources. */
import type { ResourceSource } from '../resource';

export const policyResources: readonly ResourceSource[] = [
  {
    kind: 'POLICY',
    title: { zh: '政策', en: 'Policies' },
    rows: `SELECT DISTINCT ON (area_code, code) id AS subject, title_zh AS title, issuing_department AS provider, service_kinds,
             ARRAY[area_code] AS area_codes, NULL::bigint AS available, NULL::text AS unit, valid_until, document_number AS note
             FROM policy WHERE valid_from <= (now() AT TIME ZONE 'Asia/Shanghai')::date
               AND (valid_until IS NULL OR valid_until >= (now() AT TIME ZONE 'Asia/Shanghai')::date)
            ORDER BY area_code, code, version DESC`,
  },
];
