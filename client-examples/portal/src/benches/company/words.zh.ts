/** Promises the Chinese words of the bench of those who give. */
import { lots } from '../../language/terms/lots.zh';
import { terms } from '../../language/terms/words.zh';
import { giving } from './giving-words.zh';
import { more } from './more-words.zh';

const words = {
  exported: '认捐的捐赠',
  gifts: {
    title: '我的捐赠',
    filter: '按状态筛选',
    all: '全部',
    empty: '还没有捐赠',
    emptyHint: '登记第一笔之后，这里会一路显示它走到了哪里。',
    receipted: '已开票据',
  },
  gift: {
    title: '捐赠的去向',
    back: '← 回到我的捐赠',
    to: '受赠组织',
    for: '用途',
    pledgedAt: '认捐时间',
    receivedAt: '接收时间',
    value: '物资价值',
    revised: '修订过 {{count}} 次',
    expires: '有效期至 {{day}}',
  },
  journey: {
    title: '从认捐到确认送达',
    summary: '共 {{whole}}，已确认送达 {{confirmed}}',
    table: '{{title}}的途经各站',
    stage: '环节',
    reached: '到达',
    resting: '停在这里',
    since: '首次到达',
    notYet: '尚未到达',
    waits: '停留 {{amount}}',
  },
  stage: {
    PLEDGED: '认捐',
    RECEIVED: '接收入库',
    RESERVED: '匹配预留',
    DELIVERED: '交付',
    CONFIRMED: '确认送达',
    RETURNED: '退回',
    LOST: '损失',
    EXPIRED: '过期',
  },
  parts: {
    title: '每一份去了哪里',
    privacy: '只说到至少五户人家共有的范围；任何一户都不会被认出来。',
    placeWithheld: '去向范围不便告知',
    empty: '这笔捐赠没有可显示的去向。',
  },
  receipt: {
    title: '公益事业捐赠票据',
    checkCode: '校验码',
    download: '下载票据（PDF）',
    verify: '打开查验页',
  },
  status: { PLEDGED: '已认捐', RECEIVED: '已接收', WITHDRAWN: '已撤回' },
  form: {
    MONEY: '资金',
    GOODS: '物资',
    SERVICE: '服务',
    hint: { MONEY: '精确到分', GOODS: '按批次登记', SERVICE: '按名额提供' },
  },
  valueKind: { CLAIMED: '自报价值', EVIDENCED: '有价值凭证' },
  earmark: { any: '不限用途', aProject: '指定项目', aWish: '一份微心愿' },
  count: { places: '{{number}} 个名额', lots: '{{first}}等 {{count}} 批' },
  change: {
    ofWish: '这是一份微心愿的分担。',
    toWishes: '到微心愿页撤回',
    DONATION_PLEDGED: '有一笔捐赠已认捐',
    DONATION_PLEDGE_REVISED: '一笔认捐已修订',
    DONATION_PLEDGE_WITHDRAWN: '一笔认捐已撤回',
    DONATION_RECEIVED: '一笔捐赠已接收入库',
    DONATION_ALLOCATED: '捐赠的一部分已为一项需求预留',
    DONATION_ALLOCATION_RELEASED: '一份预留已释放',
    DONATION_DELIVERED: '捐赠的一部分已确认送达',
    DONATION_DELIVERY_REVERSED: '一次送达已冲正',
    DONATION_RETURNED: '捐赠的一部分已退回',
    DONATION_LOST: '捐赠的一部分有损失',
    DONATION_EXPIRED: '捐赠的一部分已过期',
    DONATION_USE_CHANGED: '捐赠的用途已变更',
    DONATION_RECEIPTED: '捐赠票据已开具',
    RECEIPT_VOIDED: '捐赠票据已作废',
  },
  ...giving,
  ...lots,
  ...more,
  serviceKind: terms.serviceKind,
  situation: terms.situation,
  ageBand: terms.ageBand,
};

export default words;
export type CompanyWords = typeof words;
