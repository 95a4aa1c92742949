/** Promises what is counted of coordination: meetings held, issues raised and resolved (row 34 of the published case). */
import type { Measure } from '../measure';

const issue = (at: string) => `SELECT i.id AS counted, 1::bigint AS amount, ${at} AS at,
    coalesce(i.owner_area_code, m.area_code) AS community, i.owner_organisation_id AS organisation, NULL::uuid AS adviser,
    'MeetingIssue' AS subject_type, i.id AS subject
  FROM meeting_issue i JOIN meeting m ON m.id = i.meeting_id`;

export const meetingMeasures: readonly Measure[] = [
  {
    code: 'MEETINGS_HELD',
    title: { zh: '沟通会议', en: 'Meetings held' },
    definition: {
      zh: '已登记纪要的会议，按开始时间计（案例第34行）。',
      en: 'Meetings with notes, by when they began (row 34 of the case).',
    },
    unit: 'COUNT',
    personal: false,
    rows: `SELECT id AS counted, 1::bigint AS amount, starts_at AS at, area_code AS community, NULL::uuid AS organisation,
                  NULL::uuid AS adviser, 'Meeting' AS subject_type, id AS subject FROM meeting WHERE status = 'HELD'`,
  },
  {
    code: 'MEETING_ISSUES_RAISED',
    title: { zh: '会议提出问题', en: 'Issues raised' },
    definition: {
      zh: '会议提出的问题，按提出时间计（案例第34行）。',
      en: 'Issues raised at meetings, by when they were raised (row 34 of the case).',
    },
    unit: 'COUNT',
    personal: false,
    rows: issue('i.raised_at'),
  },
  {
    code: 'MEETING_ISSUES_RESOLVED',
    title: { zh: '会议问题已解决', en: 'Issues resolved' },
    definition: {
      zh: '已解决的会议问题，按解决时间计（案例第34行）。',
      en: 'Issues of meetings that were resolved, by when (row 34 of the case).',
    },
    unit: 'COUNT',
    personal: false,
    rows: `${issue('i.settled_at')} WHERE i.state = 'RESOLVED'`,
  },
];
