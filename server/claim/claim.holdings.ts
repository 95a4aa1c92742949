/** Promises what is held of a household where it was helped: claims and records of services. */
import { erasedText, needs, type Holding } from '../household/holding';

const claimsOfNeeds = `(SELECT id FROM claim WHERE need_id IN ${needs})`;
const notesOver = `FROM service_record WHERE recorded_at < now() - make_interval(days => (SELECT days FROM subject)) AND note <> '${erasedText}'`;

export const claimHoldings: readonly Holding[] = [
  {
    table: 'claim',
    title: { zh: '认领', en: 'Claims' },
    rows: `SELECT id, need_id, organisation_id, quantity, status, reason, reason_note, claimed_at, status_since, quantity_delivered, completed_at
             FROM claim WHERE need_id IN ${needs} ORDER BY claimed_at, id`,
    erase: `UPDATE claim SET reason_note = NULL WHERE need_id IN ${needs} AND reason_note IS NOT NULL`,
    kept: { zh: '由哪家组织、何时、办到何种程度', en: 'which organisation, when and how far' },
  },
  {
    table: 'service_record',
    title: { zh: '服务记录', en: 'Records of services' },
    rows: `SELECT id, claim_id, served_on, minutes, note, recorded_at FROM service_record WHERE claim_id IN ${claimsOfNeeds} ORDER BY recorded_at, id`,
    erase: `UPDATE service_record SET note = '${erasedText}' WHERE claim_id IN ${claimsOfNeeds} AND note <> '${erasedText}'`,
    kept: { zh: '服务日期与时长', en: 'day and minutes of each service' },
    outdated: {
      code: 'SERVICE_NOTE',
      title: { zh: '服务记录文字', en: 'Words of service records' },
      count: `SELECT count(*)::int AS count ${notesOver}`,
      end: `UPDATE service_record SET note = '${erasedText}' WHERE id IN (SELECT id ${notesOver}) RETURNING id`,
    },
  },
  {
    table: 'service_record_photo',
    title: { zh: '服务记录所附照片', en: 'Pictures of services' },
    rows: `SELECT service_record_id, photo_id FROM service_record_photo
            WHERE service_record_id IN (SELECT id FROM service_record WHERE claim_id IN ${claimsOfNeeds}) ORDER BY service_record_id, photo_id`,
    kept: { zh: '编号', en: 'ids' },
  },
];
