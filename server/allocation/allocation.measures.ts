/** Promises what is counted of allocations: what of the gifts reached households. */
import type { Measure } from '../measure';
import { needPlace } from '../need/need.measures';
import { donationPlace } from '../donation/donation.measures';

export const allocationMeasures: readonly Measure[] = [
  {
    code: 'HELP_DELIVERED_VALUE',
    title: { zh: '送达帮扶的价值', en: 'Value of help delivered' },
    definition: {
      zh: '捐赠款物中已送达困难家庭的价值（分），按送达时间计（案例第 68 行）',
      en: 'Value in fen of what reached households out of donations, by the time of the delivery (row 68 of the case).',
    },
    unit: 'FEN',
    personal: true,
    domain: 'GIVING',
    facet: { zh: '捐赠形式', en: 'form of the donation' },
    rows: `SELECT n.household_id AS counted, a.value_fen / a.amount * a.delivered_amount AS amount, a.settled_at AS at, n.area_code AS community,
      d.recipient_organisation_id AS organisation, NULL::uuid AS adviser, 'Allocation' AS subject_type, a.id AS subject,
      CASE WHEN a.lot_id IS NULL THEN 'MONEY' ELSE 'GOODS' END AS facet
      FROM allocation a JOIN ${needPlace} AS n ON n.id = a.need_id JOIN ${donationPlace} AS d ON d.id = a.donation_id
      WHERE a.status = 'DELIVERED'`,
  },
];
