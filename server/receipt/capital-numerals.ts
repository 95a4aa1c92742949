/** Promises an amount in capital numerals (大写), as the rules for filling in bills ask (支付结算办法 附件一 正确填写票据和结算凭证的基本规定). */
const digits = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const places = ['', '拾', '佰', '仟'];
const groups = ['', '万', '亿', '万亿'];
/** Below ten thousand trillion yuan: four groups of four digits. */
export const capitalMaximumFen = 999_999_999_999_999_999n;

/** For example 107000053 fen: 壹佰零柒万元零伍角叁分. */
export function capitalNumerals(fen: bigint): string {
  if (fen < 0n || fen > capitalMaximumFen) throw new RangeError('no capital numerals for such an amount');
  const yuan = fen / 100n;
  const jiao = Number((fen / 10n) % 10n);
  const cents = Number(fen % 10n);
  const whole = yuan === 0n ? '' : `${wholeYuan(yuan)}元`;
  if (jiao === 0 && cents === 0) return `${whole || '零元'}整`;
  const tenths = jiao > 0 ? `${digits[jiao]}角` : '';
  const hundredths = cents > 0 ? `${digits[cents]}分` : '整';
  // A nought between yuan and the rest is said: before 分 without 角, and after a whole number that ends in nought.
  const nought = whole !== '' && (jiao === 0 || yuan % 10n === 0n) ? '零' : '';
  return `${whole}${nought}${tenths}${hundredths}`;
}

function wholeYuan(yuan: bigint): string {
  let text = '';
  let noughtDue = false;
  for (let group = 3; group >= 0; group -= 1) {
    const value = Number((yuan / 10_000n ** BigInt(group)) % 10_000n);
    if (value === 0) {
      noughtDue = text !== '';
      continue;
    }
    if (text !== '' && (noughtDue || value < 1_000)) text += '零';
    noughtDue = false;
    const below = group === 3 && (yuan / 10_000n ** 2n) % 10_000n !== 0n ? '万' : groups[group];
    text += `${fourDigits(value)}${below}`;
  }
  return text;
}

function fourDigits(value: number): string {
  let text = '';
  let nought = false;
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.floor(value / 10 ** place) % 10;
    if (digit === 0) {
      nought = text !== '';
      continue;
    }
    text += `${nought ? '零' : ''}${digits[digit]}${places[place]}`;
    nought = false;
  }
  return text;
}
