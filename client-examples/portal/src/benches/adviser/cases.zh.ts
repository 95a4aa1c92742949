/** Promises the Chinese words of the cases of a household. */
export const cases = {
  cases: {
    title: '个案',
    hint: '心理关爱和家庭纠纷个案是限定的：只有名单上的人看得到，每次查看都会留痕。',
    show: '看个案',
    none: '没有您能查看的个案。',
    since: '{{day}}建案',
    review: '{{day}}前评审',
    restricted: '限定个案：您在名单上，本次查看已留痕。请勿转述。',
    open: '打开记录',
    openTitle: '为什么要看这份记录？',
    reason: '理由',
    reasonHint: '至少 4 个字，不写姓名、电话和住址；理由会长期保存。',
    writtenDown: '本次查阅和理由已留痕。',
    notAssessed: '还没有评估。',
    strengths: '优势：{{text}}',
    risks: '风险：{{text}}',
    stepDone: '已完成',
    stepDue: '{{day}}前',
    readings: '谁看过（{{count}} 次）',
    looked: '查看',
  },
  caseKind: { GENERAL: '一般个案', MENTAL_CARE: '心理关爱', FAMILY_DISPUTE: '家庭纠纷' },
  caseStatus: { OPEN: '已建案', ASSESSED: '已评估', IN_SERVICE: '服务中', CLOSED: '已结案' },
};

export type CasesWords = typeof cases;
