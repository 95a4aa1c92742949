/** Promises what is counted of the list of resources: what stood in a published version. */
import type { Measure } from '../measure';

export const catalogueMeasures: readonly Measure[] = [
  {
    code: 'RESOURCES_LISTED',
    title: { zh: '资源清单条目', en: 'Resources listed' },
    definition: {
      zh: '期内发布的资源清单中的条目，每项只计一次（案例第 27 行）',
      en: 'entries of the lists that were published in the period, each once (row 27 of the case)',
    },
    ...{ unit: 'COUNT', personal: false, facet: { zh: '资源类别', en: 'kind of resource' } },
    rows: `SELECT e.subject_id AS counted, 1::bigint AS amount, v.published_at AS at, e.area_codes[1] AS community, NULL::uuid AS organisation,
             v.published_by AS adviser, 'ResourceCatalogue'::text AS subject_type, v.id AS subject, e.kind AS facet
             FROM catalogue_version v JOIN catalogue_entry e ON e.version_id = v.id WHERE v.status = 'PUBLISHED' AND e.change <> 'REMOVED'`,
  },
];
