/** Promises the Chinese words of the household's page: short, large, without terms of the trade. */
const words = {
  title: '我的联络卡',
  intro: '请输入卡片上的号码。不用登录,也不会留下记录在这台设备上。',
  code: '卡片号码',
  go: '查看',
  unknown: '这个号码没有查到。请对照卡片再输入一次,或联系社区救助顾问。',
  community: '照应您家的社区',
  issued: '{{day}} 发卡',
  consents: '您同意过的事',
  noConsents: '您现在没有同意任何机构使用您家的信息。',
  consent: '{{who}}可以看到:{{what}}',
  consentUntil: '{{day}} 到期',
  bureau: '民政局',
  withdraw: '收回同意',
  withdrawTitle: '收回这项同意?',
  withdrawText: '收回后,对方不能再看到您家的这些信息,马上生效。以后可以请救助顾问重新登记。',
  withdrawn: '已经收回,马上生效。',
  leave: '看好了,离开',
  purpose: {
    MEANS_CHECK: '核对收入和财产',
    MEDIA_APPEAL: '媒体呼吁',
    REFERRAL: '转介帮助',
    SERVICE_DELIVERY: '上门服务',
  },
  kind: { ADDRESS: '住址', NAME: '姓名', PHONE: '电话', RESIDENT_NUMBER: '身份证号码', SITUATION: '家庭情况' },
};

export default words;
export type HouseholdWords = typeof words;
