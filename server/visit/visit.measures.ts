/** Promises what is counted of discovery: visits, households visited, obligations done in time, needs found. */
import type { Measure } from '../measure';
import { notVoided } from './visit-obligation.repository';

const trigger = { zh: '必访情形', en: 'trigger' };

export const visitMeasures: readonly Measure[] = [
  {
    code: 'HOME_VISITS',
    title: { zh: '入户走访', en: 'Home visits' },
    definition: {
      zh: '完成的入户走访，每次计一次，按走访时间计（案例第 44 行）',
      en: 'Visits at which the household was met, each of them, by the time of the visit (row 44 of the case).',
    },
    unit: 'COUNT',
    personal: true,
    facet: { zh: '下一步', en: 'next step' },
    rows: `SELECT id AS counted, 1::bigint AS amount, visited_at AS at, area_code AS community, NULL::uuid AS organisation,
      visited_by AS adviser, 'Visit' AS subject_type, id AS subject, next_step AS facet FROM visit WHERE result = 'COMPLETED'`,
  },
  {
    code: 'HOUSEHOLDS_VISITED',
    title: { zh: '走访家庭', en: 'Households visited' },
    definition: {
      zh: '完成走访的家庭，每户只计一次（案例第 15 行：550 户）',
      en: 'Households that were met at a visit, each once (row 15 of the case: 550).',
    },
    unit: 'COUNT',
    personal: true,
    rows: `SELECT household_id AS counted, 1::bigint AS amount, visited_at AS at, area_code AS community,
      NULL::uuid AS organisation, visited_by AS adviser, 'Household' AS subject_type, household_id AS subject
      FROM visit WHERE result = 'COMPLETED'`,
  },
  {
    code: 'TRIGGERS_REPORTED',
    title: { zh: '必访情形报送', en: 'Triggers reported' },
    definition: {
      zh: '报送的五必访情形（误报除外），按报送日计（案例第 15 行）',
      en: 'The five triggers as they were told and not found wrong, by the day of the report (row 15 of the case).',
    },
    unit: 'COUNT',
    personal: true,
    facet: trigger,
    rows: `SELECT id AS counted, 1::bigint AS amount, reported_on::timestamp AT TIME ZONE 'Asia/Shanghai' AS at,
      area_code AS community, department_id AS organisation, adviser_id AS adviser, 'VisitObligation' AS subject_type,
      id AS subject, trigger_kind AS facet FROM visit_obligation WHERE ${notVoided}`,
  },
  {
    code: 'VISITS_IN_TIME',
    title: { zh: '按期必访', en: 'Visits in time' },
    definition: {
      zh: '在最迟走访日之前（含当日）完成的必访任务，按走访时间计（案例第 15 行）',
      en: 'Obligations to visit done by their last day, by the time of the visit (row 15 of the case).',
    },
    unit: 'COUNT',
    personal: true,
    facet: trigger,
    rows: `SELECT id AS counted, 1::bigint AS amount, done_at AS at, area_code AS community, NULL::uuid AS organisation,
      adviser_id AS adviser, 'VisitObligation' AS subject_type, id AS subject, trigger_kind AS facet FROM visit_obligation
      WHERE done_at IS NOT NULL AND (done_at AT TIME ZONE 'Asia/Shanghai')::date <= due_on`,
  },
  {
    code: 'NEEDS_FOUND_BY_VISITS',
    title: { zh: '走访发现的需求', en: 'Needs found by visits' },
    definition: {
      zh: '走访中发现并登记的需求，按走访时间计（案例第 14 行）',
      en: 'Needs registered because of a visit, by the time of the visit (row 14 of the case).',
    },
    unit: 'COUNT',
    personal: true,
    rows: `SELECT n.need_id AS counted, 1::bigint AS amount, v.visited_at AS at, v.area_code AS community,
      NULL::uuid AS organisation, v.visited_by AS adviser, 'Need' AS subject_type, n.need_id AS subject
      FROM visit_need n JOIN visit v ON v.id = n.visit_id`,
  },
];
