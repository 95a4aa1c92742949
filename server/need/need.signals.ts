/** Promises what needs are signs of. Of a restricted need only those know who took it down or referred it. */
import type { Signal } from '../signal';

/** Who alone may know of a restricted need, sorted; nobody in particular for any other. `need` is the name that the statement gives it. */
export const needReaders = (need: string): string => `CASE WHEN ${need}.restricted
  THEN ARRAY(SELECT DISTINCT a FROM unnest(ARRAY[${need}.created_by, ${need}.referred_by]) a WHERE a IS NOT NULL ORDER BY a)
  ELSE '{}'::uuid[] END`;

const readers = needReaders('need');

export const needSignals: readonly Signal[] = [
  {
    code: 'NEED_WAITING',
    definition: {
      zh: '已核实而尚未全部有人承接的需求，自推送（未推送的自登记）起计；等级为紧急程度。',
      en: 'A verified need of which something is left unclaimed, from its referral, or from when it was taken down; its grade is its urgency.',
    },
    rows: `SELECT household_id AS household, area_code AS area, id AS source, coalesce(referred_at, created_at) AS at,
                  urgency AS grade, ${readers} AS readers
             FROM need
            WHERE status IN ('VERIFIED', 'OFFERED', 'PUBLISHED', 'RESTRICTED', 'PARTIALLY_CLAIMED')
              AND quantity_claimed < quantity AND held_fen = 0`,
  },
  {
    code: 'NEED_TAKEN_DOWN',
    definition: {
      zh: '登记过的需求，撤回的除外，自登记起计。',
      en: 'A need that was taken down and not withdrawn, from that moment.',
    },
    rows: `SELECT household_id AS household, area_code AS area, id AS source, created_at AS at, NULL::text AS grade,
                  ${readers} AS readers
             FROM need WHERE status <> 'WITHDRAWN'`,
  },
];
