/** Promises what is held of a household itself: who it is, what it agreed to, its cards. */
import { household, type Holding } from './holding';

export const householdHoldings: readonly Holding[] = [
  {
    table: 'household',
    title: { zh: '家庭', en: 'Household' },
    rows: `SELECT id, area_code, low_income_category, situations, barriers, address, phone, registered_at FROM household WHERE id = ${household}`,
    sealed: { address: 'address', phone: 'phone' },
    // Its community is enough for every figure; a grid of some hundred people is not.
    erase: `UPDATE household SET address = NULL, phone = NULL, area_code = left(area_code, 12) WHERE id = ${household}`,
    touched: 'SELECT id AS household_id, registered_at AS at FROM household WHERE data_key IS NOT NULL',
    kept: {
      zh: '所在社区、低收入类别、困难情形与登记时间，用于统计；不再能识别个人',
      en: 'its community, category, situations and time of registration, for statistics; nobody can be told from them',
    },
  },
  {
    table: 'household_member',
    title: { zh: '家庭成员', en: 'Members' },
    rows: `SELECT id, relation, name, resident_number, age_band, created_at FROM household_member WHERE household_id = ${household} ORDER BY created_at, id`,
    sealed: { name: 'name', resident_number: 'resident_number' },
    erase: `UPDATE household_member SET name = NULL, resident_number = NULL, resident_number_index = NULL WHERE household_id = ${household}`,
    kept: { zh: '与户主关系和年龄段，用于统计', en: 'relation and age band, for statistics' },
  },
  {
    table: 'household_means',
    title: { zh: '收入与财产情况', en: 'Income and property' },
    rows: `SELECT household_id AS id, source, figures, recorded_at FROM household_means WHERE household_id = ${household}`,
    sealed: { figures: 'figures' },
    erase: `DELETE FROM household_means WHERE household_id = ${household}`,
    kept: { zh: '无', en: 'nothing' },
  },
  {
    table: 'consent',
    title: { zh: '同意记录', en: 'Consents' },
    rows: `SELECT id, recipient_organisation_id, purpose, data_kinds, method, guardian_given, given_at, expires_at, withdrawn_at
             FROM consent WHERE household_id = ${household} ORDER BY given_at, id`,
    touched:
      'SELECT household_id, greatest(given_at, least(expires_at, coalesce(withdrawn_at, expires_at))) FROM consent',
    kept: {
      zh: '同意的对象、目的与时间，用于证明处理合法；不含个人信息',
      en: 'to whom, for what and when: the proof that processing was lawful; no word of the person',
    },
  },
  {
    table: 'contact_card',
    title: { zh: '联络卡', en: 'Contact cards' },
    rows: `SELECT id, issued_at, revoked_at FROM contact_card WHERE household_id = ${household} ORDER BY issued_at, id`,
    erase: `UPDATE contact_card SET revoked_at = now() WHERE household_id = ${household} AND revoked_at IS NULL`,
    kept: { zh: '卡码的单向摘要，卡已作废', en: 'a keyed hash of each code, of cards that open nothing any more' },
  },
];
