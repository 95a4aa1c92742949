/** Promises what is counted of pairing (row 13 of the published case). */
import type { Measure } from '../measure';

export const pairingMeasures: readonly Measure[] = [
  {
    code: 'HOUSEHOLDS_PAIRED',
    title: { zh: '结对帮扶家庭', en: 'Households with a helper' },
    definition: {
      zh: '有存续结对的家庭，自开始日至结束日，每户计一次（案例第13行）。',
      en: 'Households in a standing pairing, each once from its first day to its end (row 13 of the case).',
    },
    unit: 'COUNT',
    personal: true,
    lasting: true,
    rows: `SELECT household_id AS counted, 1::bigint AS amount, started_on::timestamp AT TIME ZONE 'Asia/Shanghai' AS at,
                  area_code AS community, organisation_id AS organisation, helper_id AS adviser, 'Pairing' AS subject_type,
                  id AS subject, ended_on::timestamp AT TIME ZONE 'Asia/Shanghai' AS ended FROM pairing`,
  },
  {
    code: 'PAIRING_CONTACTS',
    title: { zh: '结对联系', en: 'Contacts of helpers' },
    definition: {
      zh: '帮扶人与结对家庭的联系，按联系日计次（案例第13行）。',
      en: 'Contacts of helpers with their households, by their day (row 13 of the case).',
    },
    unit: 'COUNT',
    personal: false,
    facet: { zh: '联系方式', en: 'How' },
    rows: `SELECT c.id AS counted, 1::bigint AS amount, c.contacted_on::timestamp AT TIME ZONE 'Asia/Shanghai' AS at,
                  p.area_code AS community, p.organisation_id AS organisation, p.helper_id AS adviser,
                  'Pairing' AS subject_type, p.id AS subject, c.channel AS facet
             FROM pairing_contact c JOIN pairing p ON p.id = c.pairing_id`,
  },
];
