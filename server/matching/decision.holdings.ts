/** Promises what is held of a household where a need of it was matched by the engine (PIPL article 24). */
import { needs, type Holding } from '../household/holding';

export const decisionHoldings: readonly Holding[] = [
  {
    table: 'decision',
    title: { zh: '自动化决策记录', en: 'Decisions of the engine' },
    rows: `SELECT id, at, kind, need_id, organisation_id, ruleset_version FROM decision WHERE need_id IN ${needs} ORDER BY at, id`,
    kept: {
      zh: '编码与编号，到期删除；不含姓名或文字',
      en: 'codes and ids until their own time is over; no name and no word',
    },
  },
];
