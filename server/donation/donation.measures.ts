/** Promises what is counted of donations: who gave, and what it was worth. */
import type { Measure } from '../measure';
import { organisationPlace } from '../organisation/organisation.measures';

/** `JOIN ${donationPlace} AS donation ON donation.id = …`: who received it from whom. */
export const donationPlace = `(SELECT id, recipient_organisation_id, donor_id, form FROM donation)`;

/** `JOIN ${donationValue} AS v ON v.id = …`: what was received of a donation, in fen; goods at their value. */
export const donationValue = `(SELECT d.id, d.received_at, coalesce(d.money_fen, 0)::bigint AS money_fen,
  coalesce((SELECT sum(l.quantity * l.unit_value_fen) FROM donation_lot l WHERE l.donation_id = d.id AND l.withdrawn_at IS NULL), 0)::bigint AS goods_fen
  FROM donation d WHERE d.status = 'RECEIVED')`;

export const donationMeasures: readonly Measure[] = [
  {
    code: 'DONORS',
    title: { zh: '捐赠者', en: 'Donors' },
    definition: {
      zh: '有已收到捐赠的企业、商户和个人，每方只计一次（案例第 50 行：24 个）',
      en: 'Companies, shops and persons of whom a donation was received, each once (row 50 of the case: 24).',
    },
    unit: 'COUNT',
    personal: false,
    domain: 'GIVING',
    facet: { zh: '捐赠者类型', en: 'kind of donor' },
    rows: `SELECT d.donor_id AS counted, 1::bigint AS amount, d.received_at AS at, o.area_code AS community, d.recipient_organisation_id AS organisation,
      NULL::uuid AS adviser, 'Donation' AS subject_type, d.id AS subject,
      donor.kind AS facet FROM donation d JOIN ${organisationPlace} AS o ON o.id = d.recipient_organisation_id
      JOIN donor ON donor.id = d.donor_id WHERE d.status = 'RECEIVED' AND donor.kind <> 'ANONYMOUS'`,
  },
  {
    code: 'DONATIONS_PLEDGED',
    title: { zh: '机构认捐的捐赠', en: 'Donations pledged by organisations' },
    definition: {
      zh: '企业、商户和其他机构认捐且未撤回的捐赠笔数，按认捐时间计，归于认捐的机构',
      en: 'Donations that companies, shops and other organisations pledged and did not withdraw, by the time of the pledge and the organisation that gives.',
    },
    unit: 'COUNT',
    personal: false,
    domain: 'GIVING',
    facet: { zh: '捐赠形式', en: 'form of the donation' },
    rows: `SELECT d.id AS counted, 1::bigint AS amount, d.pledged_at AS at, o.area_code AS community, donor.organisation_id AS organisation,
      NULL::uuid AS adviser, 'Donation' AS subject_type, d.id AS subject,
      d.form AS facet FROM donation d JOIN ${organisationPlace} AS o ON o.id = d.recipient_organisation_id
      JOIN donor ON donor.id = d.donor_id WHERE donor.organisation_id IS NOT NULL AND d.status <> 'WITHDRAWN'`,
  },
  {
    code: 'DONATIONS_RECEIVED',
    title: { zh: '收到的捐赠', en: 'Donations received' },
    definition: {
      zh: '已收到的捐赠笔数，按收到时间计',
      en: 'Donations received, by the time of receipt.',
    },
    unit: 'COUNT',
    personal: false,
    domain: 'GIVING',
    facet: { zh: '捐赠形式', en: 'form of the donation' },
    rows: `SELECT d.id AS counted, 1::bigint AS amount, d.received_at AS at, o.area_code AS community, d.recipient_organisation_id AS organisation,
      NULL::uuid AS adviser, 'Donation' AS subject_type, d.id AS subject,
      d.form AS facet FROM donation d JOIN ${organisationPlace} AS o ON o.id = d.recipient_organisation_id WHERE d.status = 'RECEIVED'`,
  },
  {
    code: 'GOODS_RECEIVED_VALUE',
    title: { zh: '收到物资的价值', en: 'Value of goods received' },
    definition: {
      zh: '已收到的捐赠物资价值（分），按收到时间计（案例第 50 行：20 万余元）',
      en: 'Value in fen of donated goods received, by the time of receipt (row 50 of the case: above 200,000 yuan).',
    },
    unit: 'FEN',
    personal: false,
    domain: 'GIVING',
    facet: { zh: '价值依据', en: 'kind of value' },
    rows: `SELECT l.id AS counted, l.quantity * l.unit_value_fen AS amount, d.received_at AS at, o.area_code AS community, d.recipient_organisation_id AS organisation,
      NULL::uuid AS adviser, 'Donation' AS subject_type, d.id AS subject,
      l.value_kind AS facet FROM donation d JOIN ${organisationPlace} AS o ON o.id = d.recipient_organisation_id
      JOIN donation_lot l ON l.donation_id = d.id WHERE d.status = 'RECEIVED' AND l.withdrawn_at IS NULL`,
  },
  {
    code: 'MONEY_RECEIVED',
    title: { zh: '收到的善款', en: 'Money received' },
    definition: {
      zh: '已收到的捐款（分），按收到时间计（案例第 68 行）',
      en: 'Donated money received, in fen, by the time of receipt (row 68 of the case).',
    },
    unit: 'FEN',
    personal: false,
    domain: 'GIVING',
    rows: `SELECT d.id AS counted, d.money_fen AS amount, d.received_at AS at, o.area_code AS community, d.recipient_organisation_id AS organisation,
      NULL::uuid AS adviser, 'Donation' AS subject_type, d.id AS subject
      FROM donation d JOIN ${organisationPlace} AS o ON o.id = d.recipient_organisation_id WHERE d.status = 'RECEIVED' AND d.form = 'MONEY'`,
  },
  {
    code: 'GIFTS_RECEIVED_VALUE',
    title: { zh: '收到款物的价值', en: 'Value of gifts received' },
    definition: {
      zh: '已收到的捐款与捐赠物资价值之和（分），按收到时间计（案例第 68 行）',
      en: 'Donated money and the value of donated goods received, in fen, by the time of receipt (row 68 of the case).',
    },
    unit: 'FEN',
    personal: false,
    domain: 'GIVING',
    facet: { zh: '捐赠形式', en: 'form of the donation' },
    rows: `SELECT d.id AS counted, coalesce(l.quantity * l.unit_value_fen, d.money_fen) AS amount, d.received_at AS at,
      o.area_code AS community, d.recipient_organisation_id AS organisation, NULL::uuid AS adviser,
      'Donation' AS subject_type, d.id AS subject, d.form AS facet
      FROM donation d JOIN ${organisationPlace} AS o ON o.id = d.recipient_organisation_id
      LEFT JOIN donation_lot l ON l.donation_id = d.id AND l.withdrawn_at IS NULL
      WHERE d.status = 'RECEIVED' AND d.form IN ('GOODS', 'MONEY')`,
  },
];
