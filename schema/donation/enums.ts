/** Promises the closed vocabularies of donations: who gives, in which form, where it stands, and what its value rests on. */
import { registerEnumType } from 'type-graphql';

export enum DonorKind {
  ORGANISATION = 'ORGANISATION',
  INDIVIDUAL = 'INDIVIDUAL',
  ANONYMOUS = 'ANONYMOUS',
}

registerEnumType(DonorKind, {
  name: 'DonorKind',
  description: '捐赠人类别 Who gives.',
  valuesConfig: {
    ORGANISATION: { description: '企业、商户等组织 A company, shop or other organisation.' },
    INDIVIDUAL: { description: '个人 A person; who it is stays sealed.' },
    ANONYMOUS: { description: '匿名 Nobody is named.' },
  },
});

export enum DonationForm {
  MONEY = 'MONEY',
  GOODS = 'GOODS',
  SERVICE = 'SERVICE',
}

registerEnumType(DonationForm, {
  name: 'DonationForm',
  description: '捐赠形式 What is given.',
  valuesConfig: {
    MONEY: { description: '资金 Money, in fen.' },
    GOODS: { description: '物资 Goods, in lots.' },
    SERVICE: { description: '服务 Services: workshops, check-ups; supply with a capacity.' },
  },
});

export enum DonationStatus {
  PLEDGED = 'PLEDGED',
  RECEIVED = 'RECEIVED',
  WITHDRAWN = 'WITHDRAWN',
}

registerEnumType(DonationStatus, {
  name: 'DonationStatus',
  description: '捐赠状态 Where a donation stands; how much of it is reserved, delivered or returned, its balances say.',
  valuesConfig: {
    PLEDGED: { description: '已认捐 Promised; may be revised until it is received.' },
    RECEIVED: { description: '已接收 Handed over to the charity.' },
    WITHDRAWN: { description: '已撤回 The promise was taken back before anything was received.' },
  },
});

export enum ValueKind {
  CLAIMED = 'CLAIMED',
  EVIDENCED = 'EVIDENCED',
}

registerEnumType(ValueKind, {
  name: 'ValueKind',
  description: '价值依据 What the value of goods rests on.',
  valuesConfig: {
    CLAIMED: { description: '自报 Stated by the donor; no statutory receipt can be made of it.' },
    EVIDENCED: { description: '有凭证 Proven by an invoice, a customs paper or an appraisal.' },
  },
});

export enum GoodsCondition {
  NEW = 'NEW',
  GOOD = 'GOOD',
  USED = 'USED',
}

registerEnumType(GoodsCondition, {
  name: 'GoodsCondition',
  description: '物资成色 In which condition goods are.',
  valuesConfig: {
    NEW: { description: '全新 Unused.' },
    GOOD: { description: '良好 Used, as good as new.' },
    USED: { description: '使用过 Used.' },
  },
});

export enum UseConsentMethod {
  PORTAL = 'PORTAL',
  WRITTEN = 'WRITTEN',
  PHONE = 'PHONE',
}

registerEnumType(UseConsentMethod, {
  name: 'UseConsentMethod',
  description: '同意方式 How a donor agreed.',
  valuesConfig: {
    PORTAL: { description: '平台确认 In the portal, by the donor itself.' },
    WRITTEN: { description: '书面 In writing.' },
    PHONE: { description: '电话 By telephone.' },
  },
});
