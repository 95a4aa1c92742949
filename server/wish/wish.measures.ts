/** Promises what is counted of micro-wishes: what donors shared, and thanks. */
import type { Measure } from '../measure';
import { needPlace } from '../need/need.measures';

export const wishMeasures: readonly Measure[] = [
  {
    code: 'WISH_SHARES_RECEIVED',
    title: { zh: '认领微心愿的善款', en: 'Money shared for wishes' },
    definition: {
      zh: '捐赠者为微心愿认领并已收到的份额（分）（案例第 52 行）',
      en: 'Shares of micro-wishes that were received from donors, in fen (row 52 of the case).',
    },
    unit: 'FEN',
    personal: false,
    domain: 'GIVING',
    rows: `SELECT s.id AS counted, s.amount_fen AS amount, s.status_since AS at, n.area_code AS community, NULL::uuid AS organisation,
      n.created_by AS adviser, 'Donation' AS subject_type, s.id AS subject
      FROM wish_share s JOIN ${needPlace} AS n ON n.id = s.need_id WHERE s.status IN ('RECEIVED', 'DELIVERED')`,
  },
];
