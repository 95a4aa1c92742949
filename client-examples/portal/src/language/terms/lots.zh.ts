/** Promises the Chinese words for the fields of goods, lot by lot, wherever goods are given. */
export const lots = {
  lot: {
    title: '第 {{number}} 批',
    item: '品名',
    quantity: '数量',
    unit: '单位',
    unitYuan: '单价(元)',
    condition: '成色',
    expiresOn: '有效期至（可不填）',
    evidence: '价值凭证（可不填）',
    evidenceHint: '发票号、报关单或评估报告；没有凭证也可以捐，但开不了票据。',
    value: '这一批价值 {{value}}。',
    add: '再加一批',
    remove: '删去第 {{number}} 批',
  },
  condition: { NEW: '全新', GOOD: '良好', USED: '使用过' },
};

export type LotWords = typeof lots;
