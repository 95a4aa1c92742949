/** Promises what is counted of referrals. */
import type { Measure } from '../measure';
import { needPlace } from '../need/need.measures';

export const referralMeasures: readonly Measure[] = [
  {
    code: 'REFERRALS_SENT',
    title: { zh: '发出的转介', en: 'Referrals sent' },
    definition: {
      zh: '发给社会组织的转介，按发出时间计，按方式细分（案例第 46 行）',
      en: 'Referrals sent to organisations, by the time of the referral and by mode (row 46 of the case).',
    },
    unit: 'COUNT',
    personal: true,
    facet: { zh: '转介方式', en: 'mode of referral' },
    rows: `SELECT r.id AS counted, 1::bigint AS amount, r.referred_at AS at, n.area_code AS community, r.organisation_id AS organisation,
      r.referred_by AS adviser, 'Referral' AS subject_type, r.id AS subject, r.mode AS facet
      FROM referral r JOIN ${needPlace} AS n ON n.id = r.need_id`,
  },
];
