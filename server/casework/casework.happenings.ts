/** Promises what of casework is in the timeline of a household. Restricted cases are not: each reading of one is written down. */
import type { Happening } from '../happening';

const rows = (table: string, type: string, at: string, code: string, where: string) =>
  `SELECT household_id AS household, ${at} AS at, id AS source, '${type}' AS subject_type, id AS subject, ${code} AS code,
          '{}'::uuid[] AS readers FROM ${table}${where}`;

export const caseworkHappenings: readonly Happening[] = [
  {
    kind: 'CASE_OPENED',
    definition: { zh: '建立个案', en: 'A case was opened.' },
    rows: rows('care_case', 'CareCase', 'opened_at', 'NULL::text', " WHERE kind = 'GENERAL'"),
  },
  {
    kind: 'CASE_CLOSED',
    definition: { zh: '结案', en: 'A case was closed.' },
    rows: rows(
      ...(['care_case', 'CareCase', 'closed_at', 'closure_reason'] as const),
      " WHERE kind = 'GENERAL' AND closed_at IS NOT NULL",
    ),
  },
  {
    kind: 'WATCH_STARTED',
    definition: { zh: '列为长期重点关注', en: 'The household was put under long-term watch.' },
    rows: rows('household_watch', 'HouseholdWatch', 'started_at', 'NULL::text', ''),
  },
  {
    kind: 'WATCH_ENDED',
    definition: { zh: '解除长期重点关注', en: 'The long-term watch ended.' },
    rows: rows('household_watch', 'HouseholdWatch', 'ended_at', 'NULL::text', ' WHERE ended_at IS NOT NULL'),
  },
];
