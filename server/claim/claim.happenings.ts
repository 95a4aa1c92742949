/** Promises what of claims and services is in the timeline of their household. */
import type { Happening } from '../happening';
import { needReaders } from '../need/need.signals';

const claim = (
  at: string,
  code: string,
  where: string,
) => `SELECT n.household_id AS household, ${at} AS at, c.id AS source,
  'Claim' AS subject_type, c.id AS subject, ${code} AS code, ${needReaders('n')} AS readers
  FROM claim c JOIN need n ON n.id = c.need_id${where}`;

export const claimHappenings: readonly Happening[] = [
  {
    kind: 'NEED_CLAIMED',
    definition: { zh: '认领', en: 'An organisation claimed a need.' },
    rows: claim('c.claimed_at', 'n.service_kind', ''),
  },
  {
    kind: 'SERVICE_GIVEN',
    definition: { zh: '服务', en: 'A service was given.' },
    rows: `SELECT n.household_id AS household, s.served_on::timestamp AT TIME ZONE 'Asia/Shanghai' AS at, s.id AS source,
                  'Claim' AS subject_type, c.id AS subject, n.service_kind AS code, ${needReaders('n')} AS readers
             FROM service_record s JOIN claim c ON c.id = s.claim_id JOIN need n ON n.id = c.need_id`,
  },
  {
    kind: 'DELIVERY_REPORTED',
    definition: { zh: '报告交付', en: 'A delivery was reported.' },
    rows: claim('c.delivered_at', 'n.service_kind', ' WHERE c.delivered_at IS NOT NULL'),
  },
  {
    kind: 'DELIVERY_CONFIRMED',
    definition: { zh: '确认交付', en: 'The household confirmed a delivery.' },
    rows: claim('c.completed_at', 'n.service_kind', ' WHERE c.completed_at IS NOT NULL'),
  },
  {
    kind: 'CLAIM_ENDED',
    definition: { zh: '认领中止', en: 'A claim ended without delivery.' },
    rows: claim('c.status_since', 'c.status', " WHERE c.status IN ('RELEASED', 'LEASE_EXPIRED', 'REVOKED')"),
  },
];
