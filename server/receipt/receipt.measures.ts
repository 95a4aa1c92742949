/** Promises what is counted of receipts. */
import type { Measure } from '../measure';
import { organisationPlace } from '../organisation/organisation.measures';

export const receiptMeasures: readonly Measure[] = [
  {
    code: 'RECEIPTS_ISSUED',
    title: { zh: '开具的捐赠票据', en: 'Donation receipts issued' },
    definition: {
      zh: '开具且未作废的公益事业捐赠票据，按开票日计（案例第 25 行）',
      en: 'Statutory receipts that were issued and not voided, by the day of issue (row 25 of the case).',
    },
    unit: 'COUNT',
    personal: false,
    domain: 'GIVING',
    rows: `SELECT r.id AS counted, 1::bigint AS amount, r.issued_at AS at, o.area_code AS community, r.organisation_id AS organisation,
      NULL::uuid AS adviser, 'Receipt' AS subject_type, r.id AS subject
      FROM receipt r JOIN ${organisationPlace} AS o ON o.id = r.organisation_id WHERE r.status = 'ISSUED'`,
  },
];
