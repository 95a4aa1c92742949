/** Promises what of triggers and visits is in the timeline of a household; of a person found before it was registered too. */
import type { Happening } from '../happening';
import { notVoided } from './visit-obligation.repository';

export const visitHappenings: readonly Happening[] = [
  {
    kind: 'TRIGGER_REPORTED',
    definition: { zh: '必访情形', en: 'A trigger of a mandatory visit occurred.' },
    rows: `SELECT household_id AS household, occurred_on::timestamp AT TIME ZONE 'Asia/Shanghai' AS at, id AS source,
                  'VisitObligation' AS subject_type, id AS subject, trigger_kind AS code, '{}'::uuid[] AS readers
             FROM visit_obligation WHERE household_id IS NOT NULL AND ${notVoided}`,
  },
  {
    kind: 'VISITED',
    definition: { zh: '走访', en: 'Somebody visited.' },
    rows: `SELECT coalesce(v.household_id, f.household_id) AS household, v.visited_at AS at, v.id AS source,
                  'Visit' AS subject_type, v.id AS subject, v.result AS code, '{}'::uuid[] AS readers
             FROM visit v LEFT JOIN found_person f ON f.id = v.found_person_id`,
  },
];
