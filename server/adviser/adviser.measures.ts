/** Promises what is counted of the corps: advisers and teams (17 teams with 152 people in the published case), backbones, service points. */
import type { Measure } from '../measure';

const at = (day: string) => `${day}::timestamp AT TIME ZONE 'Asia/Shanghai'`;

export const adviserMeasures: readonly Measure[] = [
  {
    code: 'ADVISERS_APPOINTED',
    title: { zh: '备案顾问', en: 'Registered advisers' },
    definition: {
      zh: '每名顾问自任职日起计一次(案例第1行:152人)。',
      en: 'Each adviser once, from the day of the appointment (row 1 of the case: 152 people).',
    },
    unit: 'COUNT',
    personal: false,
    rows: `SELECT account_id AS counted, 1::bigint AS amount, ${at('appointed_on')} AS at, area_code AS community,
                  NULL::uuid AS organisation, account_id AS adviser, 'Adviser' AS subject_type, id AS subject
             FROM adviser`,
  },
  {
    code: 'ADVISER_TEAMS',
    title: { zh: '顾问队伍', en: 'Teams of advisers' },
    definition: {
      zh: '每支有过成员的队伍自其首名成员任职之日起计一次(案例第2行:17支)。',
      en: 'Each team that had a member, from the first day of its first member (row 2 of the case: 17).',
    },
    unit: 'COUNT',
    personal: false,
    rows: `SELECT t.id AS counted, 1::bigint AS amount, ${at('min(a.appointed_on)')} AS at, t.area_code AS community,
                  NULL::uuid AS organisation, NULL::uuid AS adviser, 'AdviserTeam' AS subject_type, t.id AS subject
             FROM adviser_team t JOIN adviser a ON a.team_id = t.id GROUP BY t.id`,
  },
  {
    code: 'BACKBONES',
    title: { zh: '救助骨干', en: 'Backbones' },
    definition: {
      zh: '每名救助骨干自其岗位起始日起计一次(案例第4行)。',
      en: 'Each backbone once, from the first day of a post (row 4 of the case).',
    },
    unit: 'COUNT',
    personal: false,
    rows: `SELECT a.account_id AS counted, 1::bigint AS amount, ${at('b.since_on')} AS at, b.area_code AS community,
                  NULL::uuid AS organisation, a.account_id AS adviser, 'Adviser' AS subject_type, a.id AS subject
             FROM backbone b JOIN adviser a ON a.id = b.adviser_id`,
  },
  {
    code: 'SERVICE_POINTS',
    title: { zh: '服务点', en: 'Service points' },
    definition: {
      zh: '每个服务点自设立之日起计一次(案例第3行:每街道1个)。',
      en: 'Each service point from the day it was opened (row 3 of the case: one per street).',
    },
    unit: 'COUNT',
    personal: false,
    rows: `SELECT id AS counted, 1::bigint AS amount, opened_at AS at, area_code AS community, NULL::uuid AS organisation,
                  NULL::uuid AS adviser, 'ServicePoint' AS subject_type, id AS subject FROM service_point`,
  },
];
