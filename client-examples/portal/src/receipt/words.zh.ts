/** Promises the Chinese words of the page that checks a receipt: for anybody who holds one. */
const words = {
  title: '查验捐赠票据',
  intro: '照着票据填三项，就能知道它是真是假。不用登录。',
  code: '票据代码（8 位数字）',
  number: '票据号码',
  checkCode: '校验码',
  go: '查验',
  checking: '正在查验……',
  valid: '真票，有效',
  validHint: '请再与纸面逐项对照：只有全部相同，才是这一张。',
  voided: '已作废，不能再用',
  voidedHint: '这张票据开出过，后来作废。请联系收款单位换开新票。',
  unknown: '没有查到这张票据',
  unknownHint: '请对照纸面再填一次。仍查不到，请联系票面上的收款单位。',
  payer: '捐赠人',
  amount: '金额',
  capitals: '大写',
  payee: '收款单位',
  project: '项目',
  issuedOn: '开票日期',
  numbers: '票据代码与号码',
  lines: '明细',
  line: '{{item}} {{quantity}} {{unit}}',
  again: '再查一张',
};

export type ReceiptWords = typeof words;
export default words;
