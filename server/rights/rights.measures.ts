/** Promises what is counted of requests on data: how many were answered, and how many of them in time. */
import type { Measure } from '../measure';

const answered = `SELECT id AS counted, 1::bigint AS amount, coalesce(done_at, decided_at) AS at, area_code AS community,
    NULL::uuid AS organisation, decided_by AS adviser, 'RightsRequest'::text AS subject_type, id AS subject, kind AS facet
  FROM rights_request WHERE status IN ('DONE', 'REFUSED')`;
const facet = { zh: '请求种类', en: 'kind of request' };

export const rightsMeasures: readonly Measure[] = [
  {
    code: 'RIGHTS_REQUESTS_ANSWERED',
    title: { zh: '已答复个人信息请求', en: 'Requests on personal data answered' },
    definition: {
      zh: '办结或拒绝的请求，按办结或拒绝的时间计（个人信息保护法第五十条）',
      en: 'requests that were done or refused, at that time (PIPL article 50)',
    },
    ...{ unit: 'COUNT', personal: true, facet, rows: answered },
  },
  {
    code: 'RIGHTS_REQUESTS_ANSWERED_IN_TIME',
    title: { zh: '按期答复个人信息请求', en: 'Requests on personal data answered in time' },
    definition: {
      zh: '其中不晚于第十五个工作日（按国务院办公厅放假安排）答复的',
      en: 'those of them that were answered by the fifteenth working day',
    },
    ...{ unit: 'COUNT', personal: true, facet },
    rows: `${answered} AND (coalesce(done_at, decided_at) AT TIME ZONE 'Asia/Shanghai')::date <= due_on`,
  },
];
