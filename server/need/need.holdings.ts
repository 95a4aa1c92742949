/** Promises what is held of a household's needs. */
import { erasedText, household, type Holding } from '../household/holding';

export const needHoldings: readonly Holding[] = [
  {
    table: 'need',
    title: { zh: '需求与微心愿', en: 'Needs and micro-wishes' },
    rows: `SELECT id, kind, service_kind, origin, urgency, card_text, wished_item, wanted_by, quantity, quantity_unit, quantity_delivered,
                  price_ceiling_fen, situations, languages, skills, literacy, economic_status, hardship_degree, area_code, status, status_since,
                  status_reason, created_at
             FROM need WHERE household_id = ${household} ORDER BY created_at, id`,
    erase: `UPDATE need SET card_text = '${erasedText}', wished_item = CASE WHEN wished_item IS NULL THEN NULL ELSE '${erasedText}' END,
                   languages = '{}', skills = '{}', literacy = NULL, economic_status = NULL, hardship_degree = NULL,
                   area_code = left(area_code, 12)
             WHERE household_id = ${household}`,
    touched: `SELECT household_id, CASE WHEN status IN ('FULFILLED', 'PARTIALLY_MET', 'NOT_MET', 'WITHDRAWN', 'EXPIRED', 'CLOSED')
                     THEN status_since ELSE now() END FROM need`,
    kept: {
      zh: '服务种类、困难情形、数量、社区、状态与时间，用于统计和账目',
      en: 'kind of service, situations, quantity, community, state and times, for statistics and the books',
    },
  },
  {
    table: 'need_photo',
    title: { zh: '需求所附照片', en: 'Pictures of needs' },
    rows: `SELECT need_id, photo_id FROM need_photo
            WHERE need_id IN (SELECT id FROM need WHERE household_id = ${household}) ORDER BY need_id, photo_id`,
    kept: { zh: '编号', en: 'ids' },
  },
];
