/** Promises what is counted of claims: taken, in time, delivered, confirmed, and whom they helped. */
import type { Measure } from '../measure';
import { needPlace } from '../need/need.measures';

/** The first claim of each referred need, with the seconds since its referral. */
const firstClaims = `SELECT c.need_id AS counted, greatest(0, extract(epoch FROM c.claimed_at - n.referred_at))::bigint AS amount, c.claimed_at AS at,
      n.area_code AS community, c.organisation_id AS organisation,
      n.created_by AS adviser, 'Need' AS subject_type, n.id AS subject, n.service_kind AS facet
      FROM claim c JOIN ${needPlace} AS n ON n.id = c.need_id
      WHERE n.referred_at IS NOT NULL AND NOT EXISTS
        (SELECT 1 FROM claim earlier WHERE earlier.need_id = c.need_id AND (earlier.claimed_at, earlier.id) < (c.claimed_at, c.id))`;

/** Needs by the time of their referral, whose claims fulfil a condition: how far those referred in a period have come by now. */
const referredNeedsWhere = (
  condition: string,
) => `SELECT n.id AS counted, 1::bigint AS amount, n.referred_at AS at, n.area_code AS community,
      NULL::uuid AS organisation, n.referred_by AS adviser, 'Need' AS subject_type, n.id AS subject, n.service_kind AS facet
      FROM ${needPlace} AS n WHERE n.referred_at IS NOT NULL AND EXISTS (SELECT 1 FROM claim c WHERE c.need_id = n.id AND ${condition})`;

