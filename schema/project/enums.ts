/** Promises the closed vocabularies of a charity project: where it stands, how it raises, and by which ways it takes donations. */
import { registerEnumType } from 'type-graphql';

export enum ProjectStatus {
  DRAFT = 'DRAFT',
  FILED = 'FILED',
  OPEN = 'OPEN',
  CLOSED = 'CLOSED',
  SETTLED = 'SETTLED',
  DISCLOSED = 'DISCLOSED',
}

registerEnumType(ProjectStatus, {
  name: 'ProjectStatus',
  description: '项目状态 Where a charity project stands.',
  valuesConfig: {
    DRAFT: { description: '草稿 Being written; may still be revised.' },
    FILED: { description: '已备案 Its plan is filed with civil affairs and stays as it is.' },
    OPEN: { description: '进行中 Takes donations and pays for needs.' },
    CLOSED: { description: '已结束 Takes no more donations and begins nothing new.' },
    SETTLED: { description: '已结算 All that it had is spent or its use is decided.' },
    DISCLOSED: { description: '已公开 Its full report is published.' },
  },
});

export enum FundraisingMode {
  PUBLIC = 'PUBLIC',
  DIRECTED = 'DIRECTED',
  NONE = 'NONE',
}

registerEnumType(FundraisingMode, {
  name: 'FundraisingMode',
  description: '募捐方式 From whom a project raises what it gives.',
  valuesConfig: {
    PUBLIC: { description: '公开募捐 From the public; only by a qualified organisation or with one.' },
    DIRECTED: { description: '定向募捐 From certain donors only.' },
    NONE: { description: '不募捐 From nobody: it uses means that are there.' },
  },
});

export enum DonationChannel {
  DONATION_POINT = 'DONATION_POINT',
  DONATION_BOX = 'DONATION_BOX',
  BANK_TRANSFER = 'BANK_TRANSFER',
  INTERNET_PLATFORM = 'INTERNET_PLATFORM',
  CHARITY_EVENT = 'CHARITY_EVENT',
  MEDIA = 'MEDIA',
}

registerEnumType(DonationChannel, {
  name: 'DonationChannel',
  description: '接受捐赠方式 By which way donations are taken.',
  valuesConfig: {
    DONATION_POINT: { description: '捐款点位 At a donation point.' },
    DONATION_BOX: { description: '募捐箱 By a donation box in a public place.' },
    BANK_TRANSFER: { description: '银行转账 By transfer to the account.' },
    INTERNET_PLATFORM: { description: '互联网公开募捐服务平台 On a designated internet platform.' },
    CHARITY_EVENT: { description: '义演、义赛、义卖等 At a charity performance, match or sale.' },
    MEDIA: { description: '广播、电视、报刊 By an appeal in the media.' },
  },
});
