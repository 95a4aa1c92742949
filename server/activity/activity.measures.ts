/** Promises what is counted of activities: how many, whom they reached, what they brought, what they found. */
import { donationValue } from '../donation/donation.measures';
import type { Measure } from '../measure';

const held = `status IN ('HELD', 'ACCOUNTED')`;
const place = `a.area_code AS community, NULL::uuid AS organisation, a.held_by AS adviser, 'Activity'::text AS subject_type, a.id AS subject,
  a.kind AS facet`;
const facet = { zh: '活动类别', en: 'kind of activity' };
const at = `(a.starts_on::timestamp AT TIME ZONE 'Asia/Shanghai')`;

export const activityMeasures: readonly Measure[] = [
  {
    code: 'ACTIVITIES_HELD',
    title: { zh: '联动活动', en: 'Activities held' },
    definition: {
      zh: '已举办的活动，按开始日计（案例第 20 至 24 行）',
      en: 'activities that were held, by their first day (rows 20 to 24 of the case)',
    },
    ...{ unit: 'COUNT', personal: false, facet },
    rows: `SELECT a.id AS counted, 1::bigint AS amount, ${at} AS at, ${place} FROM activity a WHERE ${held}`,
  },
  {
    code: 'ACTIVITY_PEOPLE_REACHED',
    title: { zh: '活动参与人次', en: 'People reached by activities' },
    definition: {
      zh: '各活动登记的参与人数之和',
      en: 'the sum of the people that activities reached, as written down',
    },
    ...{ unit: 'COUNT', personal: false, facet },
    // Nobody is named: each of so many people of an activity has an id that is made here.
    rows: `SELECT md5(a.id::text || person)::uuid AS counted, 1::bigint AS amount, ${at} AS at, ${place}
             FROM activity a, generate_series(1, a.people_reached) person WHERE a.${held}`,
  },
  {
    code: 'ACTIVITY_MONEY_RECEIVED',
    title: { zh: '活动募集善款', en: 'Money received at activities' },
    definition: {
      zh: '活动关联的已收捐款（分）',
      en: 'money of received donations that were given at activities, in fen',
    },
    ...{ unit: 'FEN', personal: false, domain: 'GIVING', facet },
    rows: `SELECT v.id AS counted, v.money_fen AS amount, v.received_at AS at, ${place}
             FROM activity a JOIN activity_donation d ON d.activity_id = a.id JOIN ${donationValue} AS v ON v.id = d.donation_id WHERE v.money_fen > 0`,
  },
  {
    code: 'ACTIVITY_GOODS_RECEIVED',
    title: { zh: '活动募集物资价值', en: 'Goods received at activities' },
    definition: { zh: '活动关联的已收物资价值（分）', en: 'the value of goods that were given at activities, in fen' },
    ...{ unit: 'FEN', personal: false, domain: 'GIVING', facet },
    rows: `SELECT v.id AS counted, v.goods_fen AS amount, v.received_at AS at, ${place}
             FROM activity a JOIN activity_donation d ON d.activity_id = a.id JOIN ${donationValue} AS v ON v.id = d.donation_id WHERE v.goods_fen > 0`,
  },
  {
    code: 'ACTIVITY_NEEDS_FOUND',
    title: { zh: '活动发现的需求', en: 'Needs found at activities' },
    definition: {
      zh: '活动关联的需求，按关联时间计',
      en: 'needs that were found at activities, when they were linked',
    },
    ...{ unit: 'COUNT', personal: true, facet },
    rows: `SELECT n.need_id AS counted, 1::bigint AS amount, n.linked_at AS at, a.area_code AS community, NULL::uuid AS organisation,
             n.linked_by AS adviser, 'Need'::text AS subject_type, n.need_id AS subject, a.kind AS facet
             FROM activity a JOIN activity_need n ON n.activity_id = a.id`,
  },
];
