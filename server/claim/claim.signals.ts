/** Promises what claims are signs of. Of a restricted need only those know who took it down or referred it. */
import { needReaders } from '../need/need.signals';
import type { Signal } from '../signal';

const readers = needReaders('n');
const ofNeed = 'n.household_id AS household, n.area_code AS area';

export const claimSignals: readonly Signal[] = [
  {
    code: 'CLAIM_ENDED',
    definition: {
      zh: '未交付即结束的认领（放弃、逾期、撤销；互换除外），自结束起计。',
      en: 'A claim that ended without delivery: released, expired or revoked, not swapped; from its end.',
    },
    rows: `SELECT ${ofNeed}, c.id AS source, c.status_since AS at, NULL::text AS grade, ${readers} AS readers
             FROM claim c JOIN need n ON n.id = c.need_id
            WHERE c.status IN ('RELEASED', 'LEASE_EXPIRED', 'REVOKED') AND c.reason IS DISTINCT FROM 'SWAPPED'
              AND n.status NOT IN ('WITHDRAWN', 'EXPIRED')`,
  },
  {
    code: 'DELIVERY_DISPUTED',
    definition: {
      zh: '家庭对交付提出异议且尚未解决，自提出起计。',
      en: 'A delivery that the household disputes, not settled yet; from the dispute.',
    },
    rows: `SELECT ${ofNeed}, c.id AS source, c.status_since AS at, NULL::text AS grade, ${readers} AS readers
             FROM claim c JOIN need n ON n.id = c.need_id WHERE c.status = 'DISPUTED'`,
  },
];
