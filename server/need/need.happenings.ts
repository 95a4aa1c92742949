/** Promises what of needs is in the timeline of their household. */
import type { Happening } from '../happening';
import { needReaders } from './need.signals';

const rows = (at: string, code: string, where: string) => `SELECT household_id AS household, ${at} AS at, id AS source,
  'Need' AS subject_type, id AS subject, ${code} AS code, ${needReaders('need')} AS readers FROM need${where}`;

export const needHappenings: readonly Happening[] = [
  {
    kind: 'NEED_TAKEN_DOWN',
    definition: { zh: '登记需求', en: 'A need was taken down.' },
    rows: rows('created_at', 'service_kind', ''),
  },
  {
    kind: 'NEED_REFERRED',
    definition: { zh: '推送需求', en: 'A need was referred; the last time, when it was more than once.' },
    rows: rows('referred_at', 'service_kind', ' WHERE referred_at IS NOT NULL'),
  },
  {
    kind: 'NEED_ENDED',
    definition: { zh: '需求终结', en: 'A need came to its end.' },
    rows: rows('status_since', 'status', " WHERE status IN ('WITHDRAWN', 'EXPIRED', 'CLOSED')"),
  },
];
