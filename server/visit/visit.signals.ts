/** Promises what triggers and owed visits are signs of. */
import type { Signal } from '../signal';
import { notVoided, stillOwed } from './visit-obligation.repository';

const startOf = (day: string) => `${day}::timestamp AT TIME ZONE 'Asia/Shanghai'`;
const rows = (
  at: string,
  where: string,
) => `SELECT household_id AS household, area_code AS area, id AS source, ${at} AS at,
  trigger_kind AS grade, '{}'::uuid[] AS readers FROM visit_obligation WHERE household_id IS NOT NULL AND ${where}`;

export const visitSignals: readonly Signal[] = [
  {
    code: 'VISIT_OWED',
    definition: {
      zh: '尚未完成的必访，自最后期限之日起计；等级为必访情形。',
      en: 'A mandatory visit that was not made yet, from its last day; its grade is the trigger.',
    },
    rows: rows(startOf('due_on'), stillOwed),
  },
  {
    code: 'MISFORTUNE_REPORTED',
    definition: {
      zh: '住院、过世、突发变故或受灾，自发生之日起计。',
      en: 'Hospitalisation, death, sudden misfortune or disaster, from the day on which it occurred.',
    },
    rows: rows(startOf('occurred_on'), `trigger_kind <> 'SPECIAL_ASSISTANCE_RECIPIENT' AND ${notVoided}`),
  },
];
