/** Promises what is counted of points and praise (row 40 of the published case). */
import { adviserColumn } from '../adviser/adviser.measures';
import type { Measure } from '../measure';

const whose = (id: string) => `${adviserColumn(id, 'area_code')} AS community, NULL::uuid AS organisation,
                  ${adviserColumn(id, 'account_id')} AS adviser, 'Adviser' AS subject_type, ${id} AS subject`;

export const pointsMeasures: readonly Measure[] = [
  {
    code: 'POINTS_AWARDS',
    title: { zh: '积分给予', en: 'Awards of points' },
    definition: {
      zh: '未撤销的积分给予，按获得日计次（案例第40行）。',
      en: 'Awards of points that were not withdrawn, by the day of the deed (row 40 of the case).',
    },
    unit: 'COUNT',
    personal: false,
    rows: `SELECT a.id AS counted, 1::bigint AS amount, a.earned_on::timestamp AT TIME ZONE 'Asia/Shanghai' AS at,
                  ${whose('a.adviser_id')} FROM points_award a WHERE a.withdrawn_at IS NULL`,
  },
  {
    code: 'REWARDS_REDEEMED',
    title: { zh: '积分兑换', en: 'Rewards redeemed' },
    definition: {
      zh: '未取消的积分兑换，按申请时间计次（案例第40行）。',
      en: 'Redemptions that were not cancelled, by when they were asked for (row 40 of the case).',
    },
    unit: 'COUNT',
    personal: false,
    rows: `SELECT d.id AS counted, 1::bigint AS amount, d.requested_at AS at, ${whose('d.adviser_id')}
             FROM reward_redemption d WHERE d.status <> 'CANCELLED'`,
  },
  {
    code: 'ADVISERS_COMMENDED',
    title: { zh: '通报表扬', en: 'Commendations' },
    definition: {
      zh: '顾问所获通报表扬，按表扬日计次（案例第40行）。',
      en: 'Commendations of advisers, by the day they were said (row 40 of the case).',
    },
    unit: 'COUNT',
    personal: false,
    rows: `SELECT c.id AS counted, 1::bigint AS amount, c.commended_on::timestamp AT TIME ZONE 'Asia/Shanghai' AS at,
                  ${whose('c.adviser_id')} FROM commendation c`,
  },
];
