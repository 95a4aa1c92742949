/** Promises what is counted of the corps: advisers and teams (17 teams with 152 people in the published case), backbones, service points. */
import type { Measure } from '../measure';

const at = (day: string) => `${day}::timestamp AT TIME ZONE 'Asia/Shanghai'`;

/** A column of the appointment with an id, within the statement of a measure of another room. */
export function adviserColumn(id: string, column: 'account_id' | 'area_code'): string {
  return `(SELECT appointed.${column} FROM adviser appointed WHERE appointed.id = ${id})`;
}

export const adviserMeasures: readonly Measure[] = [
  {
    code: 'ADVISERS',
    title: { zh: '备案顾问', en: 'Registered advisers' },
    definition: {
      zh: '在任顾问，自任职日至离任日，含街道骨干，每人计一次（案例第1行）。',
      en: 'Standing advisers, each once from the day of the appointment to its end, backbones of streets included (row 1 of the case).',
    },
    unit: 'COUNT',
    personal: false,
    lasting: true,
    facet: { zh: '顾问类别', en: 'Kind of adviser' },
    rows: `SELECT account_id AS counted, 1::bigint AS amount, ${at('appointed_on')} AS at, area_code AS community,
                  NULL::uuid AS organisation, account_id AS adviser, 'Adviser' AS subject_type, id AS subject,
                  ${at('ended_on')} AS ended, kind AS facet
             FROM adviser`,
  },
  {
    code: 'ADVISERS_IN_TEAMS',
    title: { zh: '队伍中的顾问', en: 'Advisers in teams' },
    definition: {
      zh: '已编入队伍的在任顾问，每人计一次（案例第1、2行：17支队伍152人）。',
      en: 'Standing advisers who are in a team, each once (rows 1 and 2 of the case: 152 people in 17 teams).',
    },
    unit: 'COUNT',
    personal: false,
    lasting: true,
    facet: { zh: '顾问类别', en: 'Kind of adviser' },
    rows: `SELECT account_id AS counted, 1::bigint AS amount, ${at('appointed_on')} AS at, area_code AS community,
                  NULL::uuid AS organisation, account_id AS adviser, 'Adviser' AS subject_type, id AS subject,
                  ${at('ended_on')} AS ended, kind AS facet
             FROM adviser WHERE team_id IS NOT NULL`,
  },
  {
    code: 'ADVISER_TEAMS',
    title: { zh: '顾问队伍', en: 'Teams of advisers' },
    definition: {
      zh: '未解散且有过成员的队伍，自其首名成员任职之日起计（案例第2行：17支）。',
      en: 'Standing teams that had a member, from the first day of its first member (row 2 of the case: 17).',
    },
    unit: 'COUNT',
    personal: false,
    lasting: true,
    rows: `SELECT t.id AS counted, 1::bigint AS amount, ${at('min(a.appointed_on)')} AS at, t.area_code AS community,
                  NULL::uuid AS organisation, NULL::uuid AS adviser, 'AdviserTeam' AS subject_type, t.id AS subject,
                  t.dissolved_at AS ended
             FROM adviser_team t JOIN adviser a ON a.team_id = t.id GROUP BY t.id`,
  },
  {
    code: 'BACKBONES',
    title: { zh: '救助骨干', en: 'Backbones' },
    definition: {
      zh: '在岗救助骨干，自岗位起始日至终止日，每人计一次（案例第4行）。',
      en: 'Standing backbones, each once from the first day of a post to its last (row 4 of the case).',
    },
    unit: 'COUNT',
    personal: false,
    lasting: true,
    rows: `SELECT a.account_id AS counted, 1::bigint AS amount, ${at('b.since_on')} AS at, b.area_code AS community,
                  NULL::uuid AS organisation, a.account_id AS adviser, 'Adviser' AS subject_type, a.id AS subject,
                  ${at('b.until_on')} AS ended
             FROM backbone b JOIN adviser a ON a.id = b.adviser_id`,
  },
  {
    code: 'SERVICE_POINTS',
    title: { zh: '服务点', en: 'Service points' },
    definition: {
      zh: '在用的服务点（案例第3行：每街道1个）。',
      en: 'Service points in use (row 3 of the case: one per street).',
    },
    unit: 'COUNT',
    personal: false,
    lasting: true,
    rows: `SELECT id AS counted, 1::bigint AS amount, opened_at AS at, area_code AS community, NULL::uuid AS organisation,
                  NULL::uuid AS adviser, 'ServicePoint' AS subject_type, id AS subject,
                  closed_at AS ended FROM service_point`,
  },
];
