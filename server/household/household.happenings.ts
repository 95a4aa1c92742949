/** Promises what of a household's own affairs is in its timeline. */
import type { Happening } from '../happening';

const everybody = "'{}'::uuid[] AS readers";
const consent = (kind: string, at: string, zh: string, en: string, where = ''): Happening => ({
  kind,
  definition: { zh, en },
  rows: `SELECT household_id AS household, ${at} AS at, id AS source, NULL::text AS subject_type, NULL::uuid AS subject,
                purpose AS code, ${everybody} FROM consent${where}`,
});

export const householdHappenings: readonly Happening[] = [
  {
    kind: 'HOUSEHOLD_REGISTERED',
    definition: { zh: '家庭登记', en: 'The household was registered.' },
    rows: `SELECT id AS household, registered_at AS at, id AS source, 'Household' AS subject_type, id AS subject,
                  NULL::text AS code, ${everybody} FROM household`,
  },
  consent('CONSENT_GIVEN', 'given_at', '给予同意', 'A consent was given.'),
  consent(
    ...(['CONSENT_WITHDRAWN', 'withdrawn_at', '撤回同意', 'A consent was withdrawn.'] as const),
    ' WHERE withdrawn_at IS NOT NULL',
  ),
  {
    kind: 'CONTACT_CARD_ISSUED',
    definition: { zh: '发放联络卡', en: 'A contact card was issued.' },
    rows: `SELECT household_id AS household, issued_at AS at, id AS source, NULL::text AS subject_type, NULL::uuid AS subject,
                  NULL::text AS code, ${everybody} FROM contact_card`,
  },
];