export const claimMeasures: readonly Measure[] = [
  {
    code: 'NEEDS_CLAIMED',
    title: { zh: '认领的需求', en: 'Needs claimed' },
    definition: {
      zh: '被社会组织接单认领的需求，每项只计一次（案例第 46 行）',
      en: 'Needs claimed by an organisation, each once (row 46 of the case).',
    },
    unit: 'COUNT',
    personal: true,
    facet: { zh: '服务类别', en: 'kind of service' },
    rows: `SELECT c.need_id AS counted, 1::bigint AS amount, c.claimed_at AS at, n.area_code AS community, c.organisation_id AS organisation,
      n.created_by AS adviser, 'Need' AS subject_type, n.id AS subject, n.service_kind AS facet
      FROM claim c JOIN ${needPlace} AS n ON n.id = c.need_id`,
  },
  {
    code: 'CLAIMS_MADE',
    title: { zh: '接单次数', en: 'Claims made' },
    definition: {
      zh: '社会组织的认领次数，按认领时间计（案例第 46 行）',
      en: 'Claims by organisations, by the time of the claim (row 46 of the case).',
    },
    unit: 'COUNT',
    personal: true,
    facet: { zh: '服务类别', en: 'kind of service' },
    rows: `SELECT c.id AS counted, 1::bigint AS amount, c.claimed_at AS at, n.area_code AS community, c.organisation_id AS organisation,
      n.created_by AS adviser, 'Claim' AS subject_type, c.id AS subject, n.service_kind AS facet
      FROM claim c JOIN ${needPlace} AS n ON n.id = c.need_id`,
  },
  {
    code: 'TIME_TO_CLAIM',
    title: { zh: '认领用时', en: 'Time to claim' },
    definition: {
      zh: '从转介到首次认领的秒数的中位数，按认领时间计（案例第 18 行）',
      en: 'Median of the seconds from the referral of a need to its first claim, by the time of the claim (row 18 of the case).',
    },
    unit: 'SECONDS',
    personal: true,
    facet: { zh: '服务类别', en: 'kind of service' },
    rows: firstClaims,
  },
  {
    code: 'TIME_TO_CLAIM_P90',
    title: { zh: '九成需求的认领用时', en: 'Time to claim, nine of ten' },
    definition: {
      zh: '从转介到首次认领的秒数的第 90 百分位：九成需求在此时间内被认领，按认领时间计（案例第 18 行）',
      en: 'Within how many seconds from the referral nine of ten claimed needs were first claimed, by the time of the claim (row 18 of the case).',
    },
    unit: 'SECONDS',
    percentile: 90,
    personal: true,
    facet: { zh: '服务类别', en: 'kind of service' },
    rows: firstClaims,
  },
  {
    code: 'DELIVERIES_REPORTED',
    title: { zh: '报告完成的服务', en: 'Deliveries reported' },
    definition: {
      zh: '服务方报告已送达的认领，按报告时间计（案例第 35 行）',
      en: 'Claims of which the provider reported the delivery, by the time of the report (row 35 of the case).',
    },
    unit: 'COUNT',
    personal: true,
    facet: { zh: '服务类别', en: 'kind of service' },
    rows: `SELECT c.id AS counted, 1::bigint AS amount, c.delivered_at AS at, n.area_code AS community, c.organisation_id AS organisation,
      n.created_by AS adviser, 'Claim' AS subject_type, c.id AS subject, n.service_kind AS facet
      FROM claim c JOIN ${needPlace} AS n ON n.id = c.need_id WHERE c.delivered_at IS NOT NULL`,
  },
  {
    code: 'NEEDS_REPORTED_CLOSED',
    title: { zh: '报告结案的需求', en: 'Needs reported closed' },
    definition: {
      zh: '服务方已报告送达且已无人在办的需求，每项只计一次，按报告时间计；与“真正结案”对照（案例第 36 行）',
      en: 'Needs of which providers reported the delivery and that nobody serves any more, each once, by the time of the report; beside those truly closed (row 36 of the case).',
    },
    unit: 'COUNT',
    personal: true,
    facet: { zh: '服务类别', en: 'kind of service' },
    rows: `SELECT c.need_id AS counted, 1::bigint AS amount, c.delivered_at AS at, n.area_code AS community, c.organisation_id AS organisation,
      n.created_by AS adviser, 'Need' AS subject_type, n.id AS subject, n.service_kind AS facet
      FROM claim c JOIN ${needPlace} AS n ON n.id = c.need_id WHERE c.delivered_at IS NOT NULL AND NOT EXISTS
        (SELECT 1 FROM claim open WHERE open.need_id = c.need_id AND open.status IN ('ACCEPTED', 'CONFIRMED', 'IN_PROGRESS', 'ON_HOLD'))`,
  },
  {
    code: 'DELIVERIES_CONFIRMED',
    title: { zh: '家庭确认的服务', en: 'Deliveries confirmed' },
    definition: {
      zh: '家庭确认已收到的服务，按确认时间计（案例第 35 行）',
      en: 'Claims of which the household confirmed the delivery, by the time of the confirmation (row 35 of the case).',
    },
    unit: 'COUNT',
    personal: true,
    facet: { zh: '服务类别', en: 'kind of service' },
    rows: `SELECT c.id AS counted, 1::bigint AS amount, c.completed_at AS at, n.area_code AS community, c.organisation_id AS organisation,
      n.created_by AS adviser, 'Claim' AS subject_type, c.id AS subject, n.service_kind AS facet
      FROM claim c JOIN ${needPlace} AS n ON n.id = c.need_id WHERE c.completed_at IS NOT NULL`,
  },
  {
    code: 'HOUSEHOLDS_HELPED',
    title: { zh: '得到帮助的家庭', en: 'Households helped' },
    definition: {
      zh: '有服务方报告送达的服务的家庭，每户只计一次，按服务细分（案例第 51 至 56 行：130 余户）',
      en: 'Households to which a provider reported a delivery, each once, by service (rows 51 to 56 of the case: above 130).',
    },
    unit: 'COUNT',
    personal: true,
    facet: { zh: '服务类别', en: 'kind of service' },
    rows: `SELECT n.household_id AS counted, 1::bigint AS amount, c.delivered_at AS at, n.area_code AS community, c.organisation_id AS organisation,
      n.created_by AS adviser, 'Household' AS subject_type, n.household_id AS subject, n.service_kind AS facet
      FROM claim c JOIN ${needPlace} AS n ON n.id = c.need_id WHERE c.delivered_at IS NOT NULL`,
  },
  {
    code: 'SERVICES_RECORDED',
    title: { zh: '服务记录', en: 'Service records' },
    definition: {
      zh: '服务记录的条数，按服务日计（案例第 35 行）',
      en: 'Service records, by the day of the service (row 35 of the case).',
    },
    unit: 'COUNT',
    personal: true,
    facet: { zh: '服务类别', en: 'kind of service' },
    rows: `SELECT s.id AS counted, 1::bigint AS amount, s.served_on::timestamp AT TIME ZONE 'Asia/Shanghai' AS at,
      n.area_code AS community, c.organisation_id AS organisation,
      n.created_by AS adviser, 'Claim' AS subject_type, c.id AS subject, n.service_kind AS facet
      FROM claim c JOIN ${needPlace} AS n ON n.id = c.need_id JOIN service_record s ON s.claim_id = c.id`,
  },
  {
    code: 'REFERRED_NEEDS_CLAIMED',
    title: { zh: '转介后被认领', en: 'Referred, then claimed' },
    definition: {
      zh: '期内首次转介的需求中，至今被认领过的，每项只计一次，按转介时间计（案例第 36 行）',
      en: 'Of the needs first referred in the period, those that were claimed by now, each once, by the time of the referral (row 36 of the case).',
    },
    unit: 'COUNT',
    personal: true,
    facet: { zh: '服务类别', en: 'kind of service' },
    rows: referredNeedsWhere('true'),
  },
  {
    code: 'REFERRED_NEEDS_DELIVERED',
    title: { zh: '转介后已送达', en: 'Referred, then delivered' },
    definition: {
      zh: '期内首次转介的需求中，至今有服务方报告送达的，每项只计一次，按转介时间计（案例第 36 行）',
      en: 'Of the needs first referred in the period, those of which a provider reported a delivery by now, each once, by the time of the referral (row 36 of the case).',
    },
    unit: 'COUNT',
    personal: true,
    facet: { zh: '服务类别', en: 'kind of service' },
    rows: referredNeedsWhere('c.delivered_at IS NOT NULL'),
  },
  {
    code: 'REFERRED_NEEDS_CONFIRMED',
    title: { zh: '转介后家庭确认', en: 'Referred, then confirmed' },
    definition: {
      zh: '期内首次转介的需求中，至今家庭已确认收到的，每项只计一次，按转介时间计（案例第 36 行）',
      en: 'Of the needs first referred in the period, those of which the household confirmed a delivery by now, each once, by the time of the referral (row 36 of the case).',
    },
    unit: 'COUNT',
    personal: true,
    facet: { zh: '服务类别', en: 'kind of service' },
    rows: referredNeedsWhere('c.completed_at IS NOT NULL'),
  },
];
