/** Promises what of pairing is in the timeline of a household: that it has a helper, each contact, and the end; no words. */
import type { Happening } from '../happening';

const pairing = (day: string, code: string, where: string) =>
  `SELECT household_id AS household, ${day}::timestamp AT TIME ZONE 'Asia/Shanghai' AS at, id AS source, 'Pairing' AS subject_type,
          id AS subject, ${code} AS code, '{}'::uuid[] AS readers FROM pairing${where}`;

export const pairingHappenings: readonly Happening[] = [
  {
    kind: 'PAIRING_STARTED',
    definition: { zh: '开始结对帮扶', en: 'The household got a helper of its own.' },
    rows: pairing('started_on', 'NULL::text', ''),
  },
  {
    kind: 'PAIRING_CONTACTED',
    definition: { zh: '结对帮扶人联系', en: 'Its helper was in contact with it.' },
    rows: `SELECT p.household_id AS household, c.contacted_on::timestamp AT TIME ZONE 'Asia/Shanghai' AS at, c.id AS source,
                  'Pairing' AS subject_type, p.id AS subject, c.channel AS code, '{}'::uuid[] AS readers
             FROM pairing_contact c JOIN pairing p ON p.id = c.pairing_id`,
  },
  {
    kind: 'PAIRING_ENDED',
    definition: { zh: '结束结对帮扶', en: 'A pairing ended.' },
    rows: pairing('ended_on', 'end_reason', ' WHERE ended_on IS NOT NULL'),
  },
];
