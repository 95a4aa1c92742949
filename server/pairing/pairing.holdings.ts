/** Promises what is held of a household where it has a helper of its own. */
import { today } from '../database/today';
import { household, type Holding } from '../household/holding';

const pairings = `(SELECT id FROM pairing WHERE household_id = ${household})`;

export const pairingHoldings: readonly Holding[] = [
  {
    table: 'pairing',
    title: { zh: '结对帮扶', en: 'Pairings' },
    rows: `SELECT id, organisation_id, started_on, ended_on, end_reason FROM pairing WHERE household_id = ${household} ORDER BY started_on, id`,
    erase: `UPDATE pairing SET area_code = left(area_code, 12), ended_on = coalesce(ended_on, greatest(${today}, started_on)),
                   end_reason = coalesce(end_reason, 'OTHER') WHERE household_id = ${household}`,
    touched: 'SELECT household_id, coalesce(ended_on::timestamptz, now()) FROM pairing',
    kept: { zh: '起止日期与结束原因，用于统计', en: 'days and reason of the end, for statistics' },
  },
  {
    table: 'pairing_contact',
    title: { zh: '结对联系记录', en: 'Contacts of helpers' },
    rows: `SELECT id, pairing_id, contacted_on, channel, note FROM pairing_contact WHERE pairing_id IN ${pairings} ORDER BY contacted_on, id`,
    sealed: { note: 'note' },
    erase: `UPDATE pairing_contact SET note = '' WHERE pairing_id IN ${pairings}`,
    kept: { zh: '联系日期与方式', en: 'day and way of each contact' },
  },
];
